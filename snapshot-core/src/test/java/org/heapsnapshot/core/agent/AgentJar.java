package org.heapsnapshot.core.agent;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.minlog.Log;
import com.esotericsoftware.reflectasm.ConstructorAccess;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.heapsnapshot.interning.InternPool;
import org.heapsnapshot.observed.Effectful;
import org.heapsnapshot.runtime.format.RecipeKind;
import org.objectweb.asm.ClassReader;
import org.objenesis.ObjenesisStd;

/** Makes the jars of child JVMs from the classes of the test JVM. */
final class AgentJar {
  private static final String MANIFEST =
      "Manifest-Version: 1.0\n"
          + "Premain-Class: org.heapsnapshot.core.agent.Agent\n"
          + "Can-Retransform-Classes: true\n"
          + "Can-Set-Native-Method-Prefix: true\n";

  /** One class of each library that the agent needs. */
  private static final List<Class<?>> PARTS =
      List.of(
          Agent.class,
          RecipeKind.class,
          InternPool.class,
          Kryo.class,
          Log.class,
          ConstructorAccess.class,
          ObjenesisStd.class,
          ClassReader.class);

  private AgentJar() {}

  /** Writes the agent's jar. */
  static Path write(Path file) throws IOException {
    try (ZipOutputStream zip = open(file)) {
      put(zip, "META-INF/MANIFEST.MF", MANIFEST.getBytes());
      Set<String> written = new HashSet<>();
      for (Class<?> part : PARTS) {
        copy(zip, codeSource(part), "", written);
      }
    }
    return file;
  }

  /** Writes the jar of the observed program. */
  static Path program(Path file) throws IOException {
    try (ZipOutputStream zip = open(file)) {
      copy(zip, codeSource(Effectful.class), "org/heapsnapshot/observed", new HashSet<>());
    }
    return file;
  }

  private static ZipOutputStream open(Path file) throws IOException {
    OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
    ZipOutputStream zip = new ZipOutputStream(out);
    zip.setLevel(Deflater.NO_COMPRESSION);
    return zip;
  }

  /** The jar or the directory a class comes from. */
  static Path codeSource(Class<?> c) {
    try {
      return Path.of(c.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void copy(ZipOutputStream zip, Path source, String below, Set<String> written)
      throws IOException {
    if (Files.isDirectory(source)) {
      copyTree(zip, source, source.resolve(below), written);
      return;
    }
    try (FileSystem jar = FileSystems.newFileSystem(source)) {
      Path root = jar.getPath("/");
      copyTree(zip, root, root.resolve(below), written);
    }
  }

  private static void copyTree(ZipOutputStream zip, Path root, Path from, Set<String> written)
      throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String name = root.relativize(file).toString().replace('\\', '/');
        if (!name.startsWith("META-INF/")
            && !name.equals("module-info.class")
            && written.add(name)) {
          put(zip, name, Files.readAllBytes(file));
        }
      }
    }
  }

  private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(bytes);
    zip.closeEntry();
  }
}
