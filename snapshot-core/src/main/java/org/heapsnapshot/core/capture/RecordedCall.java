package org.heapsnapshot.core.capture;

import java.lang.invoke.MethodType;

/**
 * A call of a JDK factory, as the observing JVM saw it.
 *
 * @param method as section RECIPES writes it: how it is called, a space, then class, name and
 *     descriptor, for example {@code S java.util.Comparator.naturalOrder()Ljava/util/Comparator;}
 * @param arguments a receiver first; arrays are copies, primitives boxes
 * @param changeable whether the program can change what was answered: it is carried only while it
 *     is as a repeated call answers
 */
public record RecordedCall(String method, Object[] arguments, boolean changeable) {
  /** A call whose answer cannot be changed. */
  public RecordedCall(String method, Object[] arguments) {
    this(method, arguments, false);
  }

  /** A static method of a class. */
  public static final char STATIC = 's';

  /** A static method of an interface. */
  public static final char STATIC_OF_INTERFACE = 'S';

  /** An instance method of a class. */
  public static final char VIRTUAL = 'v';

  /** An instance method of an interface. */
  public static final char INTERFACE = 'i';

  /** A constructor. */
  public static final char NEW = 'n';

  /** The text of a method, with binary class name. */
  public static String text(char how, String owner, String name, String descriptor) {
    return how + " " + owner + "." + name + descriptor;
  }

  /** The binary name of the class. */
  public String owner() {
    return method.substring(2, method.lastIndexOf('.', method.indexOf('(')));
  }

  /** The types of the arguments, that of a receiver first. */
  public Class<?>[] parameterTypes() {
    ClassLoader loader = ClassLoader.getPlatformClassLoader();
    String descriptor = method.substring(method.indexOf('('));
    MethodType type = MethodType.fromMethodDescriptorString(descriptor, loader);
    if (method.charAt(0) == VIRTUAL || method.charAt(0) == INTERFACE) {
      try {
        type = type.insertParameterTypes(0, Class.forName(owner(), false, loader));
      } catch (ClassNotFoundException e) {
        throw new IllegalStateException(e);
      }
    }
    return type.parameterArray();
  }

  /** What a static method answers when it is called again, with the same arguments. */
  Object repeat() throws ReflectiveOperationException {
    ClassLoader loader = ClassLoader.getPlatformClassLoader();
    String name = method.substring(owner().length() + 3, method.indexOf('('));
    return Class.forName(owner(), true, loader)
        .getMethod(name, parameterTypes())
        .invoke(null, arguments);
  }

  /** A primitive argument. */
  record Box(Class<?> type, int value) {}

  /** An array that was made for a call, and that nothing else holds. */
  record Elements(Class<?> component, Object[] elements) {}
}
