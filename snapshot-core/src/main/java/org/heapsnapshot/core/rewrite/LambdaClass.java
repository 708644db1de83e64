package org.heapsnapshot.core.rewrite;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The class that takes the place of one lambda call site, and the code that the host needs for it.
 *
 * <pre>
 *   final synthetic class Host$$Lambda$sN implements Interface, Marker... {
 *     static final Interface instance = new Host$$Lambda$sN();         // nothing captured
 *     private final T0 arg0; ...                                       // captured values
 *     static Interface -make(T0 arg0, ...) { ... }
 *     public R method(P...) { return the implementation(arg0, ..., P...); }
 *     private Object writeReplace() { return new SerializedLambda(...); }     // serializable
 *   }
 * </pre>
 *
 * Nothing in it branches, so that it needs no stack map frames.
 */
record LambdaClass(ClassFacts host, int number, LambdaSite site, SiteDecision.Choice choice) {
  private static final String OBJECT = "java/lang/Object";
  private static final String INSTANCE = "instance";
  private static final String MAKE = "-make";
  private static final String SERIALIZABLE = "java/io/Serializable";
  private static final String FORM = "java/lang/invoke/SerializedLambda";
  private static final Type ANY = Type.getObjectType(OBJECT);

  String name() {
    return host.name() + "$$Lambda$s" + number;
  }

  /**
   * The static method that makes an object. The interface may have a method of any name that is
   * legal in Java, and with the same descriptor: so this one is not, though the JVM takes it (JVMS
   * 4.2.2). Other languages may call theirs so, too.
   */
  private String factory() {
    return site.methodName().equals(MAKE) ? MAKE + MAKE : MAKE;
  }

  private String accessorName() {
    return "access$$Lambda$s" + number;
  }

  private String accessorDescriptor() {
    Type[] parameters = site.implementationParameters(host.name()).toArray(Type[]::new);
    return Type.getMethodDescriptor(site.implementationResult(), parameters);
  }

  /**
   * Writes what the host does in place of the {@code invokedynamic}. It needs two more stack slots.
   */
  void obtain(MethodVisitor code) {
    // The initializer of the generated class initializes these, too, but under its own lock.
    for (ClassFacts each : choice.initializedBefore()) {
      ClassFacts.StaticField field = each.staticField();
      code.visitFieldInsn(Opcodes.GETSTATIC, each.name(), field.name(), field.descriptor());
      boolean wide = Type.getType(field.descriptor()).getSize() == 2;
      code.visitInsn(wide ? Opcodes.POP2 : Opcodes.POP);
    }
    if (site.capturing()) {
      code.visitMethodInsn(
          Opcodes.INVOKESTATIC, name(), factory(), site.factoryType().getDescriptor(), false);
    } else {
      code.visitFieldInsn(Opcodes.GETSTATIC, name(), INSTANCE, interfaceDescriptor());
    }
  }

  private String interfaceDescriptor() {
    return site.factoryType().getReturnType().getDescriptor();
  }

  /** Adds the method by which the host calls the implementation for the generated class. */
  void addAccessor(ClassVisitor target) {
    // An interface has public and private methods only.
    int visibility = host.isInterface() ? Opcodes.ACC_PUBLIC : 0;
    MethodVisitor code =
        target.visitMethod(
            visibility | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC,
            accessorName(),
            accessorDescriptor(),
            null,
            null);
    code.visitCode();
    int stack = prepare(code);
    int local = 0;
    for (Type parameter : site.implementationParameters(host.name())) {
      code.visitVarInsn(parameter.getOpcode(Opcodes.ILOAD), local);
      local += parameter.getSize();
    }
    invoke(code, site.implementation());
    Type result = site.implementationResult();
    code.visitInsn(result.getOpcode(Opcodes.IRETURN));
    code.visitMaxs(Math.max(stack + local, result.getSize()), local);
    code.visitEnd();
  }

