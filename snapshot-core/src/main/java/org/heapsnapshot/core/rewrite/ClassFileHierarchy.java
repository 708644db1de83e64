package org.heapsnapshot.core.rewrite;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** A {@link ClassHierarchy} that reads each class file at most once. Thread-safe. */
public final class ClassFileHierarchy implements ClassHierarchy {
  private final Function<String, byte[]> classFiles;
  private final Map<String, Optional<ClassFacts>> known = new ConcurrentHashMap<>();

  /**
   * A hierarchy over class files.
   *
   * @param classFiles internal name to the bytes of the class file, or null when there is none
   */
  public ClassFileHierarchy(Function<String, byte[]> classFiles) {
    this.classFiles = classFiles;
  }

  /** A hierarchy over the class files that a loader finds, those of the running JDK included. */
  public static ClassFileHierarchy ofLoader(ClassLoader loader) {
    return new ClassFileHierarchy(name -> read(loader, name));
  }

  @Override
  public Optional<ClassFacts> find(String internalName) {
    Optional<ClassFacts> facts = known.get(internalName);
    if (facts == null) {
      facts = read(internalName);
      known.put(internalName, facts);
    }
    return facts;
  }

  private Optional<ClassFacts> read(String internalName) {
    byte[] classFile = classFiles.apply(internalName);
    if (classFile == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(ClassFacts.read(classFile));
    } catch (IllegalArgumentException | IndexOutOfBoundsException unreadable) {
      return Optional.empty();
    }
  }

  private static byte[] read(ClassLoader loader, String internalName) {
    try (InputStream in = loader.getResourceAsStream(internalName + ".class")) {
      return in == null ? null : in.readAllBytes();
    } catch (IOException unreadable) {
      return null;
    }
  }
}
