package org.heapsnapshot.core.rewrite;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Opcodes;

/**
 * A field of a class of the program, what it holds being made when it is read for the first time.
 *
 * @param owner internal name of the class that declares it
 * @param name of the field
 * @param descriptor of the field
 * @param access its access flags
 */
public record DeferredField(String owner, String name, String descriptor, int access) {
  private static final String OBJECT = "Ljava/lang/Object;";

  /** The field of that name that a class declares; null when it declares none. */
  public static DeferredField find(byte[] classFile, String name) {
    ClassReader reader = new ClassReader(classFile);
    DeferredField[] found = new DeferredField[1];
    reader.accept(
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public FieldVisitor visitField(
              int access, String field, String descriptor, String signature, Object value) {
            if (field.equals(name)) {
              found[0] = new DeferredField(reader.getClassName(), name, descriptor, access);
            }
            return null;
          }
        },
        ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return found[0];
  }

  /** Whether it is a static field. */
  public boolean isStatic() {
    return (access & Opcodes.ACC_STATIC) != 0;
  }

  /** Why what it holds cannot be made when it is read, or null when it can. */
  String refusal() {
    if (isStatic()) {
      int both = Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL;
      return (access & both) == both && descriptor.charAt(0) == 'L'
          ? null
          : "it is static, but not private and final, or its type is no class or interface";
    }
    if (!descriptor.equals(OBJECT)) {
      return "its type is not Object";
    }
    return (access & (Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED)) == 0
        ? null
        : "classes of other packages can read it";
  }

  /** The descriptor of the method that reads it. */
  String readerDescriptor() {
    return "(" + (isStatic() ? "" : "L" + owner + ";") + ")" + descriptor;
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
