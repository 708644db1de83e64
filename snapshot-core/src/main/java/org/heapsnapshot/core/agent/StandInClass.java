package org.heapsnapshot.core.agent;

import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.LinkedHashMap;
import java.util.Map;
import org.heapsnapshot.hooks.Hooks;
import org.heapsnapshot.hooks.StandIn;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Generates a subclass or an implementation of a type, whose every method that can be overridden
 * tells {@link Hooks#used} and answers zero, false or null. It has no constructor.
 */
final class StandInClass {
  private static final String NAME = "Snapshot$StandIn";

  private final Class<?> type;
  private final boolean inItsPackage;
  private final Map<String, Method> methods = new LinkedHashMap<>();

  private StandInClass(Class<?> type, boolean inItsPackage) {
    this.type = type;
    this.inItsPackage = inItsPackage;
  }

  /**
   * Defines one. For a type of the program it is in the same package, so that what only that
   * package can override is overridden too.
   *
   * @throws IllegalStateException when the type cannot have another subclass
   */
  static Class<?> define(Class<?> type, int number) {
    boolean ofProgram = type.getClassLoader() == StandInClass.class.getClassLoader();
    StandInClass generated = new StandInClass(type, ofProgram);
    String name = NAME + number;
    String host = (ofProgram ? type : StandInClass.class).getPackageName().replace('.', '/');
    byte[] bytes = generated.bytes(host.isEmpty() ? name : host + "/" + name);
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      return (ofProgram ? MethodHandles.privateLookupIn(type, lookup) : lookup).defineClass(bytes);
    } catch (IllegalAccessException | LinkageError e) {
      throw new IllegalStateException("no stand-in for " + type.getName(), e);
    }
  }

  /** Whether a class of that name, internal or binary, is one of these. */
  static boolean isOne(String name) {
    return name.startsWith(NAME, Math.max(name.lastIndexOf('/'), name.lastIndexOf('.')) + 1);
  }

  private byte[] bytes(String name) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    String marker = Type.getInternalName(StandIn.class);
    String internalName = Type.getInternalName(type);
    writer.visit(
        Opcodes.V11,
        Opcodes.ACC_PUBLIC | Opcodes.ACC_SYNTHETIC | Opcodes.ACC_SUPER,
        name,
        null,
        type.isInterface() ? "java/lang/Object" : internalName,
        type.isInterface() ? new String[] {internalName, marker} : new String[] {marker});
    collect();
    for (Method method : methods.values()) {
      override(writer, method);
    }
    writer.visitEnd();
    return writer.toByteArray();
  }

  private void collect() {
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      for (Method method : c.getDeclaredMethods()) {
        add(method);
      }
    }
    for (Method method : type.getMethods()) {
      add(method); // Those of superinterfaces, which a class may leave to its subclasses.
    }
    for (Method method : Object.class.getDeclaredMethods()) {
      add(method);
    }
  }

  private void add(Method method) {
    int modifiers = method.getModifiers();
    boolean visible =
        Modifier.isPublic(modifiers)
            || Modifier.isProtected(modifiers)
            || inItsPackage
                && !Modifier.isPrivate(modifiers)
                && method.getDeclaringClass().getPackage() == type.getPackage();
    boolean finalizer = method.getName().equals("finalize") && method.getParameterCount() == 0;
    if (visible && !Modifier.isStatic(modifiers) && !finalizer) {
      methods.putIfAbsent(method.getName() + Type.getMethodDescriptor(method), method);
    }
  }

  private void override(ClassWriter writer, Method method) {
    int modifiers = method.getModifiers();
    if (Modifier.isFinal(modifiers)) {
      return; // Those of Object; LoggerHooks and ProgramTransformer see to the others.
    }
    int access = modifiers & (Modifier.PUBLIC | Modifier.PROTECTED) | Opcodes.ACC_SYNTHETIC;
    MethodVisitor code =
        writer.visitMethod(access, method.getName(), Type.getMethodDescriptor(method), null, null);
    code.visitCode();
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitLdcInsn(type.getName() + "." + method.getName());
    code.visitMethodInsn(
        Opcodes.INVOKESTATIC,
        Type.getInternalName(Hooks.class),
        "used",
        "(Ljava/lang/Object;Ljava/lang/String;)V",
        false);
    answerNothing(code, Type.getReturnType(method));
    code.visitMaxs(0, 0);
    code.visitEnd();
  }

  private static void answerNothing(MethodVisitor code, Type result) {
    switch (result.getSort()) {
      case Type.VOID -> {}
      case Type.LONG -> code.visitInsn(Opcodes.LCONST_0);
      case Type.FLOAT -> code.visitInsn(Opcodes.FCONST_0);
      case Type.DOUBLE -> code.visitInsn(Opcodes.DCONST_0);
      case Type.OBJECT, Type.ARRAY -> code.visitInsn(Opcodes.ACONST_NULL);
      default -> code.visitInsn(Opcodes.ICONST_0);
    }
    code.visitInsn(result.getOpcode(Opcodes.IRETURN));
  }
}
