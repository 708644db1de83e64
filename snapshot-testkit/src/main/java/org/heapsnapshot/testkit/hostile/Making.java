package org.heapsnapshot.testkit.hostile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.nio.charset.StandardCharsets;
import org.heapsnapshot.testkit.hostile.Hostile.Expected;
import org.heapsnapshot.testkit.hostile.Hostile.Net;

/** Classes made by initializers, in the application loader and without a name. */
final class Making {
  private static final String NAME = "org.heapsnapshot.testkit.hostile.Making$";

  private Making() {}

  /** The mould of others. */
  static final class Template {
    static String text() {
      return "made";
    }
  }

  /** Is in the class path, and used by nobody before it is defined. */
  static final class Spare {}

  /** The class file of a class, its name replaced by one of the same length. */
  private static byte[] file(String name, String other) {
    try (InputStream in = Making.class.getResourceAsStream("Making$" + name + ".class")) {
      String file = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
      return file.replace("Making$" + name, "Making$" + other)
          .getBytes(StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Class<?> define(String name, String other) {
    try {
      return MethodHandles.lookup().defineClass(file(name, other));
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object text(Class<?> type) throws ReflectiveOperationException {
    return type.getDeclaredMethod("text").invoke(null);
  }

  @Hostile(verdict = Expected.BUILD_TIME)
  static final class BesideItself {
    static final Class<?> MADE = define("Template", "Tempered");
  }

  static Object besideItself(Start start) throws ReflectiveOperationException {
    return text(BesideItself.MADE)
        + " "
        + BesideItself.MADE.equals(Class.forName(NAME + "Tempered"));
  }

  @Hostile(cause = "DIFFERENCE", reason = "makes the class", nets = Net.PERTURBATION)
  static final class ByTheClock {
    static final Class<?> MADE = define("Template", digits());

    private static String digits() {
      return "At" + (100_000 + Math.floorMod(System.nanoTime() / 1000, 900_000));
    }
  }

  static Object byTheClock(Start start) throws ReflectiveOperationException {
    return text(ByTheClock.MADE) + " " + ByTheClock.MADE.getName().length();
  }

  /** It fails where the class was loaded before, as all are that the program may reach. */
  @Hostile
  static final class OfTheClassPath {
    static final Class<?> MADE = define("Spare", "Spare");
  }

  static Object ofTheClassPath(Start start) throws ReflectiveOperationException {
    return OfTheClassPath.MADE == Class.forName(NAME + "Spare");
  }

  private static Class<?> ifAbsent(String name) {
    try {
      return Class.forName(NAME + name);
    } catch (ClassNotFoundException e) {
      return define("Template", name);
    }
  }

  @Hostile(cause = "DIFFERENCE", reason = "whoever comes first")
  static final class FirstIfAbsent {
    static final Class<?> MADE = ifAbsent("Absentee");
  }

  static Object firstIfAbsent(Start start) throws ReflectiveOperationException {
    return text(FirstIfAbsent.MADE);
  }

  @Hostile(cause = "DIFFERENCE", reason = "whoever comes first")
  static final class SecondIfAbsent {
    static final Class<?> MADE = ifAbsent("Absentee");
  }

  static Object secondIfAbsent(Start start) {
    return SecondIfAbsent.MADE == FirstIfAbsent.MADE;
  }

  @Hostile(cause = "EFFECT", reason = "defineHiddenClass")
  static final class Hides {
    static final String NAME = hide();

    private static String hide() {
      try {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        return lookup
            .defineHiddenClass(file("Template", "Template"), false)
            .lookupClass()
            .getName();
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  static Object hides(Start start) {
    return Hides.NAME.startsWith(NAME + "Template/");
  }
}
