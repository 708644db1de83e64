package org.heapsnapshot.testkit.program;

import java.util.ArrayList;
import java.util.List;

/** Statics that are not final, some left at zero, all changed after start. */
final class MutableStatics {
  static int counter = Integer.parseInt("41");
  static long total;
  static volatile String label = "a" + counter;
  static Object lazily;
  static List<String> lines = new ArrayList<>(List.of("first"));

  private MutableStatics() {}

  static void check(Checks checks) {
    counter++;
    total += counter;
    checks.equal("counter", 42, counter);
    checks.equal("total", 42L, total);
    checks.equal("volatile", "a41", label);
    label = label + "!";
    checks.equal("volatile written", "a41!", label);
    checks.same("not yet made", null, lazily);
    lazily = lines;
    lines.add("second");
    checks.equal("list grows", List.of("first", "second"), lazily);
    lines = null;
    checks.that("released", lines == null && lazily != null);
  }
}
