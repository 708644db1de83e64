package org.heapsnapshot.core.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;

/** Which classes may catch what a call throws that is to be made again. */
class CaughtCallsTest {
  static final class Plain {
    static int add(int n) {
      try {
        n = Integer.parseInt("" + n);
      } catch (NumberFormatException e) {
        n = 0;
      }
      Runtime.getRuntime().addShutdownHook(new Thread("added " + n));
      return n;
    }
  }

  static final class Catches {
    static void load() {
      try {
        System.loadLibrary("none");
      } catch (LinkageError e) {
        throw new IllegalStateException(e);
      }
    }
  }

  static final class Cleans {
    static void add(StringBuilder log) {
      try {
        Runtime.getRuntime().addShutdownHook(new Thread("added"));
      } finally {
        log.append("done");
      }
    }
  }

  static final class CatchesAbove {
    static boolean tries() {
      try {
        return loads() != null;
      } catch (UnsatisfiedLinkError e) {
        return false;
      }
    }

    private static String loads() {
      return more();
    }

    private static String more() {
      System.load("/none");
      return "loaded";
    }
  }

  static final class CatchesElsewhere {
    static int tries() {
      try {
        return Plain.add(2);
      } catch (IllegalStateException e) {
        return 0;
      }
    }
  }

  private static boolean catches(Class<?> c) throws IOException {
    String file = c.getName().substring(c.getPackageName().length() + 1) + ".class";
    try (InputStream in = c.getResourceAsStream(file)) {
      return CaughtCalls.in(new ClassReader(in));
    }
  }

  @Test
  void shouldFindHandlersAroundTheCallAndItsCallers() throws IOException {
    assertEquals(false, catches(Plain.class));
    assertEquals(true, catches(Catches.class));
    assertEquals(true, catches(Cleans.class), "a finally is a handler");
    assertEquals(true, catches(CatchesAbove.class));
    assertEquals(false, catches(CatchesElsewhere.class), "other classes are not looked at");
  }
}
