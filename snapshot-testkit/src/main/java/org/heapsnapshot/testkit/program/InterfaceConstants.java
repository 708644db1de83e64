package org.heapsnapshot.testkit.program;

import java.util.ArrayList;
import java.util.List;

/**
 * Fields of interfaces: constants of the compiler and objects built by an interface initializer.
 */
final class InterfaceConstants {
  static final Object COPIED = Named.KEY;

  private InterfaceConstants() {}

  interface Named {
    int NUMBER = 9;
    String TEXT = "name";
    Object KEY = new Object();
    List<Object> SEEN = new ArrayList<>(List.of(KEY));
  }

  interface Inherited extends Named {
    int[] CELLS = {NUMBER, 2 * NUMBER};
  }

  static final class Heir implements Inherited {
    static final Object THROUGH_HEIR = KEY;

    private Heir() {}
  }

  static void check(Checks checks) {
    checks.equal("constant", 9, Named.NUMBER);
    checks.same("string constant", "name", Named.TEXT);
    checks.same("object", Named.KEY, COPIED);
    checks.same("object through an heir", Heir.THROUGH_HEIR, COPIED);
    checks.same("object in a list", COPIED, Named.SEEN.get(0));
    Heir.SEEN.add("more");
    checks.equal("mutable", 2, Named.SEEN.size());
    Heir.CELLS[0]++;
    checks.that("array", Inherited.CELLS[0] == 10 && Inherited.CELLS[1] == 18);
  }
}
