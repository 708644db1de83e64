package org.heapsnapshot.core.rewrite;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * A field of a class of the program, what it holds being made when it is read for the first time.
 *
 * @param owner internal name of the class that declares it
 * @param name of the field
 * @param descriptor of the field
 * @param access its access flags
 * @param apart whether a class of its own reads it: a method more would change the serial form of
 *     its class, unless that is fixed or the method is private
 */
public record DeferredField(
    String owner, String name, String descriptor, int access, boolean apart) {
  /** The field of that name that a class declares; null when it declares none. */
  public static DeferredField find(byte[] classFile, String name) {
    return find(classFile, name, null);
  }

  /** The same; a class may declare several that differ in their descriptors. */
  static DeferredField find(byte[] classFile, String name, String type) {
    ClassReader reader = new ClassReader(classFile);
    DeferredField[] found = new DeferredField[1];
    reader.accept(
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public FieldVisitor visitField(
              int access, String field, String descriptor, String signature, Object value) {
            if (field.equals(name) && (type == null || type.equals(descriptor))) {
              found[0] = new DeferredField(reader.getClassName(), name, descriptor, access, false);
            }
            return null;
          }
        },
        ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return found[0];
  }

  /** The same, read by a class of its own where that is needed. */
  DeferredField placed(ClassHierarchy hierarchy, byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    boolean needed =
        !isPrivate()
            && SerialVersion.read(reader).need(hierarchy.with(ClassFacts.read(reader)))
                != SerialVersion.Need.NONE;
    return new DeferredField(owner, name, descriptor, access, needed);
  }

  /** Whether only its class, and nestmates of that, can read it. */
  boolean isPrivate() {
    return (access & Opcodes.ACC_PRIVATE) != 0;
  }

  /** Whether it is a static field. */
  public boolean isStatic() {
    return (access & Opcodes.ACC_STATIC) != 0;
  }

  /**
   * Why what it holds cannot be made when it is read, or null when it can.
   *
   * @param hierarchy tells whether its type is an interface
   */
  String refusal(ClassHierarchy hierarchy) {
    if (isStatic()) {
      int both = Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL;
      return (access & both) == both && descriptor.charAt(0) == 'L'
          ? null
          : "it is static, but not private and final, or its type is no class or interface";
    }
    if (!holdsAnything(hierarchy)) {
      return "its type is neither Object nor an interface";
    }
    return (access & (Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED)) == 0
        ? null
        : "classes of other packages can read it";
  }

  /**
   * Whether any object may be in it: verification treats a variable of an interface type as one of
   * type {@code Object} (JVMS 4.10.1.2), and so must compilers.
   */
  private boolean holdsAnything(ClassHierarchy hierarchy) {
    if (descriptor.charAt(0) != 'L') {
      return false;
    }
    return type().equals("java/lang/Object")
        || hierarchy.find(type()).filter(facts -> facts.isInterface()).isPresent();
  }

  /** Internal name of the class or interface that is its type. */
  String type() {
    return Type.getType(descriptor).getInternalName();
  }

  /** The descriptor of the method that reads it. */
  String readerDescriptor() {
    return "(" + (isStatic() ? "" : "L" + owner + ";") + ")" + descriptor;
  }

  /** Internal name of the class with the method that reads it. */
  String readerOwner() {
    return apart ? owner + "$SnapshotRead$" + name : owner;
  }

  /** The name of the method that reads a field of that name. */
  static String reader(String field) {
    return "snapshot$read$" + field;
  }

  /** As {@code CLASS.FIELD}. */
  @Override
  public String toString() {
    return owner.replace('/', '.') + "." + name;
  }
}
