package org.heapsnapshot.core.rewrite;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * What the class file of one class says about it, code left out. Immutable.
 *
 * @param name internal name
 * @param access access flags of the class file (not those of {@code InnerClasses})
 * @param superName internal name of the superclass, or null for {@code java/lang/Object}
 * @param interfaces internal names of the direct superinterfaces
 * @param nestHost internal name of the host of its nest: the class itself when it has no {@code
 *     NestHost} attribute (JVMS 5.4.4)
 * @param sealed whether it has a {@code PermittedSubclasses} attribute
 * @param methods name and descriptor, joined, to the method
 * @param staticField its first static field, or null
 */
public record ClassFacts(
    String name,
    int access,
    String superName,
    List<String> interfaces,
    String nestHost,
    boolean sealed,
    Map<String, Method> methods,
    StaticField staticField) {

  /**
   * One method.
   *
   * @param access access flags
   * @param callerSensitive whether the JDK annotated it so: what it does depends on who calls it
   */
  public record Method(int access, boolean callerSensitive) {
    boolean has(int flag) {
      return (access & flag) != 0;
    }
  }

  /** Name and descriptor of a static field. */
  public record StaticField(String name, String descriptor) {}

  /**
   * Reads a class file.
   *
   * @throws IllegalArgumentException when the class file is of a version that is not understood
   */
  public static ClassFacts read(byte[] classFile) {
    return read(new ClassReader(classFile));
  }

  static ClassFacts read(ClassReader reader) {
    Reading reading = new Reading();
    reader.accept(
        reading, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return new ClassFacts(
        reader.getClassName(),
        reader.getAccess(),
        reader.getSuperName(),
        List.of(reader.getInterfaces()),
        reading.nestHost == null ? reader.getClassName() : reading.nestHost,
        reading.sealed,
        Map.copyOf(reading.methods),
        reading.staticField);
  }

  boolean isInterface() {
    return (access & Opcodes.ACC_INTERFACE) != 0;
  }

  public boolean hasInitializer() {
    return methods.containsKey("<clinit>()V");
  }

  /** Whether the initialization of an implementing class initializes this interface (JVMS 5.5). */
  boolean declaresConcreteInstanceMethod() {
    return methods.entrySet().stream()
        .anyMatch(
            method ->
                !method.getKey().startsWith("<")
                    && !method.getValue().has(Opcodes.ACC_ABSTRACT | Opcodes.ACC_STATIC));
  }

  String packageName() {
    return packageOf(name);
  }

  static String packageOf(String internalName) {
    return internalName.substring(0, internalName.lastIndexOf('/') + 1);
  }

  private static final class Reading extends ClassVisitor {
    private final Map<String, Method> methods = new HashMap<>();
    private String nestHost;
    private boolean sealed;
    private StaticField staticField;

    Reading() {
      super(Opcodes.ASM9);
    }

    @Override
    public void visitNestHost(String host) {
      nestHost = host;
    }

    @Override
    public void visitPermittedSubclass(String permitted) {
      sealed = true;
    }

    @Override
    public FieldVisitor visitField(
        int access, String name, String descriptor, String signature, Object value) {
      if (staticField == null && (access & Opcodes.ACC_STATIC) != 0) {
        staticField = new StaticField(name, descriptor);
      }
      return null;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      methods.put(name + descriptor, new Method(access, false));
      return new MethodVisitor(Opcodes.ASM9) {
        @Override
        public AnnotationVisitor visitAnnotation(String annotation, boolean visible) {
          if (annotation.endsWith("/reflect/CallerSensitive;")) {
            methods.put(name + descriptor, new Method(access, true));
          }
          return null;
        }
      };
    }
  }
}
