package org.heapsnapshot.core.classpath;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.heapsnapshot.core.SnapshotException;

/**
 * The class path opened once: look-up of classes and resources by name in class path order, the
 * first entry winning as in the JVM, multi-release entries resolved for the target JDK.
 *
 * <p>Thread-safety: immutable after {@link #open}; reads may come from several threads.
 */
public final class ClassFiles implements AutoCloseable {
  private final List<ClassPathEntry> entries;
  private final Map<String, ClassPathResource> first = new LinkedHashMap<>();
  private final Map<String, List<ClassPathResource>> duplicates = new LinkedHashMap<>();
  private final Set<String> classNames = new LinkedHashSet<>();

  private ClassFiles(List<ClassPathEntry> entries) {
    this.entries = List.copyOf(entries);
    for (ClassPathEntry entry : entries) {
      for (ClassPathResource resource : entry.resources()) {
        add(resource);
      }
    }
  }

  private void add(ClassPathResource resource) {
    ClassPathResource before = first.putIfAbsent(resource.name(), resource);
    if (before != null) {
      duplicates
          .computeIfAbsent(resource.name(), n -> new ArrayList<>(List.of(before)))
          .add(resource);
    } else if (resource.isClass()) {
      classNames.add(resource.className());
    }
  }

  /**
   * Opens every entry of a class path.
   *
   * @param feature feature release of the target JDK
   * @throws SnapshotException naming the entry that cannot be read
   */
  public static ClassFiles open(ClassPath classPath, int feature) {
    return open(classPath.entries(), feature);
  }

  static ClassFiles open(List<Path> paths, int feature) {
    List<ClassPathEntry> opened = new ArrayList<>();
    try {
      for (Path path : paths) {
        opened.add(ClassPathEntry.open(path, opened.size(), feature));
      }
      return new ClassFiles(opened);
    } catch (RuntimeException e) {
      closeAll(opened);
      throw e;
    }
  }

  /** The entries in class path order. */
  public List<ClassPathEntry> entries() {
    return entries;
  }

  /** The first resource of each name, in class path order. */
  public Collection<ClassPathResource> resources() {
    return Collections.unmodifiableCollection(first.values());
  }

  /** The names that several entries hold, with all of them in class path order. */
  public Map<String, List<ClassPathResource>> duplicates() {
    return Collections.unmodifiableMap(duplicates);
  }

  /** The first resource of that name, or null. */
  public ClassPathResource find(String name) {
    return first.get(name);
  }

  /** All resources of that name in class path order. */
  public List<ClassPathResource> findAll(String name) {
    List<ClassPathResource> several = duplicates.get(name);
    if (several != null) {
      return Collections.unmodifiableList(several);
    }
    ClassPathResource one = first.get(name);
    return one == null ? List.of() : List.of(one);
  }

  /** The binary names of all classes, in class path order. */
  public Set<String> classNames() {
    return Collections.unmodifiableSet(classNames);
  }

  /** Whether the class path has a class file of that binary name. */
  public boolean hasClass(String className) {
    return classNames.contains(className);
  }

  /**
   * The class file of a class.
   *
   * @param className binary name
   * @return its bytes, or null when the class path has none
   * @throws IOException when the entry is damaged
   */
  public byte[] classBytes(String className) throws IOException {
    ClassPathResource found = first.get(ClassPathResource.nameOf(className));
    return found == null ? null : read(found);
  }

  /**
   * The bytes of a resource.
   *
   * @throws IOException when the entry is damaged
   */
  public byte[] read(ClassPathResource resource) throws IOException {
    return entries.get(resource.entry()).read(resource);
  }

  @Override
  public void close() {
    closeAll(entries);
  }

  private static void closeAll(List<ClassPathEntry> entries) {
    for (ClassPathEntry entry : entries) {
      try {
        entry.close();
      } catch (IOException ignored) {
        // Nothing was written through it.
      }
    }
  }
}
