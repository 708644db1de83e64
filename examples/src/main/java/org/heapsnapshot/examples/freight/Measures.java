package org.heapsnapshot.examples.freight;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Units of mass, and what each is in every other. */
final class Measures {
  private static final String[] PREFIXES = {
    "", "micro", "milli", "centi", "deci", "deca", "hecto", "kilo", "mega", "giga"
  };
  private static final String[] PREFIX_SYMBOLS = {"", "u", "m", "c", "d", "da", "h", "k", "M", "G"};
  private static final double[] PREFIX_FACTORS = {
    1, 1e-6, 1e-3, 1e-2, 1e-1, 1e1, 1e2, 1e3, 1e6, 1e9
  };

  /** Unit, how many, of which unit. */
  private static final String DEFINITIONS =
      """
      tonne 1000 kilogram
      t 1000 kilogram
      pound 0.45359237 kilogram
      lb 1 pound
      lbs 1 pound
      ounce 0.0625 pound
      oz 1 ounce
      dram 0.0625 ounce
      grain 0.036571428571428574 dram
      stone 14 pound
      quarter 2 stone
      hundredweight 4 quarter
      cwt 1 hundredweight
      longton 20 hundredweight
      shortton 2000 pound
      slug 14.59390294 kilogram
      quintal 100 kilogram
      pood 16.3804964 kilogram
      catty 0.60478982 kilogram
      picul 100 catty
      tael 0.0625 catty
      carat 0.2 gram
      """;

  private static final Map<String, Integer> NUMBERS = new HashMap<>();
  private static final double[][] FACTORS;

  static {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < PREFIXES.length; i++) {
      names.add(PREFIXES[i] + "gram");
      names.add(PREFIX_SYMBOLS[i] + "g");
    }
    for (String line : DEFINITIONS.strip().split("\n")) {
      names.add(line.substring(0, line.indexOf(' ')));
    }
    for (String name : names) {
      NUMBERS.put(name, NUMBERS.size());
    }
    FACTORS = new double[NUMBERS.size()][NUMBERS.size()];
    define();
    close();
  }

  private Measures() {}

  /** Whether this is the name of a unit. */
  static boolean isUnit(String name) {
    return NUMBERS.containsKey(name);
  }

  /** How many kilograms {@code amount} of a unit is. */
  static double kilograms(double amount, String unit) {
    return amount * FACTORS[NUMBERS.get(unit)][NUMBERS.get("kilogram")];
  }

  private static void define() {
    for (int i = 0; i < FACTORS.length; i++) {
      FACTORS[i][i] = 1;
    }
    for (int i = 0; i < PREFIXES.length; i++) {
      relate(PREFIXES[i] + "gram", PREFIX_FACTORS[i], "gram");
      relate(PREFIX_SYMBOLS[i] + "g", PREFIX_FACTORS[i], "gram");
    }
    for (String line : DEFINITIONS.strip().split("\n")) {
      String[] words = line.split(" ");
      relate(words[0], Double.parseDouble(words[1]), words[2]);
    }
  }

  private static void relate(String unit, double factor, String other) {
    int from = NUMBERS.get(unit);
    int to = NUMBERS.get(other);
    if (from != to) {
      FACTORS[from][to] = factor;
      FACTORS[to][from] = 1 / factor;
    }
  }

  /** Follows chains of definitions until every unit is known in every other. */
  private static void close() {
    int n = FACTORS.length;
    for (int via = 0; via < n; via++) {
      for (int from = 0; from < n; from++) {
        for (int to = 0; to < n; to++) {
          if (FACTORS[from][to] == 0 && FACTORS[from][via] != 0 && FACTORS[via][to] != 0) {
            FACTORS[from][to] = FACTORS[from][via] * FACTORS[via][to];
          }
        }
      }
    }
  }
}
