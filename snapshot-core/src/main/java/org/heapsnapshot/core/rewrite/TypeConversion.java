package org.heapsnapshot.core.rewrite;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Adapts values as {@code LambdaMetafactory} does: casts, boxing, unboxing, widening, and the
 * combinations its documentation allows.
 */
final class TypeConversion {
  private static final String OBJECT = "java/lang/Object";
  private static final String NUMBER = "java/lang/Number";

  private TypeConversion() {}

  /** Whether {@link #convert} knows how. */
  static boolean supports(Type from, Type to, Type functional) {
    if (from.getSort() == Type.VOID || to.getSort() == Type.VOID) {
      return to.getSort() == Type.VOID;
    }
    if (isPrimitive(from)) {
      Type target = isPrimitive(to) ? to : primitiveOf(to);
      return target == null || widens(from, target);
    }
    if (isPrimitive(to)) {
      Type boxed = primitiveOf(isPrimitive(functional) ? from : functional);
      return boxed == null || widens(boxed, to);
    }
    return true;
  }

  /**
   * Converts the value on top of the stack.
   *
   * @param from its type
   * @param to the type that is wanted; {@code void} leaves the value for {@code return} to drop
   * @param functional what the value is known to be from the instantiation of the interface
   */
  static void convert(MethodVisitor code, Type from, Type to, Type functional) {
    if (to.getSort() == Type.VOID || (from.equals(to) && from.equals(functional))) {
      return;
    }
    if (isPrimitive(from)) {
      fromPrimitive(code, from, to);
      return;
    }
    Type source = from;
    if (!isPrimitive(functional)) {
      // A wrong argument has to fail here, with ClassCastException.
      cast(code, from, functional);
      source = functional;
    }
    if (isPrimitive(to)) {
      unbox(code, source, to);
    } else {
      cast(code, source, to);
    }
  }

  /** Casts a reference unless both types are the same or every reference would pass. */
  static void cast(MethodVisitor code, Type from, Type to) {
    if (!from.equals(to) && !to.getInternalName().equals(OBJECT)) {
      code.visitTypeInsn(Opcodes.CHECKCAST, to.getInternalName());
    }
  }

  private static void fromPrimitive(MethodVisitor code, Type from, Type to) {
    if (isPrimitive(to)) {
      widen(code, from, to);
      return;
    }
    Type wanted = primitiveOf(to);
    Type boxed = wanted == null ? from : wanted;
    widen(code, from, boxed);
    String wrapper = wrapperOf(boxed);
    code.visitMethodInsn(
        Opcodes.INVOKESTATIC,
        wrapper,
        "valueOf",
        "(" + boxed.getDescriptor() + ")L" + wrapper + ";",
        false);
    cast(code, Type.getObjectType(wrapper), to);
  }

  private static void unbox(MethodVisitor code, Type source, Type to) {
    Type boxed = primitiveOf(source);
    if (boxed != null) {
      unboxAs(code, source.getInternalName(), boxed);
      widen(code, boxed, to);
      return;
    }
    boolean number = to.getSort() != Type.BOOLEAN && to.getSort() != Type.CHAR;
    String intermediate = number ? NUMBER : wrapperOf(to);
    cast(code, source, Type.getObjectType(intermediate));
    unboxAs(code, intermediate, to);
  }

  private static void unboxAs(MethodVisitor code, String owner, Type primitive) {
    code.visitMethodInsn(
        Opcodes.INVOKEVIRTUAL,
        owner,
        primitive.getClassName() + "Value",
        "()" + primitive.getDescriptor(),
        false);
  }

  static boolean isPrimitive(Type type) {
    return type.getSort() >= Type.BOOLEAN && type.getSort() <= Type.DOUBLE;
  }

  /** JLS 5.1.2: identity or a widening primitive conversion. */
  private static boolean widens(Type from, Type to) {
    int source = from.getSort();
    int target = to.getSort();
    if (source == target) {
      return true;
    }
    return switch (source) {
      case Type.BYTE -> target == Type.SHORT || target >= Type.INT;
      case Type.SHORT, Type.CHAR -> target >= Type.INT;
      case Type.INT -> target == Type.LONG || target == Type.FLOAT || target == Type.DOUBLE;
      case Type.LONG -> target == Type.FLOAT || target == Type.DOUBLE;
      case Type.FLOAT -> target == Type.DOUBLE;
      default -> false;
    };
  }

  private static void widen(MethodVisitor code, Type from, Type to) {
    int opcode =
        switch (to.getSort()) {
          case Type.LONG -> from.getSort() == Type.LONG ? Opcodes.NOP : Opcodes.I2L;
          case Type.FLOAT ->
              switch (from.getSort()) {
                case Type.FLOAT -> Opcodes.NOP;
                case Type.LONG -> Opcodes.L2F;
                default -> Opcodes.I2F;
              };
          case Type.DOUBLE ->
              switch (from.getSort()) {
                case Type.DOUBLE -> Opcodes.NOP;
                case Type.FLOAT -> Opcodes.F2D;
                case Type.LONG -> Opcodes.L2D;
                default -> Opcodes.I2D;
              };
          default -> Opcodes.NOP;
        };
    if (opcode != Opcodes.NOP) {
      code.visitInsn(opcode);
    }
  }

  private static String wrapperOf(Type primitive) {
    return switch (primitive.getSort()) {
      case Type.BOOLEAN -> "java/lang/Boolean";
      case Type.CHAR -> "java/lang/Character";
      case Type.BYTE -> "java/lang/Byte";
      case Type.SHORT -> "java/lang/Short";
      case Type.INT -> "java/lang/Integer";
      case Type.LONG -> "java/lang/Long";
      case Type.FLOAT -> "java/lang/Float";
      case Type.DOUBLE -> "java/lang/Double";
      default -> throw new IllegalArgumentException("not a primitive type: type=" + primitive);
    };
  }

  /** The primitive type a wrapper class boxes, or null for all other classes. */
  private static Type primitiveOf(Type type) {
    return switch (type.getDescriptor()) {
      case "Ljava/lang/Boolean;" -> Type.BOOLEAN_TYPE;
      case "Ljava/lang/Character;" -> Type.CHAR_TYPE;
      case "Ljava/lang/Byte;" -> Type.BYTE_TYPE;
      case "Ljava/lang/Short;" -> Type.SHORT_TYPE;
      case "Ljava/lang/Integer;" -> Type.INT_TYPE;
      case "Ljava/lang/Long;" -> Type.LONG_TYPE;
      case "Ljava/lang/Float;" -> Type.FLOAT_TYPE;
      case "Ljava/lang/Double;" -> Type.DOUBLE_TYPE;
      default -> null;
    };
  }
}
