package org.heapsnapshot.core;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.heapsnapshot.core.classpath.ClassFiles;
import org.heapsnapshot.core.classpath.ClassPath;
import org.heapsnapshot.core.jvm.ExtensionJars;
import org.heapsnapshot.core.jvm.Serializers;

/**
 * The class path of a program with what the named serializers need behind it: the jars of {@code
 * --extension}, the extension for Kryo, and Kryo when neither the program nor these jars have it.
 * All of that goes into the image as if it were the program's: what observation sees of it, a start
 * sees as well.
 *
 * @param classPath the program's own when no serializer is named
 */
record SerializerClassPath(ClassPath classPath, Serializers serializers) {
  /** Joined here, because names in constants are relocated with the tool's own Kryo. */
  private static final String KRYO = String.join(".", "com", "esotericsoftware", "kryo", "");

  /**
   * Finds it.
   *
   * @param work an existing directory for jars of ours
   * @throws SnapshotException when the program has a Kryo before version 5
   */
  static SerializerClassPath of(BuildRequest request, ClassPath program, int feature, Path work) {
    if (request.serializers().isEmpty()) {
      return new SerializerClassPath(program, Serializers.NONE);
    }
    List<Path> entries = new ArrayList<>(program.entries());
    entries.addAll(ExtensionJars.of(request.extensions()).jars());
    boolean ownKryo;
    try (ClassFiles files = ClassFiles.open(with(program, entries), feature)) {
      ownKryo = !files.hasClass(KRYO + "Kryo");
      if (!ownKryo && !files.hasClass(KRYO + "SerializerFactory")) {
        throw new SnapshotException(
            "--serializer: the program has a Kryo before version 5; serializers of Kryo 5 are"
                + " expected, and both have the same packages");
      }
    }
    Path directory = work.resolve("serializers");
    entries.addAll(KryoJars.unpack(KryoJars.EXTENSION, directory));
    if (ownKryo) {
      entries.addAll(KryoJars.unpack(KryoJars.KRYO, directory));
    }
    return new SerializerClassPath(
        with(program, entries), new Serializers(request.serializers(), ownKryo));
  }

  private static ClassPath with(ClassPath program, List<Path> entries) {
    return new ClassPath(
        List.copyOf(entries),
        program.mainClass(),
        program.manifestAttributes(),
        program.springBoot());
  }
}
