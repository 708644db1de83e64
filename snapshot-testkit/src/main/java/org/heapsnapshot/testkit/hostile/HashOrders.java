package org.heapsnapshot.testkit.hostile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.heapsnapshot.testkit.hostile.Hostile.Net;

/** The order in which a table of this very JVM is iterated, written down. */
final class HashOrders {
  private HashOrders() {}

  enum Planet {
    MERCURY,
    VENUS,
    EARTH,
    MARS,
    JUPITER,
    SATURN,
    URANUS,
    NEPTUNE
  }

  /** Salted in every process. */
  @Hostile(cause = "DIFFERENCE", reason = "TEXT", nets = Net.PERTURBATION)
  static final class JoinsSetOf {
    static final Set<String> WORDS =
        Set.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p");
    static final String TEXT = String.join("", WORDS);
  }

  static Object joinsSetOf(Start start) {
    return JoinsSetOf.TEXT.equals(String.join("", JoinsSetOf.WORDS));
  }

  @Hostile(cause = "DIFFERENCE", reason = "TEXT", nets = Net.PERTURBATION)
  static final class PrintsMapOf {
    static final Map<String, Integer> NUMBERS =
        Map.of("a", 1, "b", 2, "c", 3, "d", 4, "e", 5, "f", 6, "g", 7, "h", 8, "i", 9, "j", 10);
    static final String TEXT = NUMBERS.toString();
  }

  static Object printsMapOf(Start start) {
    return PrintsMapOf.TEXT.equals(PrintsMapOf.NUMBERS.toString());
  }

  @Hostile(cause = "DIFFERENCE", reason = "ORDER", nets = Net.PERTURBATION)
  static final class ListsEnumKeys {
    static final Map<Planet, String> NAMES = new HashMap<>();
    static final List<Planet> ORDER;

    static {
      for (Planet planet : Planet.values()) {
        NAMES.put(planet, planet.name());
      }
      ORDER = new ArrayList<>(NAMES.keySet());
    }
  }

  static Object listsEnumKeys(Start start) {
    return ListsEnumKeys.ORDER.equals(new ArrayList<>(ListsEnumKeys.NAMES.keySet()));
  }

  @Hostile(cause = "DIFFERENCE", reason = "FIRST", nets = Net.PERTURBATION)
  static final class PicksFirstClass {
    static final Set<Class<?>> CLASSES =
        new HashSet<>(
            List.of(
                String.class,
                Integer.class,
                Long.class,
                Planet.class,
                Main.class,
                HashOrders.class,
                Start.class,
                List.class,
                Map.class,
                Set.class,
                Object.class,
                Thread.class));
    static final List<Class<?>> FIRST = new ArrayList<>(CLASSES).subList(0, 6);
  }

  static Object picksFirstClass(Start start) {
    return PicksFirstClass.FIRST.equals(new ArrayList<>(PicksFirstClass.CLASSES).subList(0, 6));
  }

  @Hostile(cause = "DIFFERENCE", reason = "TEXT", nets = Net.PERTURBATION)
  static final class PrintsConcurrentMap {
    static final Map<TimeUnit, Integer> UNITS = new ConcurrentHashMap<>();
    static final String TEXT;

    static {
      for (TimeUnit unit : TimeUnit.values()) {
        UNITS.put(unit, unit.ordinal());
      }
      TEXT = UNITS.toString();
    }
  }

  static Object printsConcurrentMap(Start start) {
    return PrintsConcurrentMap.TEXT.equals(PrintsConcurrentMap.UNITS.toString());
  }
}
