package org.heapsnapshot.core.rewrite;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;

/** Computes stack map frames, and asks a {@link ClassHierarchy} where types meet. */
final class FrameWriter extends ClassWriter {
  private static final String OBJECT = "java/lang/Object";

  private final ClassHierarchy hierarchy;

  /** A class that has to be known is not there. */
  static final class MissingClassException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MissingClassException(String internalName) {
      super(internalName);
    }
  }

  FrameWriter(ClassReader reader, ClassHierarchy hierarchy) {
    super(reader, COMPUTE_FRAMES);
    this.hierarchy = hierarchy;
  }

  /** As the verifier sees it (JVMS 4.10.1.2): all interfaces are {@code Object} to it. */
  @Override
  protected String getCommonSuperClass(String first, String second) {
    if (find(first).isInterface() || find(second).isInterface()) {
      return OBJECT;
    }
    Set<String> above = superclasses(first);
    for (String each : superclasses(second)) {
      if (above.contains(each)) {
        return each;
      }
    }
    return OBJECT;
  }

  private Set<String> superclasses(String internalName) {
    Set<String> chain = new LinkedHashSet<>();
    for (String next = internalName; next != null && chain.add(next); ) {
      next = find(next).superName();
    }
    return chain;
  }

  private ClassFacts find(String internalName) {
    Optional<ClassFacts> facts = hierarchy.find(internalName);
    return facts.orElseThrow(() -> new MissingClassException(internalName));
  }
}
