package org.heapsnapshot.core.capture;

import java.lang.ref.Reference;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * Which fields of an object are its state, for {@link WatchedState}: not those that remember what
 * can be computed again (views of maps, hashes), nor what the collector or a lock does to it.
 * Confined to one thread.
 */
final class WatchedShapes {
  /** A field that is compared. */
  record Slot(String name, char kind, long offset, boolean hash) {
    boolean isReference() {
      return kind == 'L' || kind == '[';
    }
  }

  /** Views that the maps of the JDK make when they are asked for. */
  private static final Set<String> VIEWS =
      Set.of(
          "keySet",
          "values",
          "entrySet",
          "navigableKeySet",
          "descendingMap",
          "descendingKeySet",
          "toStringCache",
          "cdate",
          "upperBounds", // Of wildcard types, which find them when they are asked for.
          "lowerBounds",
          "hash",
          "modCount");

  private static final String THREAD_FIELDS = "java.lang.Thread$FieldHolder";

  /** What a thread or an executor was made with; the rest of them is of the process. */
  private static final Set<String> OF_SHELLS =
      Set.of("target", "holder", "task", "workQueue", "threadFactory", "handler");

  private static final Set<String> BUILDERS =
      Set.of(
          "java.lang.AbstractStringBuilder", "java.lang.StringBuilder", "java.lang.StringBuffer");

  private static final List<String> VALUES =
      List.of("java.math.", "java.time.", "java.net.URI", "java.io.File", "java.util.UUID");

  private final ClassLoader program;
  private final JdkTypes jdkTypes = JdkTypes.load();
  private final Map<Class<?>, Slot[]> instances = new HashMap<>();
  private final Map<Class<?>, Boolean> plainLoaders = new HashMap<>();

  WatchedShapes(ClassLoader program) {
    this.program = program;
  }

  /** The fields that are compared; none for an object that is a value or is not carried. */
  Slot[] ofInstance(Class<?> c) {
    Slot[] known = instances.get(c);
    if (known == null) {
      List<Slot> slots = new ArrayList<>();
      if (isFollowed(c)) {
        for (Class<?> k = c; k != null && k != Object.class; k = k.getSuperclass()) {
          if (isState(k)) {
            add(slots, k, false);
          }
        }
      }
      known = slots.toArray(new Slot[0]);
      instances.put(c, known);
    }
    return known;
  }

  /** The statics that can change. */
  Slot[] ofStatics(Class<?> c) {
    List<Slot> slots = new ArrayList<>();
    add(slots, c, true);
    return slots.toArray(new Slot[0]);
  }

  private boolean isFollowed(Class<?> c) {
    return !c.isHidden()
        && (!ClassLoader.class.isAssignableFrom(c) || isPlain(c))
        && (isOfProgram(c) || isFollowedOfJdk(c));
  }

  /** Whether the program's own loader has defined a class, or one that an image can hold. */
  private boolean isOfProgram(Class<?> c) {
    ClassLoader loader = c.getClassLoader();
    return loader == program || loader != null && isPlain(loader.getClass());
  }

  private boolean isPlain(Class<?> loader) {
    Boolean known = plainLoaders.get(loader);
    if (known == null) {
      known = ProgramLoaders.refusal(loader, program) == null;
      plainLoaders.put(loader, known);
    }
    return known;
  }

  private boolean isFollowedOfJdk(Class<?> c) {
    String name = c.getName();
    if (c.getClassLoader() != null || BUILDERS.contains(name)) {
      return BUILDERS.contains(name);
    }
    for (String value : VALUES) {
      if (name.startsWith(value)) {
        return false;
      }
    }
    return jdkTypes.allows(name) || Shells.isLevel(c) || name.equals(THREAD_FIELDS);
  }

  /** Whether the fields of one level of a class are state. */
  private boolean isState(Class<?> level) {
    if (isOfProgram(level)) {
      return true;
    }
    return !ProgramLoaders.isLevel(level)
        && level != Throwable.class
        && level != Enum.class
        && !isReference(level);
  }

  private static boolean isReference(Class<?> level) {
    return Reference.class.isAssignableFrom(level) && level.getDeclaringClass() == null;
  }

  private void add(List<Slot> slots, Class<?> c, boolean isStatic) {
    boolean ofProgram = isOfProgram(c);
    if (Peek.missing(c) != null) {
      return; // Convicted for that.
    }
    for (Field field : c.getDeclaredFields()) {
      boolean wanted = Modifier.isStatic(field.getModifiers()) == isStatic;
      if (wanted && (ofProgram || isState(c, field))) {
        char kind = field.getType().descriptorString().charAt(0);
        boolean hash =
            kind != 'L' && kind != '[' && field.getName().toLowerCase(Locale.ROOT).contains("hash");
        slots.add(new Slot(field.getName(), kind, Peek.offset(field, isStatic), hash));
      }
    }
  }

  private static boolean isState(Class<?> declaring, Field field) {
    String name = field.getName();
    if (declaring.getName().startsWith("java.util.concurrent.locks.")) {
      return name.equals("state") || name.equals("exclusiveOwnerThread") || name.equals("sync");
    }
    if (Shells.isLevel(declaring) || declaring.getName().equals(THREAD_FIELDS)) {
      return OF_SHELLS.contains(name);
    }
    if (declaring == WeakHashMap.class) {
      return name.equals("table");
    }
    return !VIEWS.contains(name);
  }
}
