package org.heapsnapshot.observed;

import java.io.File;

/** Classes whose verdicts follow from those of others. */
public final class Spreading {
  private Spreading() {}

  static class Target {
    static final Object VALUE = new File("a-file").exists() ? "there" : "absent";
  }

  /** Initializes the target. */
  static final class FirstToucher {
    static final Object COPY = Target.VALUE;
  }

  /** Finds the target initialized. */
  static final class SecondToucher {
    static final Object COPY = Target.VALUE;
  }

  /** Touches the target in a method that its initializer calls, by {@code new}. */
  static final class IndirectToucher {
    static final String NAME = name();

    private static String name() {
      return new Target().getClass().getName();
    }
  }

  /** Knows the target only by name and does not initialize it. */
  static final class Bystander {
    static final Class<?> TYPE = Target.class;
    static final Target[] NONE = new Target[0];
  }

  static final class Subclass extends Target {
    static final StringBuilder OWN = new StringBuilder("own");
  }

  interface WithDefault {
    Object CHECKED = new File("a-file").exists() ? "there" : "absent";

    default Object checked() {
      return CHECKED;
    }
  }

  static final class Implementor implements WithDefault {
    static final StringBuilder OWN = new StringBuilder("own");
  }

  static final class Throws {
    static int value;

    static {
      if (value == 0) {
        throw new IllegalStateException("on purpose");
      }
    }

    static void use() {}
  }

  static final class Swallows {
    static boolean failed;

    static {
      try {
        Throws.use();
      } catch (Throwable e) {
        failed = true;
      }
    }
  }

  static final class SwallowsAgain {
    static boolean failed;

    static {
      try {
        Throws.use();
      } catch (NoClassDefFoundError e) {
        failed = true;
      }
    }
  }
}
