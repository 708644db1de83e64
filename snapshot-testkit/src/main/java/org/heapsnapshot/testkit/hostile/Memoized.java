package org.heapsnapshot.testkit.hostile;

import java.util.LinkedHashMap;
import java.util.Map;
import org.heapsnapshot.testkit.hostile.Hostile.Expected;
import org.heapsnapshot.testkit.hostile.Hostile.Net;

/**
 * Initializers that fill a cache of another class. The build is told by {@code --memo} that {@code
 * Memo.CACHE}, {@code Memo.last} and {@code Memo.none} with its flag are memos; {@code
 * Registry.NAMES} only looks like one.
 */
final class Memoized {
  private Memoized() {}

  /** Keeps the squares asked for last; in whatever order they were asked for. */
  @Hostile(verdict = Expected.BUILD_TIME)
  static final class Memo {
    private static final Map<Integer, int[]> CACHE =
        new LinkedHashMap<>(8, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<Integer, int[]> eldest) {
            return size() > 2;
          }
        };
    private static int[] last;
    static int computed;

    /** A flag of its own says whether there is one. */
    private static int[] none;

    private static boolean isNoneMade;

    static {
      square(1);
      computed = 0;
    }

    private Memo() {}

    static int[] none() {
      if (!isNoneMade) {
        none = new int[0];
        isNoneMade = true;
      }
      return none;
    }

    static int[] square(int n) {
      if (last != null && last[0] == n) {
        return last;
      }
      last = CACHE.get(n);
      if (last == null) {
        last = new int[] {n, n * n};
        CACHE.put(n, last);
      }
      return last;
    }
  }

  @Hostile(verdict = Expected.BUILD_TIME)
  static final class AsksForTwo {
    static final int LENGTH = Memo.none().length;
    static final int[] SQUARE = Memo.square(2);
  }

  @Hostile(verdict = Expected.BUILD_TIME)
  static final class AsksForThree {
    static final int[] SQUARE = Memo.square(3);
    static final int[] AGAIN = Memo.square(3);
  }

  static Object memo(Start start) {
    String text = Memo.none().length + AsksForTwo.LENGTH + " ";
    for (int n : new int[] {1, 2, 3, 2, 1}) {
      text += Memo.square(n)[1] + " ";
    }
    return text
        + AsksForTwo.SQUARE[1]
        + " "
        + (AsksForThree.SQUARE == AsksForThree.AGAIN)
        + " "
        + Memo.square(4)[1]
        + " "
        + Memo.CACHE.size();
  }

  /** Nobody says that it is a memo, and it is none. */
  @Hostile(verdict = Expected.BUILD_TIME)
  static final class Registry {
    static final Map<String, Integer> NAMES = new LinkedHashMap<>();
  }

  @Hostile(cause = "WRITES", reason = "say --memo", nets = Net.WRITES)
  static final class Registers {
    static {
      Registry.NAMES.put("one", 1);
    }

    static void touch() {}
  }

  static Object registry(Start start) {
    String before = Registry.NAMES.toString();
    if (!start.shy()) {
      Registers.touch();
    }
    return before + " " + Registry.NAMES;
  }
}
