package org.heapsnapshot.testkit.program;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Arrays of references whose dynamic class is not the declared one. */
final class ReferenceArrays {
  static final Object[] NUMBERS = new Number[] {1, 2L, 3.0};
  static final Comparable<?>[] COMPARABLES = {"text", 7, 'c'};
  static final Object[] EMPTY = new Object[0];
  static final Runnable[] RUNNABLES = new Runnable[3];
  static final Object CLONED = new String[] {"x", "y"};
  static final Object[] LARGE = IntStream.range(0, 3000).mapToObj(i -> "n" + i).toArray();

  private ReferenceArrays() {}

  static void check(Checks checks) {
    checks.same("dynamic class", Number[].class, NUMBERS.getClass());
    checks.thrown("store check", ArrayStoreException.class, () -> NUMBERS[0] = "no number");
    NUMBERS[0] = 4f;
    checks.equal("store", List.of(4f, 2L, 3.0), Arrays.asList(NUMBERS));
    checks.equal("interface elements", 3, COMPARABLES.length);
    checks.same("interface element is the literal", "text", COMPARABLES[0]);
    checks.equal("empty", 0, EMPTY.length);
    checks.that("nulls", Arrays.stream(RUNNABLES).allMatch(r -> r == null));
    String[] clone = ((String[]) CLONED).clone();
    checks.that("clone", clone != CLONED && clone[1] == ((String[]) CLONED)[1]);
    boolean all = true;
    for (int i = 0; i < LARGE.length; i++) {
      all &= LARGE[i].equals("n" + i);
    }
    checks.that("large", all);
  }
}
