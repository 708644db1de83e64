package org.heapsnapshot.core.agent;

import java.util.Set;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Instruments sites in program code: calls of listed native or intrinsic methods, and whatever
 * initializes or uses the statics of a {@code RUN_TIME} class (JVMS 5.5).
 */
final class SiteHooks extends MethodVisitor {
  private static final String HOOKS = "org/heapsnapshot/hooks/Hooks";
  private final Effects effects;
  private final Set<String> runTime;
  private final String host;

  SiteHooks(MethodVisitor next, Effects effects, Set<String> runTime, String host) {
    super(Opcodes.ASM9, next);
    this.effects = effects;
    this.runTime = runTime;
    this.host = host;
  }

  @Override
  public void visitTypeInsn(int opcode, String type) {
    if (opcode == Opcodes.NEW) {
      touch(type);
    }
    super.visitTypeInsn(opcode, type);
  }

  @Override
  public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
    if (opcode == Opcodes.GETSTATIC || opcode == Opcodes.PUTSTATIC) {
      touch(owner);
    }
    super.visitFieldInsn(opcode, owner, name, descriptor);
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean isInterface) {
    if (opcode == Opcodes.INVOKESTATIC) {
      touch(owner);
    }
    Effects.Effect effect = effects.atCall(owner, name, descriptor);
    if (effect != null) {
      super.visitIntInsn(Opcodes.SIPUSH, effect.index());
      super.visitMethodInsn(Opcodes.INVOKESTATIC, HOOKS, "effect", "(I)V", false);
    }
    super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
  }

  private void touch(String owner) {
    if (runTime.contains(owner) && !owner.equals(host)) {
      super.visitLdcInsn(owner.replace('/', '.'));
      super.visitMethodInsn(Opcodes.INVOKESTATIC, HOOKS, "touch", "(Ljava/lang/String;)V", false);
    }
  }
}
