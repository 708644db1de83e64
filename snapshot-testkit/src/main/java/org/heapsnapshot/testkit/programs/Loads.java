package org.heapsnapshot.testkit.programs;

import static org.heapsnapshot.testkit.programs.Moulds.constructor;
import static org.heapsnapshot.testkit.programs.Moulds.file;
import static org.heapsnapshot.testkit.programs.Moulds.instance;
import static org.heapsnapshot.testkit.programs.Moulds.method;
import static org.heapsnapshot.testkit.programs.Moulds.text;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.security.ProtectionDomain;
import java.security.SecureClassLoader;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Initializers that define classes in class loaders of the program. Runs the checks that its
 * arguments name, in their order.
 */
public final class Loads {
  private static final String PACKAGE = "org.heapsnapshot.testkit.programs.";
  private static final ClassLoader APPLICATION = Loads.class.getClassLoader();

  /** What {@link #preload} leaves. */
  static Object preloaded;

  private Loads() {}

  /** Between the JDK's class and the loaders. */
  abstract static class Definer extends ClassLoader {
    /** Set by the constructors alone. */
    final int length;

    Definer(String name, ClassLoader parent) {
      super(name, parent);
      length = name == null ? -1 : name.length();
    }

    final Class<?> define(ProtectionDomain domain, byte[] file) {
      return defineClass(null, file, 0, file.length, domain);
    }
  }

  /** Knows what it has defined. */
  static final class Registering extends Definer {
    final Map<String, Class<?>> defined = new HashMap<>();

    Registering(String name, ClassLoader parent) {
      super(name, parent);
    }

    Class<?> register(String... names) {
      Class<?> type = define(null, file(names));
      defined.put(type.getSimpleName(), type);
      return type;
    }
  }

  /** With another superclass of the JDK, and nothing of its own. */
  static final class Secure extends SecureClassLoader {
    Secure(String name) {
      super(name, APPLICATION);
    }

    Class<?> define(byte[] file) {
      return defineClass(null, file, 0, file.length);
    }
  }

  /** Holds a loader, a class of it, an object of that, and maps by them. */
  static final class Plain {
    static final Registering LOADER = new Registering(null, APPLICATION);
    static final Class<?> TYPE = LOADER.register("Mould", "Plain");
    static final Object OBJECT = instance(TYPE, 42);
    static final Map<Object, String> NAMES = new HashMap<>(Map.of(TYPE, "found", LOADER, "loader"));
    static final Object HASH = System.identityHashCode(LOADER);

    private Plain() {}
  }

  /** Defines one more class in the loader of another class. */
  static final class More {
    static final Class<?> TYPE = Plain.LOADER.define(null, file("Mould", "Later"));

    private More() {}
  }

  /** Keeps nothing but an object of the class. */
  static final class Lone {
    static final Object OBJECT =
        instance(new Registering("lone", APPLICATION).register("Mould", "Alone"), 4);

    private Lone() {}
  }

  /** A class and its subclass, the latter in a loader below that of the former. */
  static final class Family {
    static final Registering ABOVE = new Registering("above", APPLICATION);
    static final Registering BELOW = new Registering("below", ABOVE);
    static final Class<?> PARENT = ABOVE.register("Mould", "Elder");
    static final Class<?> CHILD = BELOW.register("MouldChild", "Young", "Mould", "Elder");
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

  /** In the protection domain of the program. */
  static final class Domain {
    static final Registering LOADER = new Registering("domain", APPLICATION);
    static final Class<?> TYPE =
        LOADER.define(Loads.class.getProtectionDomain(), file("Mould", "Owned"));

    private Domain() {}
  }

  /** Keeps a loader that has defined nothing yet. */
  static final class Empty {
    static final Registering LOADER = new Registering("empty", APPLICATION);

    private Empty() {}
  }

  static final class Signed {
    static final Secure LOADER = new Secure("secure");
    static final Object OBJECT = instance(LOADER.define(file("Mould", "Safe")), 8);

    private Signed() {}
  }

  /** Restored at boot: it is hashed by code of the program, with a made class in its reach. */
  static final class Early {
    static final Set<Key> KEYS = new HashSet<>();

    static {
      Registering loader = new Registering("early", APPLICATION);
      KEYS.add(new Key(instance(loader.register("Mould", "Early"), 3)));
    }

