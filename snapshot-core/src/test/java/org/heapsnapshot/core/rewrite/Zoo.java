package org.heapsnapshot.core.rewrite;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The programs that lambdas are tested with, and what running them prints. */
enum Zoo {
  ZOO8(8, "zoo.Zoo8", "Zoo8", "Base8"),
  ZOO8_AS_11(11, "zoo.Zoo8", "Zoo8", "Base8"),
  ZOO8_AS_17(17, "zoo.Zoo8", "Zoo8", "Base8"),
  ZOO11(11, "zoo.Zoo11", "Zoo11"),
  ZOO11_AS_17(17, "zoo.Zoo11", "Zoo11"),
  ZOO17(17, "zoo.Zoo17", "Zoo17");

  final int release;
  final String mainClass;
  private final List<String> files;

  Zoo(int release, String mainClass, String... files) {
    this.release = release;
    this.mainClass = mainClass;
    this.files = List.of(files);
  }

  Compiler.Source[] sources() {
    return files.stream()
        .map(file -> new Compiler.Source(nameOf(file), text(file)))
        .toArray(Compiler.Source[]::new);
  }

  Map<String, byte[]> compile() {
    return Compiler.compile(release, sources());
  }

  private static String nameOf(String file) {
    return file.equals("Base8") ? "zoo.other.Base" : "zoo." + file;
  }

  private static String text(String file) {
    try (InputStream in = Zoo.class.getResourceAsStream(file + ".java.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  static LambdaRewriting rewrite(Map<String, byte[]> classFiles) {
    return LambdaRewriting.of(
        new LinkedHashMap<>(classFiles),
        ClassFileHierarchy.ofLoader(ClassLoader.getPlatformClassLoader()));
  }

  /** Runs {@code main} in a loader of its own; standard output as text. */
  static String run(Map<String, byte[]> classFiles, String mainClass) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream before = System.out;
    synchronized (Zoo.class) {
      System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
      try {
        Class<?> main = Class.forName(mainClass, true, new BytesLoader(classFiles));
        main.getMethod("main", String[].class).invoke(null, (Object) new String[0]);
      } finally {
        System.setOut(before);
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
