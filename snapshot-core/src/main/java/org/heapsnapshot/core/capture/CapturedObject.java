package org.heapsnapshot.core.capture;

/** One object of a {@link CapturedHeap}. References inside are object ids of the same heap. */
public sealed interface CapturedObject {

  /**
   * A string.
   *
   * @param text its characters
   * @param interned whether it was the JVM's canonical instance of its text
   */
  record Text(String text, boolean interned) implements CapturedObject {}

  /** The {@code Class} object of a class index. */
  record ClassMirror(int classIndex) implements CapturedObject {}

  /** What a static field of a JDK class holds; {@code field} indexes the fields of the class. */
  record StaticField(int classIndex, int field) implements CapturedObject {}

  /** An enum constant of a JDK enum. */
  record JdkEnum(int classIndex, String constant) implements CapturedObject {}

  /**
   * A box that {@code valueOf} answers with from its cache; {@code classIndex} is the box class.
   */
  record SmallBox(int classIndex, int value) implements CapturedObject {}

  /** A built-in class loader: 1 platform, 2 application. */
  record BuiltinLoader(int loader) implements CapturedObject {}

  /**
   * A JDK call that is repeated.
   *
   * @param kind recipe kind of section RECIPES
   * @param arguments as that section says; arguments that are objects are ids
   */
  record Recipe(int kind, int[] arguments) implements CapturedObject {}

  /**
   * What a static call answers when the running program makes it: a logger. It has no place among
   * the objects that an image restores at boot; who obtains it is said by {@link CapturedLate}.
   *
   * @param owner internal name of the class that is named at the call
   * @param onInterface whether that is an interface
   * @param arguments ids of texts and class mirrors, 0 for null; one for each parameter
   */
  record FactoryCall(
      String owner, String method, String descriptor, boolean onInterface, int[] arguments)
      implements CapturedObject {}

  /**
   * An ordinary object.
   *
   * @param classIndex its class
   * @param values one for each instance field of the class, {@code ZEROED} ones included: an object
   *     id, the widened primitive, or the raw bits of a float or double
   */
  record Instance(int classIndex, long[] values) implements CapturedObject {}

  /** An array of references. */
  record ReferenceArray(int classIndex, int[] elements) implements CapturedObject {}

  /**
   * An array of primitives.
   *
   * @param data little-endian elements, {@code boolean} as one byte
   */
  record PrimitiveArray(int classIndex, int length, byte[] data) implements CapturedObject {}
}
