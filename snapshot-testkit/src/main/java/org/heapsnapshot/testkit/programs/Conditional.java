package org.heapsnapshot.testkit.programs;

import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Has classes that depend on the number of processors, alone and in a cycle, and others, alone and
 * in a cycle, to whose objects they refer. Prints what they hold.
 */
public final class Conditional {
  private Conditional() {}

  static final class Processors {
    static final int COUNT = Runtime.getRuntime().availableProcessors();
    static final Object[] LOCKS = new Object[2 * COUNT];
    static int checksum;

    static {
      // So that it is worth another observation.
      for (int i = 0; i < 2_000_000; i++) {
        checksum += Integer.toString(i % 64).hashCode();
      }
      for (int i = 0; i < LOCKS.length; i++) {
        LOCKS[i] = new Object();
      }
    }
  }

  static final class Uses {
    static final int TWICE = 2 * Processors.COUNT;
    static final Map<String, String> SHARED = Plain.MAP;
    static final Object KEY = new Object();
    static final Set<Object> SET = new HashSet<>(List.of(KEY, Left.OTHER));
  }

  /** In a cycle with {@link Member}: restored at boot, or not at all. */
  static final class Group {
    static final Group SELF = new Group();
    static final Member MEMBER = new Member(SELF);
    static final int COUNT = Processors.COUNT;
    static final Map<Object, String> NAMES = new IdentityHashMap<>();

    /** Of a class that nothing else may have defined where this initializer runs. */
    static final Object MADE = Moulds.instance(define(), 7);

    private static Class<?> define() {
      try {
        return MethodHandles.lookup().defineClass(Moulds.file("Mould", "Cycle"));
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(e);
      }
    }

    static {
      NAMES.put(SELF, "self");
      NAMES.put(Left.OTHER, "other");
    }
  }

  static final class Member {
    static final Group GROUP = Group.SELF;
    final Group owner;

    Member(Group owner) {
      this.owner = owner;
    }
  }

  /** In a cycle with {@link Right}: restored at boot in any case. */
  static final class Left {
    static final Right OTHER = new Right();
    static final Map<Object, String> CLASSES = new HashMap<>();

    static {
      CLASSES.put(Left.class, "left");
      CLASSES.put(Right.class, "right");
    }
  }

  static final class Right {
    static final List<Object> BACK = new ArrayList<>(List.of(new Left()));
  }

  static final class Plain {
    static final Map<String, String> MAP = new HashMap<>(Map.of("k", "v"));
  }

  /** Takes no arguments. */
  public static void main(String[] args) throws ReflectiveOperationException {
    System.out.println(Plain.MAP + " " + Left.CLASSES.get(Right.class) + " " + Right.BACK.size());
    int processors = Runtime.getRuntime().availableProcessors();
    System.out.println(
        (Processors.COUNT == processors)
            + " "
            + (Processors.LOCKS.length == 2 * processors)
            + " "
            + Processors.checksum);
    System.out.println(
        (Uses.TWICE == 2 * processors)
            + " "
            + (Uses.SHARED == Plain.MAP)
            + " "
            + Uses.SET.contains(Uses.KEY)
            + Uses.SET.contains(Left.OTHER));
    System.out.println(
        (Group.COUNT == processors)
            + " "
            + (Group.MEMBER.owner == Member.GROUP)
            + " "
            + Group.NAMES.get(Group.SELF)
            + Group.NAMES.get(Left.OTHER)
            + " "
            + Moulds.text(Group.MADE));
  }
}
