package org.heapsnapshot.runtime.extension;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Carries objects of types that an image cannot copy field by field, or that have to be arranged
 * anew in every process. A class with {@link Handles}, public, with a public constructor without
 * parameters that does nothing; its jar names it in {@code
 * META-INF/services/org.heapsnapshot.runtime.extension.Handler}.
 *
 * <p>At build, in the JVM that observes the program, {@link #parts} says what an object is made of.
 * Parts are carried as any other objects are, with all that they reach. At start {@link #make}
 * makes an object of the same class from the restored parts:
 *
 * <ul>
 *   <li>Ordinarily once all objects are filled and every static is set, inner objects before outer
 *       ones. The program may hold the restored object, the <em>shell</em>, anywhere already, so
 *       the fields {@link #madeFields} are moved from the made object into the shell, and the made
 *       object is dropped: it must not be kept by anything it refers to.
 *   <li>With {@link #isMadeFirst} before anything else is restored; what is made is itself the
 *       object. Its parts can then be strings, classes, constants and other objects of the JDK that
 *       an image finds or makes again (section SYMBOLS, STRINGS, RECIPES), nothing else.
 * </ul>
 *
 * <p>No code of an extension may run before the last static is set, unless it runs code of the JDK
 * alone: code of the program that runs earlier sees statics that are null, and once compiled sees
 * them so for ever. Hence only types of the JDK, and types without initializers, can be made first;
 * a class that is initialized too early makes the start fall back to ordinary initialization.
 *
 * <p>The package of the handler and those below it go into every image that needs it; they may use
 * this package, the JDK and the classes of the program. On the start path they should not use
 * lambdas or string concatenation of {@code invokedynamic}, which cost more than what they save.
 *
 * <p>Thread-safety: a handler is used from one thread at a time.
 */
public abstract class Handler {
  /** For subclasses. */
  protected Handler() {}

  /**
   * Whether objects of exactly this class are handled; asked only of a handler whose {@link
   * Handles#value} is empty.
   *
   * @param type a class of which there is an object
   */
  public boolean handles(Class<?> type) {
    return false;
  }

  /**
   * What an object is made of. Runs while the object graph is walked: must not change anything that
   * the program can see.
   *
   * @param object of a class that is handled
   * @return the parts, elements may be null; or null when this object is to be carried as if there
   *     were no handler
   * @throws NotCarried when no image can hold the object
   */
  public abstract Object[] parts(Object object);

  /**
   * Makes an object. Runs at every start.
   *
   * @param type the class of the object
   * @param parts what {@link #parts} answered, restored; this array is the handler's own
   * @return an object of exactly that class
   */
  public abstract Object make(Class<?> type, Object[] parts);

  /**
   * The names of the instance fields that {@link #make} sets, own or inherited; the others are
   * carried field by field. Runs at build.
   *
   * @return null for all
   */
  public String[] madeFields(Class<?> type) {
    return null;
  }

  /** Whether {@link #make} makes the object itself, before anything is restored. Runs at build. */
  public boolean isMadeFirst() {
    return false;
  }

  /**
   * Whether the parts say what an object holds rather than lead to it, so that {@link #make} makes
   * copies of all that. Only for handlers that make every field. At build each such object is made
   * once on trial, and its owner convicted when that fails, has effects, gives other {@link
   * #parts}, or when what would be copied is reached in another way as well. Runs at build.
   */
  public boolean copies() {
    return false;
  }

  /**
   * Whether a class declares exactly these instance fields, in any order: a handler that knows how
   * one version of a library arranges its objects leaves those of another alone. Runs at build.
   *
   * @param type inherited fields are not looked at
   */
  protected static boolean declares(Class<?> type, String... fields) {
    List<String> missing = new ArrayList<>(Arrays.asList(fields));
    for (Field field : type.getDeclaredFields()) {
      if (!Modifier.isStatic(field.getModifiers()) && !missing.remove(field.getName())) {
        return false;
      }
    }
    return missing.isEmpty();
  }
}
