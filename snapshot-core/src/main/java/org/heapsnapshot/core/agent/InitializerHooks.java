package org.heapsnapshot.core.agent;

import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Wraps an initializer: {@code enter}, its body, {@code leave} however it ends. */
final class InitializerHooks extends MethodVisitor {
  private static final String HOOKS = "org/heapsnapshot/hooks/Hooks";
  private final String binaryName;
  private final int major;
  private final Label begin = new Label();
  private final Label end = new Label();

  InitializerHooks(MethodVisitor next, String binaryName, int major) {
    super(Opcodes.ASM9, next);
    this.binaryName = binaryName;
    this.major = major;
  }

  @Override
  public void visitCode() {
    super.visitCode();
    super.visitLdcInsn(binaryName);
    call("enter", "(Ljava/lang/String;)V");
    super.visitLabel(begin);
    // Keeps the range of the handler non-empty for an initializer that only returns.
    super.visitInsn(Opcodes.NOP);
  }

  @Override
  public void visitInsn(int opcode) {
    if (opcode == Opcodes.RETURN) {
      call("leave", "()V");
    }
    super.visitInsn(opcode);
  }

  @Override
  public void visitMaxs(int maxStack, int maxLocals) {
    super.visitLabel(end);
    super.visitTryCatchBlock(begin, end, end, null);
    if (major >= Opcodes.V1_6) {
      super.visitFrame(Opcodes.F_FULL, 0, null, 1, new Object[] {"java/lang/Throwable"});
    }
    call("leaveByException", "()V");
    super.visitInsn(Opcodes.ATHROW);
    super.visitMaxs(maxStack, maxLocals);
  }

  private void call(String name, String descriptor) {
    super.visitMethodInsn(Opcodes.INVOKESTATIC, HOOKS, name, descriptor, false);
  }
}
