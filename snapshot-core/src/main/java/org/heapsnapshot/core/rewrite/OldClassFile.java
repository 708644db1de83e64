package org.heapsnapshot.core.rewrite;

import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Raises the version of a class file and keeps its meaning: flags and attributes that the JVM
 * ignores or forgives in an old file must neither come alive nor become an error in a newer one.
 *
 * <p>Before 50 an interface need not be abstract. Before 49 (the lists are those of HotSpot's
 * {@code classFileParser.cpp}) the flags of Java 5 mean nothing, abstract methods may be {@code
 * synchronized}, and signatures, annotations and {@code EnclosingMethod} are not read; tools that
 * translate newer class files to older versions leave such things behind.
 */
final class OldClassFile extends ClassVisitor {
  private final int raised;
  private boolean beforeJava5;

  /**
   * A visitor that raises.
   *
   * @param raised the major version that is written when the file is older; at most 50
   */
  OldClassFile(ClassVisitor target, int raised) {
    super(Opcodes.ASM9, target);
    this.raised = raised;
  }

  @Override
  public void visit(
      int version,
      int access,
      String name,
      String signature,
      String superName,
      String[] interfaces) {
    int major = version & 0xFFFF;
    if (major >= raised) {
      super.visit(version, access, name, signature, superName, interfaces);
      return;
    }
    beforeJava5 = major < Opcodes.V1_5;
    boolean isInterface = (access & Opcodes.ACC_INTERFACE) != 0;
    int flags = isInterface ? access | Opcodes.ACC_ABSTRACT : access;
    if (beforeJava5) {
      flags &= isInterface ? ~(Opcodes.ACC_SUPER | Opcodes.ACC_ENUM) : ~Opcodes.ACC_ANNOTATION;
    }
    super.visit(raised, flags, name, beforeJava5 ? null : signature, superName, interfaces);
  }

  @Override
  public void visitOuterClass(String owner, String name, String descriptor) {
    if (!beforeJava5) {
      super.visitOuterClass(owner, name, descriptor);
    }
  }

  @Override
  public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
    return beforeJava5 ? null : super.visitAnnotation(descriptor, visible);
  }

  @Override
  public FieldVisitor visitField(
      int access, String name, String descriptor, String signature, Object value) {
    if (!beforeJava5) {
      return super.visitField(access, name, descriptor, signature, value);
    }
    return new FieldVisitor(
        Opcodes.ASM9, super.visitField(access & ~Opcodes.ACC_ENUM, name, descriptor, null, value)) {
      @Override
      public AnnotationVisitor visitAnnotation(String type, boolean visible) {
        return null;
      }
    };
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String descriptor, String signature, String[] exceptions) {
    if (!beforeJava5) {
      return super.visitMethod(access, name, descriptor, signature, exceptions);
    }
    int flags = name.equals("<init>") ? access & ~Opcodes.ACC_BRIDGE : access;
    if ((flags & Opcodes.ACC_ABSTRACT) != 0) {
      flags &= ~(Opcodes.ACC_SYNCHRONIZED | Opcodes.ACC_STRICT);
    }
    return new MethodVisitor(
        Opcodes.ASM9, super.visitMethod(flags, name, descriptor, null, exceptions)) {
      @Override
      public AnnotationVisitor visitAnnotation(String type, boolean visible) {
        return null;
      }

      @Override
      public AnnotationVisitor visitAnnotationDefault() {
        return null;
      }

      @Override
      public AnnotationVisitor visitParameterAnnotation(int at, String type, boolean visible) {
        return null;
      }

      @Override
      public void visitAnnotableParameterCount(int count, boolean visible) {
        // Of annotations that are dropped.
      }
    };
  }
}