  /** The class file. */
  byte[] generate(int majorVersion) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(
        majorVersion,
        Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC,
        name(),
        null,
        OBJECT,
        interfaces());
    if (site.capturing()) {
      addFields(writer);
      addMake(writer);
    } else {
      addInstance(writer);
    }
    addConstructor(writer);
    List<Type> types = site.methodTypes();
    for (int i = 0; i < types.size(); i++) {
      addMethod(writer, i == 0 ? Opcodes.ACC_PUBLIC : bridge(), types.get(i));
    }
    if (site.serializable()) {
      addWriteReplace(writer);
    }
    writer.visitEnd();
    return writer.toByteArray();
  }

  private String[] interfaces() {
    List<String> all = new ArrayList<>(site.interfaces());
    if (site.serializable() && !all.contains(SERIALIZABLE)) {
      all.add(SERIALIZABLE);
    }
    return all.toArray(String[]::new);
  }

  /** What {@code LambdaMetafactory} gives serializable lambdas: the same serial form. */
  private void addWriteReplace(ClassVisitor target) {
    MethodVisitor code =
        target.visitMethod(
            Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL,
            "writeReplace",
            "()Ljava/lang/Object;",
            null,
            null);
    code.visitCode();
    code.visitTypeInsn(Opcodes.NEW, FORM);
    code.visitInsn(Opcodes.DUP);
    code.visitLdcInsn(Type.getObjectType(host.name()));
    Handle implementation = site.implementation();
    code.visitLdcInsn(site.interfaces().get(0));
    code.visitLdcInsn(site.methodName());
    code.visitLdcInsn(site.methodTypes().get(0).getDescriptor());
    InitializerRewriter.pushInt(code, implementation.getTag());
    code.visitLdcInsn(implementation.getOwner());
    code.visitLdcInsn(implementation.getName());
    code.visitLdcInsn(implementation.getDesc());
    code.visitLdcInsn(site.dynamicType().getDescriptor());
    Type[] captured = site.captured();
    InitializerRewriter.pushInt(code, captured.length);
    code.visitTypeInsn(Opcodes.ANEWARRAY, OBJECT);
    for (int i = 0; i < captured.length; i++) {
      code.visitInsn(Opcodes.DUP);
      InitializerRewriter.pushInt(code, i);
      code.visitVarInsn(Opcodes.ALOAD, 0);
      code.visitFieldInsn(Opcodes.GETFIELD, name(), "arg" + i, captured[i].getDescriptor());
      if (TypeConversion.isPrimitive(captured[i])) {
        TypeConversion.convert(code, captured[i], ANY, ANY);
      }
      code.visitInsn(Opcodes.AASTORE);
    }
    String text = "Ljava/lang/String;";
    String descriptor =
        "(Ljava/lang/Class;" + text.repeat(3) + "I" + text.repeat(4) + "[Ljava/lang/Object;)V";
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, FORM, "<init>", descriptor, false);
    end(code, Opcodes.ARETURN);
  }

  private static int bridge() {
    return Opcodes.ACC_PUBLIC | Opcodes.ACC_BRIDGE | Opcodes.ACC_SYNTHETIC;
  }

  private void addFields(ClassVisitor target) {
    Type[] captured = site.captured();
    for (int i = 0; i < captured.length; i++) {
      target
          .visitField(
              Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL,
              "arg" + i,
              captured[i].getDescriptor(),
              null,
              null)
          .visitEnd();
    }
  }

  private String constructorDescriptor() {
    return Type.getMethodDescriptor(Type.VOID_TYPE, site.captured());
  }

  private void addMake(ClassVisitor target) {
    MethodVisitor code =
        target.visitMethod(
            Opcodes.ACC_STATIC, factory(), site.factoryType().getDescriptor(), null, null);
    code.visitCode();
    code.visitTypeInsn(Opcodes.NEW, name());
    code.visitInsn(Opcodes.DUP);
    int local = 0;
    for (Type each : site.captured()) {
      code.visitVarInsn(each.getOpcode(Opcodes.ILOAD), local);
      local += each.getSize();
    }
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, name(), "<init>", constructorDescriptor(), false);
    end(code, Opcodes.ARETURN);
  }

  private void addInstance(ClassVisitor target) {
    target
        .visitField(
            Opcodes.ACC_STATIC | Opcodes.ACC_FINAL, INSTANCE, interfaceDescriptor(), null, null)
        .visitEnd();
    MethodVisitor code = target.visitMethod(Opcodes.ACC_STATIC, "<clinit>", "()V", null, null);
    code.visitCode();
    code.visitTypeInsn(Opcodes.NEW, name());
    code.visitInsn(Opcodes.DUP);
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, name(), "<init>", constructorDescriptor(), false);
    code.visitFieldInsn(Opcodes.PUTSTATIC, name(), INSTANCE, interfaceDescriptor());
    end(code, Opcodes.RETURN);
  }

  private void addConstructor(ClassVisitor target) {
    MethodVisitor code =
        target.visitMethod(Opcodes.ACC_PRIVATE, "<init>", constructorDescriptor(), null, null);
    code.visitCode();
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, OBJECT, "<init>", "()V", false);
    Type[] captured = site.captured();
    int local = 1;
    for (int i = 0; i < captured.length; i++) {
      code.visitVarInsn(Opcodes.ALOAD, 0);
      code.visitVarInsn(captured[i].getOpcode(Opcodes.ILOAD), local);
      code.visitFieldInsn(Opcodes.PUTFIELD, name(), "arg" + i, captured[i].getDescriptor());
      local += captured[i].getSize();
    }
    end(code, Opcodes.RETURN);
  }

  private void addMethod(ClassVisitor target, int access, Type type) {
    MethodVisitor code =
        target.visitMethod(access, site.methodName(), type.getDescriptor(), null, null);
    code.visitCode();
    if (!choice.accessor()) {
      prepare(code);
    }
    List<Type> parameters = site.implementationParameters(host.name());
    Type[] captured = site.captured();
    for (int i = 0; i < captured.length; i++) {
      code.visitVarInsn(Opcodes.ALOAD, 0);
      code.visitFieldInsn(Opcodes.GETFIELD, name(), "arg" + i, captured[i].getDescriptor());
      if (!TypeConversion.isPrimitive(captured[i])) {
        TypeConversion.cast(code, captured[i], parameters.get(i));
      }
    }
    Type[] given = type.getArgumentTypes();
    Type[] dynamic = site.dynamicType().getArgumentTypes();
    int local = 1;
    for (int i = 0; i < given.length; i++) {
      code.visitVarInsn(given[i].getOpcode(Opcodes.ILOAD), local);
      TypeConversion.convert(code, given[i], parameters.get(captured.length + i), dynamic[i]);
      local += given[i].getSize();
    }
    if (choice.accessor()) {
      code.visitMethodInsn(
          Opcodes.INVOKESTATIC,
          host.name(),
          accessorName(),
          accessorDescriptor(),
          host.isInterface());
    } else {
      invoke(code, site.implementation());
    }
    Type result = type.getReturnType();
    TypeConversion.convert(code, site.implementationResult(), result, result);
    end(code, result.getOpcode(Opcodes.IRETURN));
  }

  /** What comes before the arguments; answers how many stack slots it fills. */
  private int prepare(MethodVisitor code) {
    if (site.implementation().getTag() != Opcodes.H_NEWINVOKESPECIAL) {
      return 0;
    }
    code.visitTypeInsn(Opcodes.NEW, site.implementation().getOwner());
    code.visitInsn(Opcodes.DUP);
    return 2;
  }

  private static void invoke(MethodVisitor code, Handle target) {
    int opcode =
        switch (target.getTag()) {
          case Opcodes.H_INVOKESTATIC -> Opcodes.INVOKESTATIC;
          case Opcodes.H_INVOKEVIRTUAL -> Opcodes.INVOKEVIRTUAL;
          case Opcodes.H_INVOKEINTERFACE -> Opcodes.INVOKEINTERFACE;
          default -> Opcodes.INVOKESPECIAL;
        };
    code.visitMethodInsn(
        opcode, target.getOwner(), target.getName(), target.getDesc(), target.isInterface());
  }

  private static void end(MethodVisitor code, int returnOpcode) {
    code.visitInsn(returnOpcode);
    // Computed by the writer.
    code.visitMaxs(0, 0);
    code.visitEnd();
  }
}
