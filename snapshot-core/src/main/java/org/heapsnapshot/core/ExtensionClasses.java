package org.heapsnapshot.core;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.heapsnapshot.core.capture.CapturedHeap;
import org.heapsnapshot.core.capture.CapturedObject;
import org.heapsnapshot.core.capture.HashedCollection;
import org.heapsnapshot.runtime.extension.Handles;
import org.heapsnapshot.runtime.format.RecipeKind;
import org.heapsnapshot.runtime.format.ReseedKind;

/** The classes of the extensions that an image needs at start, as entries of it. */
final class ExtensionClasses {
  private ExtensionClasses() {}

  /**
   * Entry names to class files, sorted by name.
   *
   * @param heap whose objects are made by handlers
   * @param extensions finds the handlers; a handler that it does not find belongs to the program,
   *     whose classes are in the image anyway
   */
  static Map<String, byte[]> entries(CapturedHeap heap, ClassLoader extensions) {
    Map<String, byte[]> entries = new TreeMap<>();
    for (String name : handlers(heap)) {
      try {
        add(Class.forName(name, false, extensions), entries);
      } catch (ClassNotFoundException e) {
        continue;
      } catch (IOException | URISyntaxException e) {
        throw new SnapshotException("Cannot read the extension " + name + ": " + e.getMessage(), e);
      }
    }
    return entries;
  }

  private static Set<String> handlers(CapturedHeap heap) {
    Set<String> names = new TreeSet<>();
    for (HashedCollection h : heap.hashed()) {
      if (h.kind() == ReseedKind.HANDLED && h.unstable()) {
        names.add(mirrored(heap, h.keys()[0]));
      }
    }
    for (CapturedObject object : heap.objects()) {
      if (object instanceof CapturedObject.Recipe recipe && recipe.kind() == RecipeKind.HANDLER) {
        names.add(mirrored(heap, recipe.arguments()[0]));
      }
    }
    return names;
  }

  private static String mirrored(CapturedHeap heap, int id) {
    CapturedObject.ClassMirror mirror = (CapturedObject.ClassMirror) heap.objects().get(id - 1);
    return heap.classes().get(mirror.classIndex()).name();
  }

  private static void add(Class<?> handler, Map<String, byte[]> entries)
      throws IOException, URISyntaxException {
    Path source = Path.of(handler.getProtectionDomain().getCodeSource().getLocation().toURI());
    Set<String> packages = new TreeSet<>(Set.of(handler.getPackageName()));
    Handles handles = handler.getAnnotation(Handles.class);
    packages.addAll(handles == null ? List.of() : List.of(handles.with()));
    if (Files.isDirectory(source)) {
      add(source, packages, entries);
      return;
    }
    try (FileSystem jar = FileSystems.newFileSystem(source)) {
      add(jar.getPath("/"), packages, entries);
    }
  }

  private static void add(Path root, Set<String> packages, Map<String, byte[]> entries)
      throws IOException {
    for (String name : packages) {
      Path directory = root.resolve(name.replace('.', '/'));
      if (!Files.isDirectory(directory)) {
        continue;
      }
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
          if (!file.endsWith("package-info.class")) {
            String entry = root.relativize(file).toString().replace('\\', '/');
            entries.put(entry, Files.readAllBytes(file));
          }
        }
      }
    }
  }
}
