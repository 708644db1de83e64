package org.heapsnapshot.core.rewrite;

import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Class files as compilers wrote them before Java 7, all of a class {@code Old}. */
enum OldClasses {
  JAVA_1_1(45, true),
  JAVA_1_2(46, true),
  JAVA_1_3(47, true),
  JAVA_1_4(48, true),
  JAVA_5(49, true),
  JAVA_5_WITHOUT_SUBROUTINES(49, false),
  JAVA_6_WITHOUT_FRAMES(50, false);

  final int version;
  private final boolean subroutines;

  OldClasses(int version, boolean subroutines) {
    this.version = version;
    this.subroutines = subroutines;
  }

  /**
   * {@code class Old { public static Object value; static { value = sum(10); } }}, where {@code
   * sum} branches, calls a subroutine from two places, and joins two types.
   */
  byte[] classFile() {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    int fileVersion = version == 45 ? Opcodes.V1_1 : version;
    writer.visit(
        fileVersion, Opcodes.ACC_SUPER | Opcodes.ACC_PUBLIC, "Old", null, "java/lang/Object", null);
    writer.visitField(9, "value", "Ljava/lang/Object;", null, null).visitEnd();
    MethodVisitor init = writer.visitMethod(Opcodes.ACC_STATIC, "<clinit>", "()V", null, null);
    init.visitCode();
    init.visitIntInsn(Opcodes.BIPUSH, 10);
    init.visitMethodInsn(Opcodes.INVOKESTATIC, "Old", "sum", "(I)Ljava/lang/Number;", false);
    init.visitFieldInsn(Opcodes.PUTSTATIC, "Old", "value", "Ljava/lang/Object;");
    init.visitInsn(Opcodes.RETURN);
    init.visitMaxs(0, 0);
    init.visitEnd();
    sum(writer.visitMethod(Opcodes.ACC_STATIC, "sum", "(I)Ljava/lang/Number;", null, null));
    writer.visitEnd();
    return writer.toByteArray();
  }

  private void sum(MethodVisitor code) {
    Label loop = new Label();
    Label done = new Label();
    Label isLong = new Label();
    Label join = new Label();
    Label subroutine = new Label();
    code.visitCode();
    code.visitInsn(Opcodes.ICONST_0);
    code.visitVarInsn(Opcodes.ISTORE, 1);
    code.visitLabel(loop);
    code.visitVarInsn(Opcodes.ILOAD, 0);
    code.visitJumpInsn(Opcodes.IFLE, done);
    code.visitIincInsn(0, -1);
    callSubroutine(code, subroutine);
    code.visitJumpInsn(Opcodes.GOTO, loop);
    code.visitLabel(done);
    callSubroutine(code, subroutine);
    code.visitVarInsn(Opcodes.ILOAD, 1);
    code.visitIntInsn(Opcodes.BIPUSH, 100);
    code.visitJumpInsn(Opcodes.IF_ICMPGT, isLong);
    boxed(code, "java/lang/Integer", "(I)V", false);
    code.visitJumpInsn(Opcodes.GOTO, join);
    code.visitLabel(isLong);
    boxed(code, "java/lang/Long", "(J)V", true);
    code.visitLabel(join);
    code.visitInsn(Opcodes.ARETURN);
    if (subroutines) {
      code.visitLabel(subroutine);
      code.visitVarInsn(Opcodes.ASTORE, 2);
      code.visitIincInsn(1, 3);
      code.visitVarInsn(Opcodes.RET, 2);
    }
    code.visitMaxs(0, 0);
    code.visitEnd();
  }

  private void callSubroutine(MethodVisitor code, Label subroutine) {
    if (subroutines) {
      code.visitJumpInsn(Opcodes.JSR, subroutine);
    } else {
      code.visitIincInsn(1, 3);
    }
  }

  private static void boxed(MethodVisitor code, String type, String descriptor, boolean wide) {
    code.visitTypeInsn(Opcodes.NEW, type);
    code.visitInsn(Opcodes.DUP);
    code.visitVarInsn(Opcodes.ILOAD, 1);
    if (wide) {
      code.visitInsn(Opcodes.I2L);
    }
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, type, "<init>", descriptor, false);
  }

  static Object value(ClassLoader loader) throws ReflectiveOperationException {
    return Class.forName("Old", true, loader).getField("value").get(null);
  }

  /** A class whose initializer has so many bytes of code. */
  static byte[] withInitializerOf(int bytes) {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V17, Opcodes.ACC_SUPER, "Large", null, "java/lang/Object", null);
    MethodVisitor init = writer.visitMethod(Opcodes.ACC_STATIC, "<clinit>", "()V", null, null);
    init.visitCode();
    for (int i = 1; i < bytes; i++) {
      init.visitInsn(Opcodes.NOP);
    }
    init.visitInsn(Opcodes.RETURN);
    init.visitMaxs(0, 0);
    init.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }
}
