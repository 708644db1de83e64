package org.heapsnapshot.core.rewrite;

import static org.heapsnapshot.runtime.format.UnsafeNames.JDK_MEMORY;
import static org.heapsnapshot.runtime.format.UnsafeNames.JDK_UNSAFE;
import static org.heapsnapshot.runtime.format.UnsafeNames.SUN_MEMORY;
import static org.heapsnapshot.runtime.format.UnsafeNames.SUN_UNSAFE;

import java.util.Map;
import org.heapsnapshot.runtime.format.UnsafeNames;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.SimpleRemapper;

/**
 * Derives the image's {@code JdkMemory}, on {@code jdk.internal.misc.Unsafe}, from the runtime's
 * {@code SunMemory}, on {@code sun.misc.Unsafe}: the names of {@link UnsafeNames}; and every static
 * method of no arguments that answers the {@code Unsafe} becomes a call of {@code getUnsafe()},
 * because the class is exported to us, but not opened. Immutable and thread-safe.
 */
public final class UnsafeRemapper {
  private static final String GET_UNSAFE = "()L" + SUN_UNSAFE + ";";

  private final ClassHierarchy targetJdk;

  /**
   * A remapper.
   *
   * @param targetJdk the classes of the JDK that starts from the image
   */
  public UnsafeRemapper(ClassHierarchy targetJdk) {
    this.targetJdk = targetJdk;
  }

  /**
   * The class file of {@code JdkMemory}.
   *
   * @param sunMemory the class file of {@code SunMemory}
   * @throws IllegalArgumentException when the target JDK lacks a method that it calls
   */
  public byte[] remap(byte[] sunMemory) {
    ClassReader reader = new ClassReader(sunMemory);
    ClassWriter writer = new ClassWriter(0);
    SimpleRemapper names =
        new SimpleRemapper(Opcodes.ASM9, Map.of(SUN_MEMORY, JDK_MEMORY, SUN_UNSAFE, JDK_UNSAFE));
    reader.accept(new Calls(new ClassRemapper(writer, names)), 0);
    return writer.toByteArray();
  }

  private final class Calls extends ClassVisitor {
    Calls(ClassVisitor target) {
      super(Opcodes.ASM9, target);
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      MethodVisitor target = super.visitMethod(access, name, descriptor, signature, exceptions);
      if (descriptor.equals(GET_UNSAFE) && (access & Opcodes.ACC_STATIC) != 0) {
        writeGetUnsafe(target);
        return null;
      }
      return new CallReplacement(target);
    }

    private void writeGetUnsafe(MethodVisitor code) {
      code.visitCode();
      code.visitMethodInsn(
          Opcodes.INVOKESTATIC, JDK_UNSAFE, "getUnsafe", "()L" + JDK_UNSAFE + ";", false);
      code.visitInsn(Opcodes.ARETURN);
      code.visitMaxs(1, 0);
      code.visitEnd();
    }
  }

  private final class CallReplacement extends MethodVisitor {
    CallReplacement(MethodVisitor target) {
      super(Opcodes.ASM9, target);
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      if (!owner.equals(SUN_UNSAFE)) {
        super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
        return;
      }
      String renamed = UnsafeNames.method(name);
      String type = descriptor.replace(SUN_UNSAFE, JDK_UNSAFE);
      if (targetJdk.resolve(JDK_UNSAFE, renamed, type).isEmpty()) {
        throw new IllegalArgumentException(
            "the target JDK lacks a method that SunMemory calls: "
                + JDK_UNSAFE
                + "."
                + renamed
                + type);
      }
      super.visitMethodInsn(opcode, JDK_UNSAFE, renamed, type, false);
    }
  }
}
