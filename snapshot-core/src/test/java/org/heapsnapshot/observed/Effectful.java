package org.heapsnapshot.observed;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Date;
import java.util.Locale;

/** One class for every category of effects. */
public final class Effectful {
  private Effectful() {}

  static final class StartsThread {
    static {
      new Thread("ends at once").start();
    }
  }

  static final class RenamesThread {
    static {
      Thread.currentThread().setName(Thread.currentThread().getName());
    }
  }

  static final class AddsShutdownHook {
    static {
      Runtime.getRuntime().addShutdownHook(new Thread("does nothing"));
    }
  }

  static final class AddsHookAndCatches {
    static {
      try {
        Runtime.getRuntime().addShutdownHook(new Thread("does nothing"));
      } catch (IllegalStateException e) {
        // The JVM shuts down.
      }
    }
  }

  static final class ReadsRegistry {
    static {
      Thread.getDefaultUncaughtExceptionHandler();
    }
  }

  static final class CallsNative {
    static {
      try {
        none(1, 2L);
      } catch (UnsatisfiedLinkError e) {
        // It tried.
      }
    }

    private static native int none(int number, long other);
  }

  static final class LoadsLibrary {
    static {
      try {
        System.loadLibrary("there-is-no-such-library");
      } catch (UnsatisfiedLinkError e) {
        // It tried.
      }
    }
  }

  static final class Prints {
    static {
      System.out.println("printed by an initializer");
    }
  }

  static final class AsksForFile {
    static {
      new File("a-file").exists();
    }
  }

  static final class AsksForPath {
    static {
      Files.exists(Path.of("a-file"));
    }
  }

  static final class OpensSocket {
    static {
      try {
        new ServerSocket().close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  static final class SetsLocale {
    static {
      Locale.setDefault(Locale.getDefault());
    }
  }

  static final class DefinesClass {
    /** No loader that an image can hold: it finds classes in a way of its own. */
    private static final class Loader extends ClassLoader {
      @Override
      protected Class<?> findClass(String name) throws ClassNotFoundException {
        throw new ClassNotFoundException(name);
      }

      void define() throws IOException {
        try (InputStream in = Effectful.class.getResourceAsStream("Effectful$SetsLocale.class")) {
          byte[] file = in.readAllBytes();
          defineClass(SetsLocale.class.getName(), file, 0, file.length);
        }
      }
    }

    static {
      try {
        new Loader().define();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  static final class SetsThreadLocal {
    static {
      new ThreadLocal<String>().set("value");
    }
  }

  static final class SetsProperty {
    static {
      System.setProperty("fixture.set", "by an initializer");
    }
  }

  static final class ReadsHome {
    static {
      System.getProperty("user.home");
    }
  }

  static final class ReadsAllProperties {
    static {
      System.getProperties();
    }
  }

  static final class ReadsEnvironment {
    static {
      System.getenv("HOME");
    }
  }

  static final class KeepsClock {
    static final long WHEN = System.currentTimeMillis() / 1000;
  }

  static final class BindsThreadLocal {
    private static final ThreadLocal<String> BOUND = new ThreadLocal<>();

    static {
      BOUND.set("for a time");
      BOUND.remove();
    }
  }

  static final class ReadsClock {
    static {
      System.currentTimeMillis();
    }
  }

  static final class MakesDate {
    static {
      new Date();
    }
  }

  static final class DrawsNumber {
    static {
      Math.random();
    }
  }

  static final class CountsProcessors {
    static {
      Runtime.getRuntime().availableProcessors();
    }
  }

  static final class AllocatesMemory {
    static {
      ByteBuffer.allocateDirect(8);
    }
  }

  /** Not its own effect: an initializer it runs has one. */
  static final class RunsAnother {
    static final int COPY = Deeper.VALUE;
  }

  static final class Deeper {
    static final int VALUE = Deepest.VALUE;
  }

  static final class Deepest {
    static final int VALUE = new File("a-file").exists() ? 1 : 2;
  }
}
