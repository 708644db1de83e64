package org.heapsnapshot.runtime.restore;

import java.nio.charset.Charset;
import java.util.Locale;
import java.util.TimeZone;
import org.heapsnapshot.runtime.format.GuardKind;
import org.heapsnapshot.runtime.image.GuardTable;
import org.heapsnapshot.runtime.image.LoadResult;
import org.heapsnapshot.runtime.image.Refusal;
import org.heapsnapshot.runtime.image.Strings;

/** Compares the facts of the environment with those at build. Not loaded when there are none. */
final class Guards {
  private Guards() {}

  /**
   * Refuses the image when a fact differs on which all of it depends; the message names it, both
   * values and the reader.
   *
   * @param declined is set for the units that depend on another fact that differs
   * @param passive whether the program is not started, but verified
   * @return what a message would say of the first of these facts; null when there is none
   */
  static String check(
      GuardTable guards,
      boolean[] declined,
      Strings strings,
      ClassLoader loader,
      boolean sameLayout,
      boolean passive,
      Memory memory) {
    boolean asked = false;
    boolean alone = false;
    String first = null;
    for (int i = 0; i < guards.count; i++) {
      if (isOfResources(guards.kind(i))) {
        if (!asked) {
          asked = true;
          alone = Environment.isImageAlone(memory);
        }
        if (alone) {
          continue; // The image has what the class path of the build had.
        }
      }
      String name = strings.text(guards.name(i));
      String expected = strings.textOrNull(guards.value(i));
      String found;
      if (guards.kind(i) == GuardKind.LAYOUT) {
        found = sameLayout ? GuardKind.BUILD : null;
      } else if (guards.kind(i) == GuardKind.MAIN && passive) {
        found = expected; // Verification does not start the program.
      } else {
        found = fact(guards.kind(i), name, loader);
      }
      boolean same = expected == null ? found == null : expected.equals(found);
      if (!same) {
        String difference =
            describe(guards.kind(i), name)
                + " found="
                + quote(found)
                + " expected="
                + quote(expected)
                + " read by "
                + strings.text(guards.reader(i));
        if (guards.isOfAll(i)) {
          throw new Refusal(LoadResult.GUARD, difference);
        }
        guards.decline(i, declined);
        first = first == null ? difference : first;
      }
    }
    return first;
  }

  private static boolean isOfResources(int kind) {
    return kind == GuardKind.RESOURCE || kind == GuardKind.RESOURCES;
  }

  private static String fact(int kind, String name, ClassLoader loader) {
    switch (kind) {
      case GuardKind.PROPERTY:
        return System.getProperty(name);
      case GuardKind.ENVIRONMENT:
        return System.getenv(name);
      case GuardKind.LOCALE:
        return Locale.getDefault().toLanguageTag();
      case GuardKind.TIME_ZONE:
        return TimeZone.getDefault().getID();
      case GuardKind.CHARSET:
        return Charset.defaultCharset().name();
      case GuardKind.PROPERTIES:
        return GuardKind.propertyNames();
      case GuardKind.PROCESSORS:
        return Integer.toString(Runtime.getRuntime().availableProcessors());
      case GuardKind.MAX_MEMORY:
        return Long.toString(Runtime.getRuntime().maxMemory());
      case GuardKind.HOST:
        return GuardKind.host();
      case GuardKind.PROPERTY_PREFIX:
        return GuardKind.propertyNamesWith(name);
      case GuardKind.RESOURCES:
        return GuardKind.resources(name, loader);
      case GuardKind.MAIN:
        return GuardKind.starting();
      default:
        return loader.getResource(name) == null ? null : GuardKind.PRESENT;
    }
  }

  private static String describe(int kind, String name) {
    switch (kind) {
      case GuardKind.PROPERTY:
        return "system property " + name;
      case GuardKind.ENVIRONMENT:
        return "environment variable " + name;
      case GuardKind.LOCALE:
        return "default locale";
      case GuardKind.TIME_ZONE:
        return "default time zone";
      case GuardKind.CHARSET:
        return "default charset";
      case GuardKind.LAYOUT:
        return "object layout";
      case GuardKind.PROPERTIES:
        return "the set of system properties";
      case GuardKind.PROCESSORS:
        return "number of processors";
      case GuardKind.MAX_MEMORY:
        return "maximum heap in bytes";
      case GuardKind.HOST:
        return "local host";
      case GuardKind.PROPERTY_PREFIX:
        return "the system properties that begin with " + name;
      case GuardKind.RESOURCES:
        return "number of resources " + name;
      case GuardKind.MAIN:
        return "main class";
      default:
        return "resource " + name;
    }
  }

  private static String quote(String value) {
    return value == null ? "absent" : "\"" + value + "\"";
  }
}
