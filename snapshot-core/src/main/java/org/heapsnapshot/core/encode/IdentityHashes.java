package org.heapsnapshot.core.encode;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Tells from class files which classes have the {@code hashCode} of {@code Object}: those where no
 * class from the class itself up to {@code Object} declares another. Enum constants count too.
 *
 * <p>Classes that the given source does not have are looked for in the JDK that runs the tool,
 * which for this question is as good as the target's. Where a class file is missing or cannot be
 * read, the answer is false, which means not known.
 *
 * <p>Not thread-safe: answers are remembered.
 */
public final class IdentityHashes implements Predicate<String> {
  /** Where class files come from. */
  @FunctionalInterface
  public interface ClassFileSource {
    /**
     * The class file of a class.
     *
     * @param className binary name
     * @return its bytes, or null when there is none
     * @throws IOException when it cannot be read
     */
    byte[] classBytes(String className) throws IOException;
  }

  private final ClassFileSource source;
  private final Map<String, Boolean> known = new HashMap<>();

  /** Answers from the class files of a source; it is asked once for each class. */
  public IdentityHashes(ClassFileSource source) {
    this.source = source;
    known.put("java.lang.Object", true);
    // Its hashCode is final and that of Object, remembered or not.
    known.put("java.lang.Enum", true);
  }

  @Override
  public boolean test(String className) {
    Boolean answer = known.get(className);
    if (answer == null) {
      Declared declared = className.startsWith("[") ? null : read(className);
      // Class hierarchies are shallow, so this may recurse; a cycle of superclasses ends as
      // unknown.
      known.put(className, false);
      answer =
          declared != null
              && !declared.hashCode
              && declared.superName != null
              && test(declared.superName);
      known.put(className, answer);
    }
    return answer;
  }

  private Declared read(String className) {
    try {
      byte[] file = source.classBytes(className);
      if (file == null) {
        file = jdkClass(className);
      }
      if (file == null) {
        return null;
      }
      Declared declared = new Declared();
      new ClassReader(file)
          .accept(
              declared, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
      return declared;
    } catch (IOException | RuntimeException unreadable) {
      // The closure reports class files that are damaged; here they are merely not known.
      return null;
    }
  }

  private static byte[] jdkClass(String className) throws IOException {
    String name = className.replace('.', '/') + ".class";
    try (InputStream in = ClassLoader.getPlatformClassLoader().getResourceAsStream(name)) {
      return in == null ? null : in.readAllBytes();
    }
  }

  /** What a class file declares. */
  private static final class Declared extends ClassVisitor {
    private String superName;
    private boolean hashCode;

    Declared() {
      super(Opcodes.ASM9);
    }

    @Override
    public void visit(
        int version, int access, String name, String signature, String superClass, String[] types) {
      superName = superClass == null ? null : superClass.replace('/', '.');
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      hashCode |= name.equals("hashCode") && descriptor.equals("()I");
      return null;
    }
  }
}
