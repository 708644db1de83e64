package org.heapsnapshot.core.agent;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Tells a training JVM when initializers obtain loggers: what that takes is spent at every start,
 * with an image or without, and is no cost of theirs.
 */
final class LoggerTimes extends MethodVisitor {
  private static final String HOOKS = "org/heapsnapshot/hooks/Hooks";
  private final LoggerFactories factories;

  LoggerTimes(MethodVisitor next, LoggerFactories factories) {
    super(Opcodes.ASM9, next);
    this.factories = factories;
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean isInterface) {
    boolean obtains =
        opcode == Opcodes.INVOKESTATIC && factories.find(owner, name, descriptor) != null;
    if (obtains) {
      super.visitLdcInsn(owner.replace('/', '.') + "::" + name);
      super.visitMethodInsn(
          Opcodes.INVOKESTATIC, HOOKS, "obtaining", "(Ljava/lang/String;)V", false);
    }
    super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
    if (obtains) {
      super.visitMethodInsn(Opcodes.INVOKESTATIC, HOOKS, "obtained", "()V", false);
    }
  }
}
