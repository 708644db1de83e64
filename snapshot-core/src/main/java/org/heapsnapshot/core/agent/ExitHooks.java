package org.heapsnapshot.core.agent;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Tells that a method of the JDK has returned, with an array: what a static method answers, when
 * that is an object; the receiver of an instance method or constructor; all arguments, primitives
 * in their boxes. For methods that do not assign to their parameters.
 */
final class ExitHooks extends MethodVisitor {
  private static final String HOOKS = "org/heapsnapshot/hooks/Hooks";

  private final int effect;
  private final boolean isStatic;
  private final Type[] arguments;

  /**
   * @param effect number of the effect
   */
  ExitHooks(MethodVisitor next, int effect, int access, String descriptor) {
    super(Opcodes.ASM9, next);
    this.effect = effect;
    isStatic = (access & Opcodes.ACC_STATIC) != 0;
    arguments = Type.getArgumentTypes(descriptor);
  }

  @Override
  public void visitInsn(int opcode) {
    if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
      tell(isStatic && opcode == Opcodes.ARETURN);
    }
    super.visitInsn(opcode);
  }

  private void tell(boolean answers) {
    int first = answers || !isStatic ? 1 : 0;
    if (answers) {
      super.visitInsn(Opcodes.DUP);
    }
    super.visitIntInsn(Opcodes.SIPUSH, first + arguments.length);
    super.visitTypeInsn(Opcodes.ANEWARRAY, "java/lang/Object");
    if (answers) { // answer, array: the array stays, and holds it
      super.visitInsn(Opcodes.DUP_X1);
      super.visitInsn(Opcodes.SWAP);
      super.visitInsn(Opcodes.ICONST_0);
      super.visitInsn(Opcodes.SWAP);
      super.visitInsn(Opcodes.AASTORE);
    } else if (!isStatic) {
      element(0, Type.getObjectType("java/lang/Object"), 0);
    }
    int local = isStatic ? 0 : 1;
    for (int i = 0; i < arguments.length; i++) {
      element(first + i, arguments[i], local);
      local += arguments[i].getSize();
    }
    super.visitIntInsn(Opcodes.SIPUSH, effect);
    super.visitMethodInsn(Opcodes.INVOKESTATIC, HOOKS, "effect", "(Ljava/lang/Object;I)V", false);
  }

  private void element(int index, Type type, int local) {
    super.visitInsn(Opcodes.DUP);
    super.visitIntInsn(Opcodes.SIPUSH, index);
    super.visitVarInsn(type.getOpcode(Opcodes.ILOAD), local);
    Boxing.box(this, type);
    super.visitInsn(Opcodes.AASTORE);
  }
}
