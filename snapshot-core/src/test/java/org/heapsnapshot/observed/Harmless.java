package org.heapsnapshot.observed;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;

/** Initializers that may run at build time. */
public final class Harmless {
  private Harmless() {}

  static final class Collections {
    static final Map<Class<?>, String> BY_CLASS = new HashMap<>();
    static final Map<Object, Object> BY_IDENTITY = new IdentityHashMap<>();
    static final List<String> NAMES = new ArrayList<>(Arrays.asList("a", "b", null));
    static final ConcurrentHashMap<String, Pattern> CACHE = new ConcurrentHashMap<>();
    static final ReentrantLock LOCK = new ReentrantLock();

    static {
      BY_CLASS.put(String.class, "text");
      BY_CLASS.put(Collections.class, "own");
      BY_IDENTITY.put(LOCK, NAMES);
      CACHE.put("p", Pattern.compile("a+"));
    }
  }

  /** The class it uses is found in a jar, read and defined meanwhile. */
  static final class LoadsClasses {
    static final Object LOADED = new Loaded();

    static final class Loaded {}
  }

  /** The JDK reads files of its own to initialize itself. */
  static final class MakesTheJdkReadFiles {
    static final TimeZone ZONE = TimeZone.getTimeZone("Asia/Tokyo");
    static final UUID NAMED = UUID.nameUUIDFromBytes(new byte[] {1, 2, 3});
    static final String UPPER = String.format("%s-%d", "text", 5);
  }

  /** Nothing is running yet, and nothing is kept. */
  static final class PreparesThread {
    static final String NAME;

    static {
      Thread thread = new Thread("never started");
      thread.setPriority(Thread.MAX_PRIORITY);
      thread.setName("renamed");
      NAME = thread.getName();
    }
  }

  static final class ReadsResource {
    static final String TEXT;

    static {
      try (InputStream in = Harmless.class.getResourceAsStream("resource.txt")) {
        TEXT = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  static final class ReadsAbsentProperty {
    static final String VALUE = System.getProperty("fixture.absent", "default");
  }

  /** The JDK looks for the handler of the protocol in a property. */
  static final class MakesUrl {
    static final String HOST;

    static {
      try {
        HOST = new URL("http://fixture/").getHost();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** A start makes such a factory again; what one has said is kept. */
  static final class AsksFactory {
    static final boolean AWARE = DocumentBuilderFactory.newInstance().isNamespaceAware();
  }

  static final class EndsLine {
    static final String LINE = String.format("%s%n", "text");
  }

  static final class ReadsFlag {
    static final boolean FLAG = Boolean.getBoolean("fixture.flag");
  }

  /** The program sets the property only after this class was initialized. */
  static final class ReadsBeforeItIsSet {
    static final String VALUE = System.getProperty("fixture.late");
  }

  /** The program sets the property before this class is initialized. */
  static final class ReadsAfterItWasSet {
    static final String VALUE = System.getProperty("fixture.early");
  }
}
