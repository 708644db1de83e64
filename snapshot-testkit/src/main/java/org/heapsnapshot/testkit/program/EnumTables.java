package org.heapsnapshot.testkit.program;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** {@link EnumMap} and {@link EnumSet}, small and beyond 64 constants. */
final class EnumTables {
  static final EnumMap<Keys.Color, String> MAP = new EnumMap<>(Keys.Color.class);
  static final EnumMap<TimeUnit, Object> JDK_ENUM = new EnumMap<>(TimeUnit.class);
  static final EnumSet<Keys.Color> SET = EnumSet.of(Keys.Color.RED, Keys.Color.BLUE);
  static final EnumSet<Keys.Color> NONE = EnumSet.noneOf(Keys.Color.class);
  static final Set<Many> JUMBO = EnumSet.range(Many.A1, Many.H8);
  static final Map<Object, Integer> BY_CONSTANT = new HashMap<>();

  static {
    MAP.put(Keys.Color.RED, "r");
    MAP.put(Keys.Color.GREEN, null);
    JDK_ENUM.put(TimeUnit.DAYS, Keys.PLAIN);
    for (Many constant : Many.values()) {
      BY_CONSTANT.put(constant, constant.ordinal());
    }
  }

  private EnumTables() {}

  /** More constants than a long has bits. */
  enum Many {
    A1,
    A2,
    A3,
    A4,
    A5,
    A6,
    A7,
    A8,
    B1,
    B2,
    B3,
    B4,
    B5,
    B6,
    B7,
    B8,
    C1,
    C2,
    C3,
    C4,
    C5,
    C6,
    C7,
    C8,
    D1,
    D2,
    D3,
    D4,
    D5,
    D6,
    D7,
    D8,
    E1,
    E2,
    E3,
    E4,
    E5,
    E6,
    E7,
    E8,
    F1,
    F2,
    F3,
    F4,
    F5,
    F6,
    F7,
    F8,
    G1,
    G2,
    G3,
    G4,
    G5,
    G6,
    G7,
    G8,
    H1,
    H2,
    H3,
    H4,
    H5,
    H6,
    H7,
    H8,
    I1,
    I2,
    I3
  }

  static void check(Checks checks) {
    checks.equal("get", "r", MAP.get(Keys.Color.RED));
    checks.that("null value", MAP.containsKey(Keys.Color.GREEN) && MAP.size() == 2);
    checks.same("null value is null", null, MAP.get(Keys.Color.GREEN));
    checks.that("contains null value", MAP.containsValue(null));
    MAP.put(Keys.Color.BLUE, "b");
    checks.that("order", TableChecks.ordered(MAP.keySet(), (Object[]) Keys.Color.values()));
    checks.that("remove", MAP.remove(Keys.Color.RED).equals("r") && MAP.size() == 2);
    checks.same("JDK enum", Keys.PLAIN, JDK_ENUM.get(TimeUnit.DAYS));
    checks.that("set", SET.contains(Keys.Color.BLUE) && !SET.contains(Keys.Color.GREEN));
    checks.that("complement", TableChecks.ordered(EnumSet.complementOf(SET), Keys.Color.GREEN));
    checks.that("none", NONE.isEmpty() && NONE.add(Keys.Color.RED) && !NONE.add(Keys.Color.RED));
    checks.that("jumbo", JUMBO.size() == 64 && JUMBO.contains(Many.H8) && !JUMBO.contains(Many.I1));
    checks.that("jumbo add", JUMBO.add(Many.I3) && JUMBO.remove(Many.A1) && JUMBO.size() == 64);
    boolean all = BY_CONSTANT.size() == 67;
    for (Many constant : Many.values()) {
      all &= Integer.valueOf(constant.ordinal()).equals(BY_CONSTANT.get(constant));
    }
    checks.that("constants as hashed keys", all);
    checks.equal("values", 67, Arrays.asList(Many.values()).size());
  }
}
