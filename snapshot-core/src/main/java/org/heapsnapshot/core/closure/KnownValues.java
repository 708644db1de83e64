package org.heapsnapshot.core.closure;

import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.analysis.Interpreter;

/** What instructions make of values, as far as {@link FirstClasses} has to know. Stateless. */
final class KnownValues extends Interpreter<KnownValue> {
  private static final KnownValue ONE = new KnownValue(1, null);
  private static final KnownValue TWO = new KnownValue(2, null);

  KnownValues() {
    super(Opcodes.ASM9);
  }

  /** Whether an instruction can neither throw nor change anything but the frame. */
  static boolean isHarmless(AbstractInsnNode instruction) {
    int opcode = instruction.getOpcode();
    if (instruction instanceof LdcInsnNode constant) {
      return constant.cst instanceof String || constant.cst instanceof Number;
    }
    return opcode <= Opcodes.SIPUSH
        || opcode >= Opcodes.ILOAD && opcode <= Opcodes.ALOAD
        || opcode >= Opcodes.ISTORE && opcode <= Opcodes.ASTORE
        || opcode >= Opcodes.POP && opcode <= Opcodes.DMUL
        || opcode == Opcodes.FDIV
        || opcode == Opcodes.DDIV
        || opcode >= Opcodes.FREM && opcode <= Opcodes.DCMPG;
  }

  private static KnownValue ofSize(int size) {
    return size == 2 ? TWO : ONE;
  }

  @Override
  public KnownValue newValue(Type type) {
    return type == null ? ONE : type == Type.VOID_TYPE ? null : ofSize(type.getSize());
  }

  @Override
  public KnownValue newOperation(AbstractInsnNode instruction) {
    int opcode = instruction.getOpcode();
    if (opcode == Opcodes.NEW) {
      return new KnownValue(1, ((TypeInsnNode) instruction).desc);
    }
    if (instruction instanceof FieldInsnNode field) {
      return ofSize(Type.getType(field.desc).getSize());
    }
    if (instruction instanceof LdcInsnNode constant) {
      return constant.cst instanceof Long || constant.cst instanceof Double ? TWO : ONE;
    }
    boolean wide =
        opcode == Opcodes.LCONST_0
            || opcode == Opcodes.LCONST_1
            || opcode == Opcodes.DCONST_0
            || opcode == Opcodes.DCONST_1;
    return wide ? TWO : ONE;
  }

  @Override
  public KnownValue copyOperation(AbstractInsnNode instruction, KnownValue value) {
    return value;
  }

  @Override
  public KnownValue unaryOperation(AbstractInsnNode instruction, KnownValue value) {
    return switch (instruction.getOpcode()) {
      case Opcodes.GETFIELD -> ofSize(Type.getType(((FieldInsnNode) instruction).desc).getSize());
      case Opcodes.I2L, Opcodes.I2D, Opcodes.F2L, Opcodes.F2D -> TWO;
      case Opcodes.L2I, Opcodes.L2F, Opcodes.D2I, Opcodes.D2F -> ONE;
      default -> ofSize(value.size());
    };
  }

  @Override
  public KnownValue binaryOperation(AbstractInsnNode instruction, KnownValue a, KnownValue b) {
    int opcode = instruction.getOpcode();
    if (opcode == Opcodes.PUTFIELD) {
      return null;
    }
    boolean compares = opcode >= Opcodes.LCMP && opcode <= Opcodes.DCMPG;
    return compares ? ONE : ofSize(a.size());
  }

  @Override
  public KnownValue ternaryOperation(
      AbstractInsnNode instruction, KnownValue a, KnownValue b, KnownValue c) {
    throw new IllegalStateException("no such instruction is harmless");
  }

  @Override
  public KnownValue naryOperation(AbstractInsnNode instruction, List<? extends KnownValue> values) {
    throw new IllegalStateException("calls are followed");
  }

  @Override
  public void returnOperation(
      AbstractInsnNode instruction, KnownValue value, KnownValue expected) {}

  @Override
  public KnownValue merge(KnownValue a, KnownValue b) {
    throw new IllegalStateException("there is one way");
  }
}