    private Early() {}
  }

  private static final class Key {
    private final Object object;

    Key(Object object) {
      this.object = object;
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

  private static boolean isIn(ClassLoader loader, String name) {
    try {
      return Class.forName(PACKAGE + name, false, loader).getClassLoader() == loader;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /** All that a loader says of itself. */
  private static String told(ClassLoader loader) {
    return loader.getName()
        + " "
        + (loader.getParent() == APPLICATION)
        + " "
        + loader.getDefinedPackages().length
        + " "
        + (loader.getUnnamedModule().getClassLoader() == loader)
        + " "
        + loader.isRegisteredAsParallelCapable()
        + " "
        + (loader.getResource("java/lang/Object.class") != null)
        + " "
        + (loader instanceof Definer ? ((Definer) loader).length : -2);
  }

  /** All that a class says of its loader. */
  private static String told(Class<?> type) {
    ClassLoader loader = type.getClassLoader();
    return type.getPackage()
        + " "
        + (type.getModule() == loader.getUnnamedModule())
        + " "
        + (type.getProtectionDomain().getClassLoader() == loader)
        + " "
        + (type.getProtectionDomain() == Loads.class.getProtectionDomain())
        + " "
        + type.desiredAssertionStatus()
        + " "
        + (type.getResource("Mould.class") != null);
  }

  /** For {@code --preload}. */
  static void preload() {
    preloaded = instance(new Registering("before", APPLICATION).register("Mould", "Taken"), 9);
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
            + Plain.NAMES.get(Class.forName(PACKAGE + "Plain", true, Plain.LOADER))
            + " "
            + Plain.NAMES.get(Plain.TYPE.getClassLoader())
            + " "
            + (Plain.OBJECT.getClass() == Plain.TYPE)
            + " "
            + Plain.HASH.equals(System.identityHashCode(Plain.LOADER))
            + " "
            + Plain.LOADER.defined
            + " "
            + told(Plain.LOADER)
            + " "
            + told(Plain.TYPE);
      case "there":
        return isIn(Plain.LOADER, "Plain")
            + " "
            + isIn(Plain.LOADER, "Later")
            + " "
            + isIn(APPLICATION, "Plain")
            + " "
            + isIn(Plain.LOADER, "Mould");
      case "more":
        return text(instance(More.TYPE, 2)) + " " + (More.TYPE.getClassLoader() == Plain.LOADER);
      case "lone":
        Registering loader = (Registering) Lone.OBJECT.getClass().getClassLoader();
        return text(Lone.OBJECT) + " " + loader.defined + " " + told(loader);
      case "family":
        return Family.TEXT.invoke(Family.BOTH)
            + " "
            + Family.TEXT.invoke(Family.MAKER.newInstance())
            + " "
            + Family.CHILD.getSuperclass().equals(Family.PARENT)
            + " "
            + (Family.CHILD.getClassLoader().getParent() == Family.PARENT.getClassLoader())
            + " "
            + isIn(Family.BELOW, "Elder")
            + told(Family.BELOW);
      case "domain":
        return told(Domain.TYPE) + " " + told(Domain.LOADER);
      case "empty":
        return told(Empty.LOADER)
            + " "
            + text(instance(Empty.LOADER.register("Mould", "Fresh"), 1))
            + " "
            + told(Empty.LOADER);
      case "secure":
        return text(Signed.OBJECT)
            + " "
            + told(Signed.OBJECT.getClass())
            + " "
            + told(Signed.LOADER)
            + " "
            + text(instance(Signed.LOADER.define(file("Mould", "Safer")), 1));
      case "early":
        Key key = Early.KEYS.iterator().next();
        return Early.KEYS.contains(key) + " " + told(key.object.getClass());
      case "again":
        return again("Plain") + " " + again("Later") + " " + again("Other");
      case "preloaded":
        return preloaded == null
            ? "nothing"
            : text(preloaded) + told(preloaded.getClass().getClassLoader());
      default:
        return "unknown";
    }
  }

  /** What a start does that the image would do later, or has done. */
  private static Object again(String name) {
    try {
      return Plain.LOADER.define(null, file("Mould", name)).getSimpleName();
    } catch (LinkageError e) {
      return e.getClass().getSimpleName();
    }
  }
}
