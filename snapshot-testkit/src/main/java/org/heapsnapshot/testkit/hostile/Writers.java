package org.heapsnapshot.testkit.hostile;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.heapsnapshot.testkit.hostile.Hostile.Expected;
import org.heapsnapshot.testkit.hostile.Hostile.Net;

/**
 * Initializers that write into another class, in ways that leave no trace of their order. A shy
 * start never initializes them, so nothing of theirs may be there.
 */
final class Writers {
  private Writers() {}

  /** Owns what the others fill. */
  @Hostile(verdict = Expected.BUILD_TIME)
  static final class Owner {
    static final Set<String> NAMES = new HashSet<>(Set.of("owner"));
    static final Map<String, Integer> NUMBERS = new HashMap<>(Map.of("owner", 0));
    static final String[] SLOTS = {"owner", null, null};
    static final long[] COUNTS = new long[3];
    static final AtomicBoolean FLAG = new AtomicBoolean();
    static final StringBuilder TEXT = new StringBuilder("owner");
    static boolean switched;
    static Object first;

    private Owner() {}
  }

  static Object before(Start start) {
    return state();
  }

  private static String state() {
    return new TreeSet<>(Owner.NAMES)
        + " "
        + new java.util.TreeMap<>(Owner.NUMBERS)
        + " "
        + String.join(",", java.util.Arrays.asList(Owner.SLOTS).toString())
        + " "
        + Owner.COUNTS[1]
        + " "
        + Owner.FLAG
        + " "
        + Owner.TEXT
        + " "
        + Owner.switched
        + " "
        + (Owner.first == null ? "none" : "one");
  }

  @Hostile(cause = "WRITES", reason = "NAMES", nets = Net.WRITES)
  static final class IntoSet {
    static {
      Owner.NAMES.add("set");
    }

    static void touch() {}
  }

  @Hostile(cause = "WRITES", reason = "NUMBERS", nets = Net.WRITES)
  static final class IntoMap {
    static {
      Owner.NUMBERS.put("map", 1);
    }

    static void touch() {}
  }

  /** Replaces a value under a key that is there. */
  @Hostile(cause = "WRITES", reason = "NUMBERS", nets = Net.WRITES)
  static final class OverValue {
    static {
      Owner.NUMBERS.put("owner", 5);
    }

    static void touch() {}
  }

  @Hostile(cause = "WRITES", reason = "SLOTS", nets = Net.WRITES)
  static final class IntoArray {
    static {
      Owner.SLOTS[1] = "array";
    }

    static void touch() {}
  }

  @Hostile(cause = "WRITES", reason = "COUNTS", nets = Net.WRITES)
  static final class IntoNumbers {
    static {
      Owner.COUNTS[1]++;
    }

    static void touch() {}
  }

  @Hostile(cause = "WRITES", reason = "FLAG", nets = Net.WRITES)
  static final class IntoAtomic {
    static {
      Owner.FLAG.set(true);
    }

    static void touch() {}
  }

  @Hostile(cause = "WRITES", reason = "TEXT", nets = Net.WRITES)
  static final class IntoText {
    static {
      Owner.TEXT.append("+text");
    }

    static void touch() {}
  }

  @Hostile(cause = "WRITES", reason = "switched", nets = Net.WRITES)
  static final class IntoPrimitive {
    static {
      Owner.switched = true;
    }

    static void touch() {}
  }

  @Hostile(cause = "WRITES", reason = "first", nets = Net.WRITES)
  static final class IntoReference {
    static final Object SELF = new Object();

    static {
      if (Owner.first == null) {
        Owner.first = SELF;
      }
    }

    static void touch() {}
  }

  @Hostile(cause = "WRITES", reason = "switched", nets = Net.WRITES)
  static final class ByReflection {
    static {
      try {
        java.lang.reflect.Field field = Owner.class.getDeclaredField("switched");
        field.setAccessible(true);
        field.setBoolean(null, true);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }

    static void touch() {}
  }

  static Object written(Start start) {
    if (!start.shy()) {
      IntoSet.touch();
      IntoMap.touch();
      OverValue.touch();
      IntoArray.touch();
      IntoNumbers.touch();
      IntoAtomic.touch();
      IntoText.touch();
      IntoPrimitive.touch();
      IntoReference.touch();
      ByReflection.touch();
    }
    return state();
  }
}
