package org.heapsnapshot.testkit.program;

import java.util.Arrays;

/** Arrays of arrays: regular, ragged, with shared rows, with null rows, containing themselves. */
final class MultiArrays {
  static final int[][] GRID = new int[3][4];
  static final double[][][] CUBE = new double[2][3][5];
  static final String[][] RAGGED = {{"a"}, {}, {"b", null, "c"}, null};
  static final int[][] SHARED_ROWS;
  static final Object[] ITSELF = new Object[2];
  static final long[][] UNFINISHED = new long[2][];

  static {
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 4; j++) {
        GRID[i][j] = 10 * i + j;
      }
    }
    CUBE[1][2][4] = 124;
    int[] row = {1, 2, 3};
    SHARED_ROWS = new int[][] {row, row, row.clone()};
    ITSELF[0] = ITSELF;
    ITSELF[1] = new Object[][] {ITSELF};
  }

  private MultiArrays() {}

  static void check(Checks checks) {
    checks.that(
        "grid",
        Arrays.deepToString(GRID).equals("[[0, 1, 2, 3], [10, 11, 12, 13], [20, 21, 22, 23]]"));
    checks.that("cube", CUBE[1][2][4] == 124 && CUBE[0].length == 3 && CUBE[0][0].length == 5);
    checks.equal("ragged", "[[a], [], [b, null, c], null]", Arrays.deepToString(RAGGED));
    SHARED_ROWS[0][1] = 9;
    checks.that("shared row", SHARED_ROWS[1][1] == 9 && SHARED_ROWS[2][1] == 2);
    checks.same("contains itself", ITSELF, ITSELF[0]);
    checks.same("contains itself at depth", ITSELF, ((Object[][]) ITSELF[1])[0]);
    checks.that("null rows", UNFINISHED.length == 2 && UNFINISHED[0] == null);
    UNFINISHED[0] = new long[] {5};
    checks.equal("row set", 5L, UNFINISHED[0][0]);
    checks.same("class", String[][].class, RAGGED.getClass());
    checks.thrown("store check", ArrayStoreException.class, () -> ((Object[]) RAGGED)[0] = "row");
  }
}
