package org.heapsnapshot.core.agent;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Instruments program code for {@link StandIns}: calls of listed factories are answered by the
 * hooks, and so that a stand-in cannot be told from what it stands for, sites that ask an object
 * for its class or compare references tell the hooks first.
 */
final class LoggerHooks extends MethodVisitor {
  private static final String HOOKS = "org/heapsnapshot/hooks/Hooks";
  private static final int ARGUMENTS = 2;
  private final StandIns standIns;
  private final String host;

  LoggerHooks(MethodVisitor next, StandIns standIns, String host) {
    super(Opcodes.ASM9, next);
    this.standIns = standIns;
    this.host = host;
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean isInterface) {
    if (opcode == Opcodes.INVOKESTATIC) {
      LoggerFactories.Factory factory = standIns.factories().find(owner, name, descriptor);
      if (factory != null) {
        cut(new StandIns.Site(owner, name, descriptor, isInterface, host, factory.ofCaller()));
        return;
      }
    } else if (opcode == Opcodes.INVOKEVIRTUAL && asksForClass(owner, name, descriptor)) {
      super.visitInsn(Opcodes.DUP);
      hook("asked", "(Ljava/lang/Object;)V");
    }
    super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
  }

  private static boolean asksForClass(String owner, String name, String descriptor) {
    return name.equals("getClass") && descriptor.equals("()Ljava/lang/Class;")
        || name.equals("isInstance") && owner.equals("java/lang/Class");
  }

  private void cut(StandIns.Site site) {
    for (int i = Type.getArgumentTypes(site.descriptor()).length; i < ARGUMENTS; i++) {
      super.visitInsn(Opcodes.ACONST_NULL);
    }
    super.visitLdcInsn(standIns.number(site));
    hook("standIn", "(Ljava/lang/Object;Ljava/lang/Object;I)Ljava/lang/Object;");
    super.visitTypeInsn(Opcodes.CHECKCAST, Type.getReturnType(site.descriptor()).getInternalName());
  }

  @Override
  public void visitTypeInsn(int opcode, String type) {
    if (opcode == Opcodes.INSTANCEOF) {
      super.visitInsn(Opcodes.DUP);
      hook("asked", "(Ljava/lang/Object;)V");
    }
    super.visitTypeInsn(opcode, type);
  }

  @Override
  public void visitJumpInsn(int opcode, org.objectweb.asm.Label label) {
    if (opcode == Opcodes.IF_ACMPEQ || opcode == Opcodes.IF_ACMPNE) {
      super.visitInsn(Opcodes.DUP2);
      hook("compared", "(Ljava/lang/Object;Ljava/lang/Object;)V");
    }
    super.visitJumpInsn(opcode, label);
  }

  private void hook(String name, String descriptor) {
    super.visitMethodInsn(Opcodes.INVOKESTATIC, HOOKS, name, descriptor, false);
  }
}
