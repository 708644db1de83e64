package org.heapsnapshot.runtime.restore;

import java.lang.invoke.MethodHandles.Lookup;
import java.nio.charset.StandardCharsets;
import org.heapsnapshot.runtime.image.Image;
import org.heapsnapshot.runtime.image.LoadResult;
import org.heapsnapshot.runtime.image.MadeClasses;
import org.heapsnapshot.runtime.image.Refusal;

/**
 * Defines the classes that the program made while it was observed, each when the first thing that
 * needs it is restored, or a class whose initializer made it. Not loaded when there are none.
 *
 * <p>Nothing is defined before the point of no return: a start that falls back makes these classes
 * itself, and could not if they were there.
 *
 * <p>Thread-safe. A lock is held while a class is defined, which loads supertypes and initializes
 * nothing: no code of the program runs under it. For the application loader it is ours. For a
 * loader of the program it is the loader, as it is for the JVM: the program may hold that monitor
 * and wait for us, so ours is not held while we wait for it, nor is it asked for to find a class
 * that is defined.
 */
final class ClassDefiner {
  private final Image image;
  private final MadeClasses made;
  private final LoadedClasses types;
  private final Memory memory;
  private final Lookup trusted;
  private final Class<?>[] defined;

  /** Null when the program has none. */
  private final ProgramLoaders loaders;

  private boolean offsetsComputed;
  private volatile boolean begun;

  /**
   * A definer that has not begun.
   *
   * @throws Refusal when this JDK does not let us define classes
   */
  ClassDefiner(Image image, LoadedClasses types, Memory memory) {
    this.image = image;
    this.types = types;
    this.memory = memory;
    made = image.made;
    defined = new Class<?>[made.count];
    trusted = trusted(memory);
    loaders = made.loaderCount > 0 ? new ProgramLoaders(image, types, trusted) : null;
  }

  private static Lookup trusted(Memory memory) {
    Object lookup = null;
    try {
      long offset = memory.offset(Lookup.class.getDeclaredField("IMPL_LOOKUP"));
      lookup = memory.getReference(Lookup.class, offset);
    } catch (NoSuchFieldException | UnsupportedOperationException e) {
      // Told below.
    }
    if (lookup instanceof Lookup) {
      return (Lookup) lookup;
    }
    throw new Refusal(LoadResult.SYMBOL_MISSING, "MethodHandles.Lookup.IMPL_LOOKUP");
  }

  /** Says that field offsets are those of this JVM; they are of the made classes, too, then. */
  void computeOffsets() {
    offsetsComputed = true;
  }

  /** Passes the point of no return. */
  void begin() {
    begun = true;
  }

  boolean hasBegun() {
    return begun;
  }

  /** Makes the class loaders of the program, which initializes their classes. */
  void makeLoaders(Object[] objects) throws ReflectiveOperationException {
    if (loaders != null) {
      loaders.make(objects);
    }
  }

  /** Whether we have defined a class for a row of CLASSES, and that is it. */
  boolean isDefined(int c, Class<?> type) {
    int i = image.classes.isMade(c) ? made.indexOf(image.classes, c) : -1;
    return i >= 0 && defined(i) == type;
  }

  /**
   * Defines what boot does, and what the classes do that are restored at boot.
   *
   * @param boots how many units are
   */
  void boot(int boots) {
    define(MadeClasses.BOOT);
    for (int row = 0; row < image.statics.classCount; row++) {
      if (image.statics.unit(row) < boots) {
        define(row);
      }
    }
  }

  /**
   * Defines what the initializer of a row of STATICS, or boot, does.
   *
   * @throws Refusal when there is such a class already that the program has made itself
   */
  void define(int row) {
    for (int i = 0; i < made.count; i++) {
      if (made.isDefinedBy(row, i)) {
        definedClass(i);
      }
    }
  }

  /**
   * The class of a row of CLASSES, defined if it is not yet.
   *
   * @throws Refusal as {@link #define}
   */
  Class<?> get(int c) {
    return definedClass(made.indexOf(image.classes, c));
  }

  private Class<?> definedClass(int i) {
    if (!begun) {
      throw new Refusal(LoadResult.CORRUPT, name(i) + " is needed too early");
    }
    if (defined(i) == null) {
      for (int n = made.needStart(i); n < made.needStart(i + 1); n++) {
        ensure(made.need(n));
      }
    }
    return defined(i);
  }

  private synchronized Class<?> defined(int i) {
    return defined[i];
  }

  private void ensure(int i) {
    synchronized (lock(i)) {
      if (defined(i) == null) {
        Class<?> type = make(i);
        synchronized (this) {
          defined[i] = type;
        }
        if (offsetsComputed) {
          setOffsets(i);
        }
      }
    }
  }

  private Object lock(int i) {
    return made.loaderOf(i) == MadeClasses.NONE ? this : loaders.get(made.loaderOf(i));
  }

  private Class<?> make(int i) {
    byte[] file = image.strings.text(made.file(i)).getBytes(StandardCharsets.ISO_8859_1);
    int host = made.host(i);
    Class<?> type;
    try {
      type =
          made.loaderOf(i) == MadeClasses.NONE
              ? trusted.in(types.get(host)).defineClass(file)
              : loaders.define(
                  made.loaderOf(i),
                  name(i),
                  file,
                  host == MadeClasses.NONE ? null : types.get(host).getProtectionDomain());
    } catch (IllegalAccessException
        | IllegalArgumentException
        | SecurityException
        | LinkageError e) {
      throw new Refusal(LoadResult.CLASS_MADE, name(i) + ": " + e);
    }
    if (!type.getName().equals(name(i))) {
      throw Refusal.found(LoadResult.CORRUPT, "made class", type.getName(), name(i));
    }
    return type;
  }

  private void setOffsets(int i) {
    for (int c = 0; c < image.classes.count; c++) {
      if (image.classes.isMade(c) && made.indexOf(image.classes, c) == i) {
        new OffsetTable(image, types, memory).compute(c);
      }
    }
  }

  private String name(int i) {
    return image.strings.text(image.classes.name(made.type(i)));
  }
}
