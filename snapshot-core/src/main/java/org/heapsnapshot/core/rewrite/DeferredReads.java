package org.heapsnapshot.core.rewrite;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.heapsnapshot.runtime.format.DeferredLayout;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassTooLargeException;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Has whoever reads a {@link DeferredField} make what it holds, unless that is made: {@code
 * getfield} becomes a call of a method that the class of the field gets,
 *
 * <pre>
 *   static T snapshot$read$f(X holder) {
 *     T found = holder.f;
 *     return found instanceof Deferred ? (T) Restore.read(found, holder) : found;
 *   }
 * </pre>
 *
 * and {@code getstatic} one of
 *
 * <pre>
 *   static T snapshot$read$f() {
 *     T found = X.f;
 *     return found != null ? found : X$Snapshot$f.f;
 *   }
 * </pre>
 *
 * where the second class has the field alone, and its initializer has the image hand over what
 * {@code X.f}, which stays null, would hold. The field is final in both, so that compiled code has
 * neither the question nor the call. Without the image {@code X.f} is set as ever.
 *
 * <p>Instructions keep their length and their effect on the stack, so that nothing else moves.
 * Immutable and thread-safe.
 */
public final class DeferredReads {
  private static final String RESTORE = "org/heapsnapshot/runtime/Restore";
  private static final String DEFERRED = DeferredLayout.CLASS.replace('.', '/');
  private static final String OBJECT = "java/lang/Object";

  private final List<DeferredField> fields;

  /** Of static fields the row in STATICS of the class that holds what they hold. */
  private final Map<DeferredField, Integer> rows;

  private final Set<String> packages = new HashSet<>();
  private final Function<String, byte[]> classFiles;

  /**
   * A rewriter.
   *
   * @param fields those that an image defers; of static ones with the row in STATICS of the class
   *     that gets what they hold
   * @param classFiles the class files of the program, by internal name; null where there is none
   */
  public DeferredReads(Map<DeferredField, Integer> fields, Function<String, byte[]> classFiles) {
    this.fields = List.copyOf(fields.keySet());
    rows = fields;
    this.classFiles = classFiles;
    this.fields.forEach(field -> packages.add(ClassFacts.packageOf(field.owner())));
  }

  /** Why what a field holds cannot be made when it is read, or null when it can. */
  public static String refusal(
      DeferredField field, ClassHierarchy hierarchy, Function<String, byte[]> classFiles) {
    String refusal = field.refusal(hierarchy);
    if (refusal != null) {
      return refusal;
    }
    byte[] owner = classFiles.apply(field.owner());
    ClassReader reader = new ClassReader(owner);
    return "java/lang/Record".equals(reader.getSuperName())
        ? "its class is a record, of which the JDK reads the fields itself"
        : null;
  }

  /** A field that can be deferred, with the place of what reads it. */
  public static DeferredField placed(
      DeferredField field, ClassHierarchy hierarchy, Function<String, byte[]> classFiles) {
    return field.placed(hierarchy, classFiles.apply(field.owner()));
  }

  /**
   * Whether serialization asks an object of a class for another to write, or may. Then a
   * placeholder cannot take its place in a stream that writes the object again.
   *
   * @param className binary name
   */
  public static boolean isReplaced(String className, ClassHierarchy hierarchy) {
    for (String next = className.replace('.', '/'); next != null; ) {
      Optional<ClassFacts> facts = hierarchy.find(next);
      if (facts.isEmpty()
          || facts.get().methods().containsKey("writeReplace()Ljava/lang/Object;")) {
        return true;
      }
      next = facts.get().superName();
    }
    return false;
  }

  /** Whether a class may read a field: it is of the package of one. */
  public boolean concerns(String className) {
    return packages.contains(ClassFacts.packageOf(className.replace('.', '/')));
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

  /**
   * The classes, by binary name, that hold what static fields of a class would hold, and that read
   * fields which the class itself does not read for others.
   */
  public Map<String, byte[]> companions(String className) {
    Map<String, byte[]> companions = new TreeMap<>();
    for (DeferredField field : fields) {
      if (!field.owner().equals(className.replace('.', '/'))) {
        continue;
      }
      if (field.isStatic()) {
        companions.put(holder(field).replace('/', '.'), holderClass(field));
      } else if (field.apart()) {
        companions.put(field.readerOwner().replace('/', '.'), readerClass(field));
      }
    }
    return companions;
  }

  private static byte[] readerClass(DeferredField field) {
    int access = Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC;
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V11, access, field.readerOwner(), null, OBJECT, null);
    addReader(writer, field, true);
    writer.visitEnd();
    return writer.toByteArray();
  }

  private static String holder(DeferredField field) {
    return field.owner() + DeferredLayout.HOLDER + field.name();
  }

