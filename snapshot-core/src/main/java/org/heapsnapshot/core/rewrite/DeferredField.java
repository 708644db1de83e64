package org.heapsnapshot.core.rewrite;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Opcodes;

/**
 * An instance field of a class of the program, what it holds being made when it is read for the
 * first time.
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

  boolean isInstance() {
    return (access & Opcodes.ACC_STATIC) == 0;
  }

  /** Whether it can hold a placeholder. */
  boolean isOfObject() {
    return descriptor.equals(OBJECT);
  }

  /** Whether only classes of its own package can read it. */
  boolean isOfPackage() {
    return (access & (Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED)) == 0;
  }

  /** The name of the method that reads it. */
  String reader() {
    return "snapshot$read$" + name;
  }

  /** As {@code CLASS.FIELD}. */
  @Override
  public String toString() {
    return owner.replace('/', '.') + "." + name;
  }
}
