package org.heapsnapshot.testkit.hostile;

import org.heapsnapshot.testkit.hostile.Hostile.Expected;
import org.heapsnapshot.testkit.hostile.Hostile.Net;

/** Initializers that fail, and others that swallow it. */
final class Failures {
  private Failures() {}

  @Hostile(cause = "THREW", reason = "threw", nets = Net.EFFECTS)
  static final class Throws {
    static final int VALUE = fail();

    private static int fail() {
      throw new IllegalStateException("as always");
    }
  }

  static Object throwsTwice(Start start) {
    return touch() + " " + touch();
  }

  private static String touch() {
    try {
      return "value " + Throws.VALUE;
    } catch (LinkageError e) {
      return e.getClass().getSimpleName();
    }
  }

  /** An error is not wrapped in another, as an exception is. */
  @Hostile(cause = "THREW", reason = "threw")
  static final class ThrowsError {
    static final int VALUE = fail();

    private static int fail() {
      throw new AssertionError("as always");
    }
  }

  static Object throwsError(Start start) {
    try {
      return "value " + ThrowsError.VALUE;
    } catch (AssertionError e) {
      return e.getMessage();
    }
  }

  static final class Broken {
    static final int VALUE = Integer.parseInt("not a number");
  }

  @Hostile(cause = "REACHES", reason = "Broken", nets = Net.EFFECTS)
  static final class SwallowsFirst {
    static final String SEEN = see();

    private static String see() {
      try {
        return "value " + Broken.VALUE;
      } catch (Throwable e) {
        return e.getClass().getSimpleName();
      }
    }
  }

  @Hostile(cause = "REACHES", reason = "Broken", nets = Net.EFFECTS)
  static final class SwallowsSecond {
    static final String SEEN = see();

    private static String see() {
      try {
        return "value " + Broken.VALUE;
      } catch (Throwable e) {
        return e.getClass().getSimpleName();
      }
    }
  }

  /** Who comes first sees another error than who comes second. */
  static Object swallows(Start start) {
    return start.shy()
        ? SwallowsSecond.SEEN + " " + SwallowsFirst.SEEN
        : SwallowsFirst.SEEN + " " + SwallowsSecond.SEEN;
  }

  /** Fails on its first use, by what it needs of the process. */
  static final class NeedsFile {
    static final String TEXT = new java.io.File("by-nobody.txt").exists() ? "there" : null;
    static final int LENGTH = TEXT.length();
  }

  @Hostile(cause = "REACHES", nets = Net.EFFECTS)
  static final class FallsBack {
    static final int LENGTH = length();

    private static int length() {
      try {
        return NeedsFile.LENGTH;
      } catch (ExceptionInInitializerError | NoClassDefFoundError e) {
        return -1;
      }
    }
  }

  static Object fallsBack(Start start) {
    return FallsBack.LENGTH;
  }

  /** Its stack is as deep as the thread allows. */
  @Hostile(cause = "DIFFERENCE", nets = Net.PERTURBATION)
  static final class Overflows {
    static int depth;

    static {
      try {
        deeper();
      } catch (StackOverflowError e) {
        depth++;
      }
    }

    private static void deeper() {
      depth++;
      deeper();
    }
  }

  static Object overflows(Start start) {
    return Overflows.depth > 100;
  }

  /** An optional library that is not there is not there at a start either. */
  @Hostile(verdict = Expected.BUILD_TIME)
  static final class LooksForLibrary {
    static final boolean THERE = look();

    private static boolean look() {
      try {
        Class.forName("org.heapsnapshot.testkit.hostile.NoSuchClass");
        return true;
      } catch (ClassNotFoundException e) {
        return false;
      }
    }
  }

  static Object looksForLibrary(Start start) {
    return LooksForLibrary.THERE;
  }
}