  private byte[] holderClass(DeferredField field) {
    String name = holder(field);
    int row = rows.get(field);
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V11, Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC, name, null, OBJECT, null);
    int access = Opcodes.ACC_STATIC | Opcodes.ACC_FINAL | Opcodes.ACC_SYNTHETIC;
    writer.visitField(access, field.name(), field.descriptor(), null, null).visitEnd();
    MethodVisitor code = writer.visitMethod(Opcodes.ACC_STATIC, "<clinit>", "()V", null, null);
    Label ordinary = new Label();
    code.visitCode();
    InitializerRewriter.pushInt(code, row);
    code.visitLdcInsn(Type.getObjectType(name));
    code.visitMethodInsn(Opcodes.INVOKESTATIC, RESTORE, "enter", "(ILjava/lang/Class;)Z", false);
    code.visitJumpInsn(Opcodes.IFEQ, ordinary);
    InitializerRewriter.pushInt(code, row);
    code.visitInsn(Opcodes.ICONST_0);
    code.visitMethodInsn(Opcodes.INVOKESTATIC, RESTORE, "handed", "(II)Ljava/lang/Object;", false);
    code.visitTypeInsn(Opcodes.CHECKCAST, Type.getType(field.descriptor()).getInternalName());
    code.visitFieldInsn(Opcodes.PUTSTATIC, name, field.name(), field.descriptor());
    code.visitLabel(ordinary);
    code.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
    code.visitInsn(Opcodes.RETURN);
    code.visitMaxs(2, 0);
    code.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }

  private DeferredField resolve(String owner, String name, String descriptor) {
    for (DeferredField field : fields) {
      if (field.name().equals(name)
          && field.descriptor().equals(descriptor)
          && field.owner().equals(declaring(owner, name, descriptor))) {
        return field;
      }
    }
    return null;
  }

  /** The class that resolution finds a field in (JVMS 5.4.3.2); interfaces have none of ours. */
  private String declaring(String owner, String field, String descriptor) {
    String next = owner;
    while (next != null) {
      byte[] classFile = classFiles.apply(next);
      if (classFile == null || DeferredField.find(classFile, field, descriptor) != null) {
        return next;
      }
      next = new ClassReader(classFile).getSuperName();
    }
    return null;
  }

  private final class Rewriting extends ClassVisitor {
    private final ClassReader reader;
    private boolean changed;

    Rewriting(ClassVisitor target, ClassReader reader) {
      super(Opcodes.ASM9, target);
      this.reader = reader;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      MethodVisitor target = super.visitMethod(access, name, descriptor, signature, exceptions);
      return new MethodVisitor(Opcodes.ASM9, target) {
        @Override
        public void visitFieldInsn(int opcode, String owner, String field, String type) {
          boolean reads = opcode == Opcodes.GETFIELD || opcode == Opcodes.GETSTATIC;
          DeferredField found = reads ? resolve(owner, field, type) : null;
          if (found == null || found.isStatic() != (opcode == Opcodes.GETSTATIC)) {
            super.visitFieldInsn(opcode, owner, field, type);
            return;
          }
          changed = true;
          super.visitMethodInsn(
              Opcodes.INVOKESTATIC,
              found.readerOwner(),
              DeferredField.reader(found.name()),
              found.readerDescriptor(),
              false);
        }
      };
    }

    @Override
    public void visitEnd() {
      for (DeferredField field : fields) {
        if (field.readerOwner().equals(reader.getClassName())) {
          changed = true;
          addReader(cv, field, reader.readUnsignedShort(6) >= Opcodes.V1_6);
        }
      }
      super.visitEnd();
    }
  }

  /** Private where that suffices: private methods do not count for the serial form of a class. */
  private static void addReader(ClassVisitor target, DeferredField field, boolean frames) {
    int visibility = field.isPrivate() ? Opcodes.ACC_PRIVATE : 0;
    MethodVisitor code =
        target.visitMethod(
            visibility | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC,
            DeferredField.reader(field.name()),
            field.readerDescriptor(),
            null,
            null);
    code.visitCode();
    if (field.isStatic()) {
      readStatic(code, field, frames);
    } else {
      readInstance(code, field, frames);
    }
    code.visitEnd();
  }

  private static void readStatic(MethodVisitor code, DeferredField field, boolean frames) {
    Label make = new Label();
    code.visitFieldInsn(Opcodes.GETSTATIC, field.owner(), field.name(), field.descriptor());
    code.visitJumpInsn(Opcodes.IFNULL, make);
    code.visitFieldInsn(Opcodes.GETSTATIC, field.owner(), field.name(), field.descriptor());
    code.visitInsn(Opcodes.ARETURN);
    code.visitLabel(make);
    if (frames) {
      code.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
    }
    code.visitFieldInsn(Opcodes.GETSTATIC, holder(field), field.name(), field.descriptor());
    code.visitInsn(Opcodes.ARETURN);
    code.visitMaxs(1, 0);
  }

  private static void readInstance(MethodVisitor code, DeferredField field, boolean frames) {
    Label make = new Label();
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitFieldInsn(Opcodes.GETFIELD, field.owner(), field.name(), field.descriptor());
    code.visitInsn(Opcodes.DUP);
    code.visitTypeInsn(Opcodes.INSTANCEOF, DEFERRED);
    code.visitJumpInsn(Opcodes.IFNE, make);
    code.visitInsn(Opcodes.ARETURN);
    code.visitLabel(make);
    if (frames) {
      code.visitFrame(Opcodes.F_SAME1, 0, null, 1, new Object[] {field.type()});
    }
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitMethodInsn(
        Opcodes.INVOKESTATIC,
        RESTORE,
        "read",
        "(Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;",
        false);
    if (!field.type().equals(OBJECT)) {
      code.visitTypeInsn(Opcodes.CHECKCAST, field.type());
    }
    code.visitInsn(Opcodes.ARETURN);
    code.visitMaxs(2, 1);
  }
}
