package org.heapsnapshot.core.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** An image as the archive stage sees one: a jar whose manifest has an image id. It has no heap. */
final class PlainImage {
  static final String MAIN = "fixture.Main";

  private static final String SOURCE =
      """
      package fixture;

      public class Main {
        public static void main(String[] args) throws Exception {
          System.out.println("snapshot=" + System.getProperty("snapshot"));
          System.out.println("user=" + System.getProperty("user.flag"));
          for (String arg : args) {
            System.out.println("[" + arg + "]");
          }
          if (args.length > 0 && args[0].equals("other")) {
            System.out.println(new Other());
          }
          if (args.length > 0 && args[0].equals("serve")) {
            System.out.println("ready");
            Thread.sleep(60_000);
          }
          if (args.length > 0 && args[0].equals("fail")) {
            System.exit(4);
          }
        }

        static class Other {
          public String toString() {
            return "other";
          }
        }
      }
      """;

  private PlainImage() {}

  static Path write(Path file) throws IOException {
    return write(file, "0123");
  }

  static Path write(Path file, String imageId, String... attributes) throws IOException {
    Path classes = Files.createTempDirectory(file.getParent(), "classes");
    compile(classes);
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.put(Attributes.Name.MAIN_CLASS, MAIN);
    if (imageId != null) {
      main.putValue("Snapshot-Image-Id", imageId);
    }
    for (int i = 0; i < attributes.length; i += 2) {
      main.putValue(attributes[i], attributes[i + 1]);
    }
    try (OutputStream out = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(out, manifest);
        Stream<Path> files = Files.walk(classes)) {
      for (Path path : files.filter(Files::isRegularFile).sorted().toList()) {
        jar.putNextEntry(new JarEntry(classes.relativize(path).toString()));
        jar.write(Files.readAllBytes(path));
        jar.closeEntry();
      }
    }
    return file;
  }

  private static void compile(Path classes) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    var source =
        new SimpleJavaFileObject(
            URI.create("string:///Main.java"), SimpleJavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return SOURCE;
          }
        };
    List<String> options = List.of("-d", classes.toString(), "--release", "17");
    if (!compiler.getTask(null, null, null, options, null, List.of(source)).call()) {
      throw new AssertionError("the fixture does not compile");
    }
  }
}
