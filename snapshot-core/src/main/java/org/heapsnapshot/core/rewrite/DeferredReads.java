package org.heapsnapshot.core.rewrite;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.heapsnapshot.runtime.format.DeferredLayout;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassTooLargeException;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Has whoever reads a {@link DeferredField} make what it holds, unless that is made: {@code
 * getfield} becomes a call of a method that the class of the field gets,
 *
 * <pre>
 *   static Object snapshot$read$f(X holder) {
 *     Object found = holder.f;
 *     return found instanceof Deferred ? Restore.read(found, holder) : found;
 *   }
 * </pre>
 *
 * Both instructions take three bytes and have the same effect on the stack, so that nothing else
 * moves. Immutable and thread-safe.
 */
public final class DeferredReads {
  private static final String RESTORE = "org/heapsnapshot/runtime/Restore";
  private static final String DEFERRED = DeferredLayout.CLASS.replace('.', '/');
  private static final String OBJECT = "java/lang/Object";

  private final List<DeferredField> fields;
  private final Set<String> packages = new HashSet<>();
  private final ClassHierarchy hierarchy;
  private final Function<String, byte[]> classFiles;

  /**
   * A rewriter.
   *
   * @param classFiles the class files of the program, by internal name; null where there is none
   */
  public DeferredReads(
      Collection<DeferredField> fields,
      ClassHierarchy hierarchy,
      Function<String, byte[]> classFiles) {
    this.fields = List.copyOf(fields);
    this.hierarchy = hierarchy;
    this.classFiles = classFiles;
    fields.forEach(field -> packages.add(ClassFacts.packageOf(field.owner())));
  }

  /** Why what a field holds cannot be made when it is read, or null when it can. */
  public static String refusal(
      DeferredField field, ClassHierarchy hierarchy, Function<String, byte[]> classFiles) {
    if (!field.isInstance() || !field.isOfObject()) {
      return "it is no instance field of type Object";
    }
    if (!field.isOfPackage()) {
      return "classes of other packages can read it";
    }
    byte[] owner = classFiles.apply(field.owner());
    ClassReader reader = new ClassReader(owner);
    return switch (need(reader, hierarchy)) {
      case IMPOSSIBLE, UNKNOWN -> "a method more would change the serial form of its class";
      case FREEZE, NONE -> null;
    };
  }

  private static SerialVersion.Need need(ClassReader reader, ClassHierarchy hierarchy) {
    return SerialVersion.read(reader).need(hierarchy.with(ClassFacts.read(reader)));
  }

  /**
   * Rewrites one class; the same array when there is nothing to do.
   *
   * @throws ClassTooLargeException when the class has no room for what reads its field
   */
  public byte[] rewrite(byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    String name = reader.getClassName();
    if (!packages.contains(ClassFacts.packageOf(name))) {
      return classFile;
    }
    ClassWriter writer = new ClassWriter(reader, 0);
    Rewriting rewriting = new Rewriting(writer, reader);
    reader.accept(rewriting, 0);
    return rewriting.changed ? writer.toByteArray() : classFile;
  }

  private DeferredField resolve(String owner, String name, String descriptor) {
    for (DeferredField field : fields) {
      if (field.name().equals(name)
          && field.descriptor().equals(descriptor)
          && field.owner().equals(declaring(owner, name))) {
        return field;
      }
    }
    return null;
  }

  /** The class that resolution finds a field in (JVMS 5.4.3.2); interfaces have none of ours. */
  private String declaring(String owner, String field) {
    String next = owner;
    while (next != null) {
      byte[] classFile = classFiles.apply(next);
      if (classFile == null || DeferredField.find(classFile, field) != null) {
        return next;
      }
      next = new ClassReader(classFile).getSuperName();
    }
    return null;
  }

  private final class Rewriting extends ClassVisitor {
    private final ClassReader reader;
    private int version;
    private boolean changed;

    Rewriting(ClassVisitor target, ClassReader reader) {
      super(Opcodes.ASM9, target);
      this.reader = reader;
    }

    @Override
    public void visit(
        int version,
        int access,
        String name,
        String signature,
        String superName,
        String[] interfaces) {
      this.version = version & 0xFFFF;
      super.visit(version, access, name, signature, superName, interfaces);
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      MethodVisitor target = super.visitMethod(access, name, descriptor, signature, exceptions);
      return new MethodVisitor(Opcodes.ASM9, target) {
        @Override
        public void visitFieldInsn(int opcode, String owner, String field, String type) {
          DeferredField found = opcode == Opcodes.GETFIELD ? resolve(owner, field, type) : null;
          if (found == null) {
            super.visitFieldInsn(opcode, owner, field, type);
            return;
          }
          changed = true;
          super.visitMethodInsn(
              Opcodes.INVOKESTATIC, found.owner(), found.reader(), descriptor(found), false);
        }
      };
    }

    private String descriptor(DeferredField field) {
      return "(L" + field.owner() + ";)" + field.descriptor();
    }

    @Override
    public void visitEnd() {
      boolean owner = false;
      for (DeferredField field : fields) {
        if (field.owner().equals(reader.getClassName())) {
          owner = true;
          addReader(field);
        }
      }
      if (owner && need(reader, hierarchy) == SerialVersion.Need.FREEZE) {
        SerialVersion.read(reader).freeze(cv);
      }
      changed |= owner;
      super.visitEnd();
    }

    private void addReader(DeferredField field) {
      MethodVisitor code =
          cv.visitMethod(
              Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC,
              field.reader(),
              descriptor(field),
              null,
              null);
      Label make = new Label();
      code.visitCode();
      code.visitVarInsn(Opcodes.ALOAD, 0);
      code.visitFieldInsn(Opcodes.GETFIELD, field.owner(), field.name(), field.descriptor());
      code.visitInsn(Opcodes.DUP);
      code.visitTypeInsn(Opcodes.INSTANCEOF, DEFERRED);
      code.visitJumpInsn(Opcodes.IFNE, make);
      code.visitInsn(Opcodes.ARETURN);
      code.visitLabel(make);
      if (version >= Opcodes.V1_6) {
        code.visitFrame(Opcodes.F_SAME1, 0, null, 1, new Object[] {OBJECT});
      }
      code.visitVarInsn(Opcodes.ALOAD, 0);
      code.visitMethodInsn(
          Opcodes.INVOKESTATIC,
          RESTORE,
          "read",
          "(Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;",
          false);
      code.visitInsn(Opcodes.ARETURN);
      code.visitMaxs(2, 1);
      code.visitEnd();
    }
  }
}
