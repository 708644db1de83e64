package org.heapsnapshot.core.rewrite;

import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Generates {@code org.heapsnapshot.image.ImageId}, the class by which a start recognizes a class
 * archive that holds older classes than the image (IMAGE-FORMAT.md, <i>The file</i>).
 */
public final class ImageIdClass {
  /** Internal name of the generated class. */
  public static final String NAME = "org/heapsnapshot/image/ImageId";

  private ImageIdClass() {}

  /**
   * The class file whose {@code public static String digest()} returns the digest, and whose {@code
   * public static boolean hasState()} says whether anything is restored.
   *
   * @param digest 64 lower-case hexadecimal digits
   * @throws IllegalArgumentException when they are not
   */
  public static byte[] generate(String digest, boolean hasState) {
    if (!digest.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "an image id is 64 lower-case hexadecimal digits: digest=" + digest);
    }
    ClassWriter writer = new ClassWriter(0);
    writer.visit(
        Opcodes.V17,
        Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC,
        NAME,
        null,
        "java/lang/Object",
        null);
    MethodVisitor code = begin(writer, "digest", "()Ljava/lang/String;");
    code.visitLdcInsn(digest);
    end(code, Opcodes.ARETURN);
    code = begin(writer, "hasState", "()Z");
    code.visitInsn(hasState ? Opcodes.ICONST_1 : Opcodes.ICONST_0);
    end(code, Opcodes.IRETURN);
    writer.visitEnd();
    return writer.toByteArray();
  }

  private static MethodVisitor begin(ClassWriter writer, String method, String descriptor) {
    int access = Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC;
    MethodVisitor code = writer.visitMethod(access, method, descriptor, null, null);
    code.visitCode();
    return code;
  }

  private static void end(MethodVisitor code, int opcode) {
    code.visitInsn(opcode);
    code.visitMaxs(1, 0);
    code.visitEnd();
  }
}
