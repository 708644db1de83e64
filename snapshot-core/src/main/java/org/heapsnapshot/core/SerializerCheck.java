package org.heapsnapshot.core;

import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Checks the classes that {@code --serializer} names by their class files. Immutable. */
final class SerializerCheck {
  /** Joined here, because names in constants are relocated with the tool's own Kryo. */
  private static final String KRYO = String.join("/", "com", "esotericsoftware", "kryo", "");

  /** Those that Kryo itself tries. */
  private static final Set<String> CONSTRUCTORS =
      Set.of(
          "()V",
          "(Ljava/lang/Class;)V",
          "(L" + KRYO + "Kryo;)V",
          "(L" + KRYO + "Kryo;Ljava/lang/Class;)V");

  private final Function<String, byte[]> find;

  /**
   * @param find the class file of a class of the program, its serializers or the JDK by internal
   *     name, or null
   */
  SerializerCheck(Function<String, byte[]> find) {
    this.find = find;
  }

  /**
   * Checks all.
   *
   * @throws SnapshotException for the first class that is not there, or not what it is named for
   */
  void check(Map<String, String> serializers) {
    serializers.forEach(
        (type, serializer) -> {
          String option = "--serializer " + type + "=" + serializer + ": ";
          checkType(option, type);
          checkSerializer(option, serializer);
        });
  }

  private void checkType(String option, String type) {
    byte[] file = file(type);
    if (file == null) {
      throw new SnapshotException(
          option
              + "there is no class "
              + type
              + ", neither in the program nor in the JDK; a nested class is named Outer$Nested");
    }
    int access = new ClassReader(file).getAccess();
    if ((access & (Opcodes.ACC_INTERFACE | Opcodes.ACC_ABSTRACT)) != 0) {
      throw new SnapshotException(
          option + type + " is abstract; name the classes that the objects are of");
    }
    if ((access & Opcodes.ACC_ENUM) != 0) {
      throw new SnapshotException(
          option + type + " is an enum, whose constants no serializer can make");
    }
  }

  private void checkSerializer(String option, String serializer) {
    byte[] file = file(serializer);
    if (file == null) {
      throw new SnapshotException(
          option
              + "there is no class "
              + serializer
              + "; give its jar with --extension when the program does not have it");
    }
    if (!isSerializer(serializer)) {
      throw new SnapshotException(
          option + serializer + " is not a " + (KRYO + "Serializer").replace('/', '.'));
    }
    int access = new ClassReader(file).getAccess();
    boolean isOpen = (access & Opcodes.ACC_PUBLIC) != 0 && (access & Opcodes.ACC_ABSTRACT) == 0;
    if (!isOpen || !hasConstructor(file)) {
      throw new SnapshotException(
          option
              + serializer
              + " must be public and not abstract, with a public constructor without parameters,"
              + " or with (Kryo), (Class) or (Kryo, Class)");
    }
  }

  private boolean isSerializer(String serializer) {
    String name = serializer.replace('.', '/');
    while (name != null && !name.equals(KRYO + "Serializer")) {
      byte[] file = find.apply(name);
      name = file == null ? null : new ClassReader(file).getSuperName();
    }
    return name != null;
  }

  private static boolean hasConstructor(byte[] file) {
    boolean[] found = new boolean[1];
    new ClassReader(file)
        .accept(
            new ClassVisitor(Opcodes.ASM9) {
              @Override
              public MethodVisitor visitMethod(
                  int access, String name, String descriptor, String signature, String[] thrown) {
                found[0] |=
                    name.equals("<init>")
                        && (access & Opcodes.ACC_PUBLIC) != 0
                        && CONSTRUCTORS.contains(descriptor);
                return null;
              }
            },
            ClassReader.SKIP_CODE);
    return found[0];
  }

  private byte[] file(String className) {
    return find.apply(className.replace('.', '/'));
  }
}
