package org.heapsnapshot.testkit.programs;

import static org.heapsnapshot.testkit.programs.Moulds.constructor;
import static org.heapsnapshot.testkit.programs.Moulds.file;
import static org.heapsnapshot.testkit.programs.Moulds.instance;
import static org.heapsnapshot.testkit.programs.Moulds.method;
import static org.heapsnapshot.testkit.programs.Moulds.text;

import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Initializers that define classes by {@link MethodHandles.Lookup#defineClass}. Runs the checks
 * that its arguments name, in their order.
 */
public final class Makes {
  private static final String PACKAGE = "org.heapsnapshot.testkit.programs.";

  /** What {@link #preload} leaves. */
  static Object preloaded;

  private Makes() {}

  /** Holds a made class, an object of it, and a map by it. */
  static final class Plain {
    static final Class<?> TYPE = define("Mould", "Plain");
    static final Object OBJECT = instance(TYPE, 42);
    static final Map<Class<?>, String> NAMES = new HashMap<>(Map.of(TYPE, "found", int.class, ""));
    static final Object HASH = System.identityHashCode(TYPE);

    private Plain() {}
  }

  /** Keeps nothing but the name of what it makes. */
  static final class Named {
    /** A fact that the image depends on. */
    static final String GUARDED = System.getProperty("fixture.made", "");

    static final String NAME = define("Mould", "Named").getName();

    private Named() {}
  }

  /** Has the name from the one that makes the class. */
  static final class Reader {
    static final String NAME = new String(Named.NAME);

    private Reader() {}
  }

  /** Makes a class and its subclass, and sets a static field of that. */
  static final class Family {
    static final Class<?> PARENT = define("Mould", "Elder");
    static final Class<?> CHILD = define("MouldChild", "Young", "Mould", "Elder");
    static final Object BOTH = instance(CHILD, 1);
    static final Method TEXT = method(CHILD, "text");
    static final Constructor<?> MAKER = constructor(CHILD);

    static {
      try {
        CHILD.getField("label").set(null, "labelled");
        instance(PARENT, 2).getClass().getField("held").set(BOTH, PARENT);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }

    private Family() {}
  }

  /** Hold the same object of a made class. */
  static final class Left {
    static final Object SHARED = instance(define("Mould", "Share"), 7);

    private Left() {}
  }

  static final class Right {
    static final List<Object> SHARED = List.of(Left.SHARED, Left.class);

    private Right() {}
  }

  /** Restored at boot: it is hashed by code of the program, with a made class in its reach. */
  static final class Early {
    static final Set<Key> KEYS = new HashSet<>();

    static {
      Class<?> type = define("Mould", "Early");
      KEYS.add(new Key(instance(type, 3), method(type, "text")));
    }

    private Early() {}
  }

  private static final class Key {
    private final Object object;
    private final Method method;

    Key(Object object, Method method) {
      this.object = object;
      this.method = method;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(object);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key && ((Key) other).object == object;
    }
  }

  /** Makes a class when asked to, as a start without that initializer may, too. */
  static final class Unused {
    static final Class<?> TYPE = define("Mould", "Maker");

    private Unused() {}
  }

  /** Defines a class from a mould, with as many letters in the place of its name. */
  private static Class<?> define(String... names) {
    try {
      return MethodHandles.lookup().defineClass(file(names));
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isThere(String name) {
    try {
      Class.forName(name, false, Makes.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /** For {@code --preload}. */
  static void preload() {
    preloaded = instance(define("Mould", "Taken"), 9);
  }

  public static void main(String[] args) throws Exception {
    for (String check : args) {
      System.out.println(check + ": " + check(check));
    }
  }

  private static Object check(String check) throws Exception {
    switch (check) {
      case "plain":
        return text(Plain.OBJECT)
            + " "
            + text(instance(Plain.TYPE, 5))
            + " "
            + Plain.NAMES.get(Class.forName(PACKAGE + "Plain"))
            + " "
            + (Plain.OBJECT.getClass() == Plain.TYPE)
            + " "
            + Plain.HASH.equals(System.identityHashCode(Plain.TYPE))
            + " "
            + (Plain.TYPE.getProtectionDomain() == Makes.class.getProtectionDomain())
            + " "
            + Plain.TYPE.getResource("Plain.class");
      case "there":
        return isThere(PACKAGE + "Plain") + " " + isThere(PACKAGE + "Named");
      case "reader":
        return isThere(Reader.NAME);
      case "named":
        return text(instance(Class.forName(Named.NAME), 1));
      case "family":
        return Family.TEXT.invoke(Family.BOTH)
            + " "
            + Family.TEXT.invoke(Family.MAKER.newInstance())
            + " "
            + Family.CHILD.getSuperclass().equals(Family.PARENT);
      case "left":
        return text(Left.SHARED);
      case "right":
        return text(Right.SHARED.get(0)) + " " + (Right.SHARED.get(0) == Left.SHARED);
      case "early":
        Key key = Early.KEYS.iterator().next();
        return Early.KEYS.contains(key) + " " + key.method.invoke(key.object);
      case "again":
        return again();
      case "unused":
        return text(instance(Unused.TYPE, 6));
      case "preloaded":
        return preloaded == null ? "nothing" : text(preloaded);
      default:
        return "unknown";
    }
  }

  private static Object again() {
    try {
      return define("Mould", "Maker").getSimpleName();
    } catch (LinkageError e) {
      return e.getClass().getSimpleName();
    }
  }
}
