package org.heapsnapshot.core.rewrite;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Jars from Maven Central by the compiler that made them, a program that uses each, and how many of
 * their lambda sites are rewritten and kept. The build of this module copies the jars.
 */
enum Published {
  /** {@code Class::getClassLoader}. */
  JAVA_8(
      "Java8",
      List.of("commons-io-", "commons-lang3-"),
      488,
      Map.of(KeptReason.CALLER_SENSITIVE, 1)),
  JAVA_11("Java11", List.of("failsafe-"), 78, Map.of()),
  /** Of JUnit 5, for Java 8 and 9. */
  JAVA_21(
      "JUnit",
      List.of("junit-platform-console-standalone-1."),
      1971,
      Map.of(KeptReason.CALLER_SENSITIVE, 1, KeptReason.SERIAL_FORM_CHANGES, 1)),
  /** Of JUnit 6, for Java 17; Kotlin's interfaces are missing. */
  JAVA_25(
      "JUnit",
      List.of("junit-platform-console-standalone-6."),
      2133,
      Map.of(KeptReason.CALLER_SENSITIVE, 1, KeptReason.INTERFACE_UNKNOWN, 3)),
  KOTLIN("Kotlin", List.of("kotlin-stdlib-", "okio-jvm-", "okhttp-jvm-"), 106, Map.of()),
  /** Functions of Scala 2.13 and 3 are serializable, some by accident. */
  SCALA(
      "Scala",
      List.of("scala-library-", "scala3-library_3-"),
      1433,
      Map.of(KeptReason.SERIALIZABLE, 19));

  private static final Path PLACE = Path.of("target", "published");

  final String program;
  final int rewritten;
  final Map<KeptReason, Integer> kept;
  private final List<String> prefixes;

  Published(String program, List<String> prefixes, int rewritten, Map<KeptReason, Integer> kept) {
    this.program = program;
    this.prefixes = prefixes;
    this.rewritten = rewritten;
    this.kept = kept;
  }

  List<Path> jars() throws IOException {
    List<Path> jars = new ArrayList<>();
    for (String prefix : prefixes) {
      try (Stream<Path> all = Files.list(PLACE)) {
        all.filter(jar -> jar.getFileName().toString().startsWith(prefix)).forEach(jars::add);
      }
    }
    return jars;
  }

  /** The program, compiled against the jars. */
  Map<String, byte[]> compile() throws IOException {
    try (InputStream in =
        Published.class.getResourceAsStream("published/" + program + ".java.txt")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Compiler.compileAgainst(jars(), new Compiler.Source(program, text));
    }
  }
}
