package org.heapsnapshot.core.agent;

import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Puts a method that tells of the call in the place of each native method; the native one gets a
 * prefix that the JVM takes off again when it looks for its code.
 */
final class NativeMethods extends ClassVisitor {
  /** What the JVM is told as the prefix. */
  static final String PREFIX = "snapshot$native$";

  private static final String HOOKS = "org/heapsnapshot/hooks/Hooks";
  private static final int NOT_OF_WRAPPER = Opcodes.ACC_NATIVE;

  private final int effect;
  private String self;

  /**
   * @param effect number of the effect
   */
  NativeMethods(ClassVisitor next, int effect) {
    super(Opcodes.ASM9, next);
    this.effect = effect;
  }

  @Override
  public void visit(
      int version, int access, String name, String signature, String superName, String[] types) {
    self = name;
    super.visit(version, access, name, signature, superName, types);
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String descriptor, String signature, String[] exceptions) {
    if ((access & Opcodes.ACC_NATIVE) == 0) {
      return super.visitMethod(access, name, descriptor, signature, exceptions);
    }
    int kept = access & Opcodes.ACC_STATIC;
    int inner = kept | Opcodes.ACC_PRIVATE | Opcodes.ACC_NATIVE | Opcodes.ACC_SYNTHETIC;
    super.visitMethod(inner, PREFIX + name, descriptor, null, exceptions).visitEnd();
    MethodVisitor code =
        super.visitMethod(access & ~NOT_OF_WRAPPER, name, descriptor, signature, exceptions);
    write(code, kept != 0, name, descriptor);
    return new MethodVisitor(Opcodes.ASM9) {}; // Its annotations are not missed.
  }

  private void write(MethodVisitor code, boolean isStatic, String name, String descriptor) {
    code.visitCode();
    code.visitLdcInsn(self.replace('/', '.') + "." + name);
    code.visitIntInsn(Opcodes.SIPUSH, effect);
    code.visitMethodInsn(Opcodes.INVOKESTATIC, HOOKS, "effect", "(Ljava/lang/Object;I)V", false);
    int local = 0;
    if (!isStatic) {
      code.visitVarInsn(Opcodes.ALOAD, local++);
    }
    for (Type type : Type.getArgumentTypes(descriptor)) {
      code.visitVarInsn(type.getOpcode(Opcodes.ILOAD), local);
      local += type.getSize();
    }
    int opcode = isStatic ? Opcodes.INVOKESTATIC : Opcodes.INVOKESPECIAL;
    code.visitMethodInsn(opcode, self, PREFIX + name, descriptor, false);
    code.visitInsn(Type.getReturnType(descriptor).getOpcode(Opcodes.IRETURN));
    code.visitMaxs(0, 0);
    code.visitEnd();
  }
}
