package org.heapsnapshot.jmh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Writes a copy of an image whose runtime counts the bytecodes that each of its methods executes
 * and, when the boot units are restored, prints the numbers to standard error. What the JDK
 * executes for it is not counted. {@code jmh/bootpath} runs it.
 */
public final class BootPath {
  private static final String RUNTIME = "org/heapsnapshot/runtime/";
  private static final String COUNTER = RUNTIME + "BytecodeCount";

  private BootPath() {}

  /** Takes the image, the file to write, and one for the names of the methods, in their order. */
  public static void main(String[] args) throws IOException {
    List<String> methods = new ArrayList<>();
    try (ZipFile image = new ZipFile(args[0]);
        OutputStream file = Files.newOutputStream(Path.of(args[1]));
        ZipOutputStream copy = new ZipOutputStream(file)) {
      for (ZipEntry entry : Collections.list(image.entries())) {
        byte[] bytes;
        try (InputStream in = image.getInputStream(entry)) {
          bytes = in.readAllBytes();
        }
        boolean counts = entry.getName().startsWith(RUNTIME) && entry.getName().endsWith(".class");
        add(copy, entry.getName(), counts ? counting(bytes, methods) : bytes);
      }
      add(copy, COUNTER + ".class", counter(methods.size()));
    }
    Files.write(Path.of(args[2]), methods);
  }

  /** Stored, with the sizes in front: a start finds the heap without the central directory. */
  private static void add(ZipOutputStream copy, String name, byte[] bytes) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(bytes.length);
    CRC32 crc = new CRC32();
    crc.update(bytes);
    entry.setCrc(crc.getValue());
    copy.putNextEntry(entry);
    copy.write(bytes);
    copy.closeEntry();
  }

  private static byte[] counter(int methods) {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V11, Opcodes.ACC_PUBLIC, COUNTER, null, "java/lang/Object", null);
    writer.visitField(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "n", "[J", null, null).visitEnd();
    MethodVisitor code = writer.visitMethod(Opcodes.ACC_STATIC, "<clinit>", "()V", null, null);
    code.visitCode();
    code.visitIntInsn(Opcodes.SIPUSH, methods);
    code.visitIntInsn(Opcodes.NEWARRAY, Opcodes.T_LONG);
    code.visitFieldInsn(Opcodes.PUTSTATIC, COUNTER, "n", "[J");
    code.visitInsn(Opcodes.RETURN);
    code.visitMaxs(1, 0);
    code.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }

  private static byte[] counting(byte[] classFile, List<String> methods) {
    ClassReader reader = new ClassReader(classFile);
    ClassWriter writer = new ClassWriter(reader, 0);
    boolean restore = reader.getClassName().equals(RUNTIME + "Restore");
    reader.accept(
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] exceptions) {
            MethodVisitor target =
                super.visitMethod(access, name, descriptor, signature, exceptions);
            methods.add(reader.getClassName().substring(RUNTIME.length()) + "." + name);
            return new Counting(target, methods.size() - 1, restore && name.equals("end"));
          }
        },
        0);
    return writer.toByteArray();
  }

  /** Adds one before every instruction. */
  private static final class Counting extends MethodVisitor {
    private static final int STACK = 6;

    private final int method;
    private final boolean last;

    Counting(MethodVisitor target, int method, boolean last) {
      super(Opcodes.ASM9, target);
      this.method = method;
      this.last = last;
    }

    private void count() {
      super.visitFieldInsn(Opcodes.GETSTATIC, COUNTER, "n", "[J");
      super.visitIntInsn(Opcodes.SIPUSH, method);
      super.visitInsn(Opcodes.DUP2);
      super.visitInsn(Opcodes.LALOAD);
      super.visitInsn(Opcodes.LCONST_1);
      super.visitInsn(Opcodes.LADD);
      super.visitInsn(Opcodes.LASTORE);
    }

    @Override
    public void visitInsn(int opcode) {
      count();
      if (last && opcode == Opcodes.RETURN) {
        super.visitFieldInsn(Opcodes.GETSTATIC, "java/lang/System", "err", "Ljava/io/PrintStream;");
        super.visitFieldInsn(Opcodes.GETSTATIC, COUNTER, "n", "[J");
        super.visitMethodInsn(
            Opcodes.INVOKESTATIC, "java/util/Arrays", "toString", "([J)Ljava/lang/String;", false);
        super.visitMethodInsn(
            Opcodes.INVOKEVIRTUAL,
            PrintStream.class.getName().replace('.', '/'),
            "println",
            "(Ljava/lang/String;)V",
            false);
      }
      super.visitInsn(opcode);
    }

    @Override
    public void visitIntInsn(int opcode, int operand) {
      count();
      super.visitIntInsn(opcode, operand);
    }

    @Override
    public void visitVarInsn(int opcode, int index) {
      count();
      super.visitVarInsn(opcode, index);
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
      if (opcode == Opcodes.NEW) {
        // Frames know what is not initialized yet by the place of this instruction.
        super.visitTypeInsn(opcode, type);
        count();
        return;
      }
      count();
      super.visitTypeInsn(opcode, type);
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
      count();
      super.visitFieldInsn(opcode, owner, name, descriptor);
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      count();
      super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
    }

    @Override
    public void visitInvokeDynamicInsn(
        String name, String descriptor, Handle bootstrap, Object... arguments) {
      count();
      super.visitInvokeDynamicInsn(name, descriptor, bootstrap, arguments);
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
      count();
      super.visitJumpInsn(opcode, label);
    }

    @Override
    public void visitLdcInsn(Object value) {
      count();
      super.visitLdcInsn(value);
    }

    @Override
    public void visitIincInsn(int index, int increment) {
      count();
      super.visitIincInsn(index, increment);
    }

    @Override
    public void visitTableSwitchInsn(int min, int max, Label other, Label... labels) {
      count();
      super.visitTableSwitchInsn(min, max, other, labels);
    }

    @Override
    public void visitLookupSwitchInsn(Label other, int[] keys, Label[] labels) {
      count();
      super.visitLookupSwitchInsn(other, keys, labels);
    }

    @Override
    public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
      count();
      super.visitMultiANewArrayInsn(descriptor, dimensions);
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
      super.visitMaxs(maxStack + STACK, maxLocals);
    }
  }
}
