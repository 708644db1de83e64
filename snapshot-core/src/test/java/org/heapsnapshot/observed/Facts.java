package org.heapsnapshot.observed;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import javax.crypto.SecretKey;

/** Initializers that read facts of the machine, and some that keep what no image may hold. */
@SuppressWarnings("unused") // What is kept is what is tested.
final class Facts {
  private Facts() {}

  static final class UnsetVariable {
    static final String VALUE = System.getenv("FIXTURE_UNSET");
  }

  static final class UnsetMachineVariable {
    static final String VALUE = System.getenv("XDG_FIXTURE");
  }

  static final class HomeVariable {
    static final String VALUE = System.getenv("HOME");
  }

  static final class TrainedVariable {
    static final String VALUE = System.getenv("FIXTURE_TRAINED");
  }

  static final class WholeEnvironment {
    static final int SIZE = System.getenv().size();
  }

  static final class Processors {
    static final int[] SLOTS = new int[Runtime.getRuntime().availableProcessors()];
  }

  static final class Memory {
    static final long BYTES = Runtime.getRuntime().maxMemory();
  }

  static final class Home {
    static final String VALUE = System.getProperty("user.home");
  }

  static final class Host {
    static final String NAME = name();

    private static String name() {
      try {
        return InetAddress.getLocalHost().getHostName();
      } catch (UnknownHostException e) {
        return "none";
      }
    }
  }

  static final class Zone {
    static final String ID = TimeZone.getDefault().getID();
  }

  static final class Language {
    static final String TEXT = "TITLE".toLowerCase(Locale.getDefault());
  }

  /** Not a token by itself, but found all the same: the user answers for the class. */
  static final class Answered {
    static final Object[] NESTED = {
      System.getProperty("user.name").getBytes(StandardCharsets.UTF_16BE)
    };
  }

  /** Reads its own jar and a module of the JDK as file systems, and keeps what it read. */
  static final class OwnJar {
    static final int[] BYTES = new int[2];
    static final boolean MODULE;

    static {
      try (FileSystem zip = FileSystems.newFileSystem(Path.of(ownJar()))) {
        Path own = zip.getPath("/org/heapsnapshot/observed/Facts.class");
        BYTES[0] = Files.exists(own) ? Files.readAllBytes(own).length : -1;
        MODULE =
            Files.exists(
                FileSystems.getFileSystem(URI.create("jrt:/"))
                    .getPath("/modules/java.base/java/lang/Object.class"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  static String ownJar() {
    return Facts.class.getProtectionDomain().getCodeSource().getLocation().getPath();
  }

  static final class OwnJarPath {
    static final String PATH = ownJar();
  }

  static final class OwnJarLength {
    static final long LENGTH = new File(ownJar()).length();
  }

  static final class RegistersFileSystem {
    static final boolean OPEN;

    static {
      try {
        URI uri = URI.create("jar:file:" + ownJar());
        OPEN = FileSystems.newFileSystem(uri, Map.of()).isOpen();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  static final class HoldsKey {
    static final SecretKey KEY = new OwnKey();
  }

  static final class OwnKey implements SecretKey {
    private static final long serialVersionUID = 1;

    @Override
    public String getAlgorithm() {
      return "none";
    }

    @Override
    public String getFormat() {
      return "RAW";
    }

    @Override
    public byte[] getEncoded() {
      return new byte[0];
    }
  }
}
