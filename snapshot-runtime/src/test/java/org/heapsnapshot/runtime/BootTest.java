package org.heapsnapshot.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.heapsnapshot.runtime.program.Agent;
import org.heapsnapshot.runtime.program.Main;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Starts a small program from its image, in processes of every JDK found. */
class BootTest {
  private static final String RESTORED =
      "status=restored\nbodies=0\nname=true\nfound=by identity\nrecord=by record\n"
          + "numbers=[1099511627776, 7]\nargs=[]\n";
  private static final String OFF =
      RESTORED.replace("restored", "off").replace("bodies=0", "bodies=2");

  @TempDir static Path directory;
  private static final Map<Integer, Path> IMAGES = new HashMap<>();

  @BeforeAll
  static void buildImages() throws Exception {
    for (Jvm jvm : Jvm.all()) {
      Path image = directory.resolve("app" + jvm.feature() + ".img");
      Jvm.Result result =
          jvm.run(
              directory,
              "--add-exports",
              "java.base/jdk.internal.misc=ALL-UNNAMED",
              "-cp",
              System.getProperty("java.class.path"),
              "org.heapsnapshot.runtime.restore.ProgramImage",
              image.toString());
      assertEquals(0, result.exit(), result.err());
      IMAGES.put(jvm.feature(), image);
    }
  }

  static List<Jvm> jvms() {
    return Jvm.all();
  }

  private static String image(Jvm jvm) {
    return IMAGES.get(jvm.feature()).toString();
  }

  /** Runs the program from its image with more options before {@code -jar}. */
  private static Jvm.Result start(Jvm jvm, String... options) throws Exception {
    String[] all = new String[options.length + 3];
    all[0] = "-Dsnapshot=" + image(jvm);
    System.arraycopy(options, 0, all, 1, options.length);
    all[options.length + 1] = "-jar";
    all[options.length + 2] = image(jvm);
    return jvm.run(directory, all);
  }

  private static void assertRestored(Jvm.Result result) {
    assertEquals(RESTORED, result.out(), result.err());
    assertEquals("", result.err());
    assertEquals(0, result.exit());
  }

  /** One line on standard error, and the program runs its initializers. */
  private static void assertFallback(Jvm.Result result, String reason) {
    String expected = OFF.substring(OFF.indexOf('\n'));
    assertTrue(result.out().startsWith("status=fallback: " + reason), result.out() + result.err());
    assertEquals(expected, result.out().substring(result.out().indexOf('\n')));
    assertEquals(1, result.err().lines().count(), result.err());
    assertTrue(result.err().startsWith("snapshot: "), result.err());
    assertTrue(result.err().contains(reason), result.err());
    assertEquals(0, result.exit());
  }

  @ParameterizedTest
  @MethodSource("jvms")
  void shouldStartFromTheImageWithoutAWord(Jvm jvm) throws Exception {
    assertRestored(start(jvm));
  }

  @ParameterizedTest
  @MethodSource("jvms")
  void shouldStartOrdinarilyWithoutTheProperty(Jvm jvm) throws Exception {
    Jvm.Result result = jvm.run(directory, "-jar", image(jvm));
    assertEquals(OFF, result.out());
    assertEquals("", result.err());
  }

  @ParameterizedTest
  @MethodSource("jvms")
  void shouldStartFromAnotherDirectoryAndByClassPath(Jvm jvm) throws Exception {
    Path other = Files.createDirectories(directory.resolve("other"));
    String relative = "../" + Path.of(image(jvm)).getFileName();
    assertRestored(jvm.run(other, "-Dsnapshot=" + relative, "-jar", relative));
    Jvm.Result result =
        jvm.run(
            other,
            "--add-exports",
            "java.base/jdk.internal.misc=ALL-UNNAMED",
            "-Dsnapshot=" + relative,
            "-cp",
            relative,
            Main.class.getName());
    assertRestored(result);
  }

  @ParameterizedTest
  @MethodSource("jvms")
  void shouldKeepArgumentsExitCodesAndStackTraces(Jvm jvm) throws Exception {
    Jvm.Result result =
        jvm.run(directory, "-Dsnapshot=" + image(jvm), "-jar", image(jvm), "exit", "b");
    assertEquals(5, result.exit());
    assertTrue(result.out().contains("args=[exit, b]"));
    result = jvm.run(directory, "-Dsnapshot=" + image(jvm), "-jar", image(jvm), "fail");
    assertEquals(1, result.exit());
    assertTrue(result.err().startsWith("Exception in thread \"main\""), result.err());
  }

  @ParameterizedTest
  @MethodSource("jvms")
  void shouldStartUnderEveryJvmOption(Jvm jvm) throws Exception {
    for (String option :
        new String[] {
          "-Xint",
          "-XX:TieredStopAtLevel=1",
          "-XX:-CompactStrings",
          "-XX:+UseSerialGC",
          "-XX:+UseZGC",
          "-Xshare:off"
        }) {
      Jvm.Result result = start(jvm, option);
      assertEquals(0, result.exit(), option + result.err());
      assertTrue(result.out().contains("record=by record"), option + result.err());
    }
    assertRestored(start(jvm, "-Xcomp", "-XX:TieredStopAtLevel=1"));
  }

  @ParameterizedTest
  @MethodSource("jvms")
  void shouldComputeOffsetsWithAnotherObjectLayout(Jvm jvm) throws Exception {
    assertRestored(start(jvm, "-XX:-UseCompressedOops"));
  }

  @ParameterizedTest
  @MethodSource("jvms")
  void shouldFallBackWhenTheImageIsDamagedAndExitWhenStrict(Jvm jvm) throws Exception {
    byte[] bytes = Files.readAllBytes(Path.of(image(jvm)));
    // The heap is the second entry; its last section is METADATA, far behind the first page.
    bytes[1000] ^= 1;
    Path damaged = Files.write(directory.resolve("damaged.img"), bytes);
    String property = "-Dsnapshot=" + damaged;
    assertFallback(
        jvm.run(directory, property, "-jar", image(jvm)), "a section of the heap is damaged");
    Jvm.Result result = jvm.run(directory, property, "-Dsnapshot.log=off", "-jar", image(jvm));
    assertEquals("", result.err());
    result = jvm.run(directory, property, "-Dsnapshot.strict=true", "-jar", image(jvm));
    assertEquals(3, result.exit());
    assertEquals("", result.out());
    assertEquals(1, result.err().lines().count(), result.err());
  }

  @ParameterizedTest
  @MethodSource("jvms")
  void shouldFallBackWhenTheImageIsElsewhere(Jvm jvm) throws Exception {
    assertFallback(
        jvm.run(directory, "-Dsnapshot=none.img", "-jar", image(jvm)),
        "the image cannot be opened");
    Path copy = directory.resolve("copy" + jvm.feature() + ".img");
    Files.copy(Path.of(image(jvm)), copy);
    assertFallback(
        jvm.run(directory, "-Dsnapshot=" + copy, "-jar", image(jvm)),
        "the classes were not loaded from the image");
    Path link = directory.resolve("link" + jvm.feature() + ".img");
    Files.createSymbolicLink(link, Path.of(image(jvm)));
    assertRestored(jvm.run(directory, "-Dsnapshot=" + link, "-jar", image(jvm)));
  }

  @ParameterizedTest
  @MethodSource("jvms")
  void shouldFallBackForTheImageOfAnotherBuildOrJdk(Jvm jvm) throws Exception {
    for (Path other : IMAGES.values()) {
      if (!other.toString().equals(image(jvm))) {
        assertFallback(
            jvm.run(directory, "-Dsnapshot=" + other, "-jar", image(jvm)),
            "the classes come from another build than the heap");
        assertFallback(
            jvm.run(directory, "-Dsnapshot=" + other, "-jar", other.toString()),
            "the image is for another JDK release");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("jvms")
  void shouldFallBackBesideAnotherThread(Jvm jvm) throws Exception {
    String launcher = "org.heapsnapshot.runtime.program.Launcher";
    Jvm.Result result =
        jvm.run(directory, "-Dsnapshot=" + image(jvm), "-cp", image(jvm), launcher, "beside");
    assertTrue(result.err().contains("had started threads"), result.err());
    assertTrue(result.out().contains("bodies=2"), result.out());
    result =
        jvm.run(
            directory,
            "--add-exports",
            "java.base/jdk.internal.misc=ALL-UNNAMED",
            "-Dsnapshot=" + image(jvm),
            "-cp",
            image(jvm),
            launcher,
            "plain");
    assertTrue(result.out().contains("status=restored\nbodies=0"), result.out());
  }

  @ParameterizedTest
  @MethodSource("jvms")
  void shouldFallBackWithAnAgentUnlessItIsTrusted(Jvm jvm) throws Exception {
    String agent = "-javaagent:" + agentJar();
    assertFallback(start(jvm, agent), "a Java agent may have changed classes");
    assertRestored(start(jvm, agent, "-Dsnapshot.agents=trusted"));
  }

  private static Path agentJar() throws IOException {
    Path jar = directory.resolve("agent.jar");
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(new Attributes.Name("Premain-Class"), Agent.class.getName());
    String name = Agent.class.getName().replace('.', '/') + ".class";
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file, manifest)) {
      out.putNextEntry(new ZipEntry(name));
      Agent.class.getClassLoader().getResourceAsStream(name).transferTo(out);
    }
    return jar;
  }

  @ParameterizedTest
  @MethodSource("jvms")
  void shouldRestoreBesideToolsOfTheJvm(Jvm jvm) throws Exception {
    Jvm.Result result = start(jvm, "-XX:StartFlightRecording=dumponexit=false");
    assertTrue(result.out().contains("status=restored\nbodies=0"), result.out() + result.err());
    result = start(jvm, "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=0");
    assertTrue(result.out().contains("status=restored\nbodies=0"), result.out() + result.err());
  }

  @ParameterizedTest
  @MethodSource("jvms")
  void shouldReportTheOutcomeInOneLineOfJson(Jvm jvm) throws Exception {
    Path report = directory.resolve("report.json");
    String property = "-Dsnapshot.report=" + report;
    start(jvm, property);
    String json = Files.readString(report);
    assertEquals(1, json.lines().count());
    for (String part :
        List.of(
            "{\"outcome\":\"restored\",\"cause\":null,\"reason\":null,",
            "\"phases\":{\"read\":",
            "\"classes\":2,",
            "\"reseeded\":1,\"reseededEntries\":2,\"rehashedStable\":0,\"copiedHashed\":1,",
            "\"offsetsComputed\":false}")) {
      assertTrue(json.contains(part), part + " in " + json);
    }
    jvm.run(directory, property, "-Dsnapshot=\"none\"", "-jar", image(jvm));
    json = Files.readString(report);
    assertTrue(
        json.startsWith("{\"outcome\":\"fallback\",\"cause\":\"FILE_MISSING\",\"reason\":\""),
        json);
    assertTrue(json.contains("\"image\":\"\\\"none\\\"\""), json);
    jvm.run(directory, property, "-jar", image(jvm));
    assertTrue(Files.readString(report).startsWith("{\"outcome\":\"off\","));
  }

  @ParameterizedTest
  @MethodSource("jvms")
  void shouldTellPhasesWhenAsked(Jvm jvm) throws Exception {
    Jvm.Result result = start(jvm, "-Dsnapshot.log=info");
    assertTrue(result.err().contains(": restored "), result.err());
    assertEquals(1, result.err().lines().count());
    result = start(jvm, "-Dsnapshot.log=debug");
    assertTrue(result.err().contains("snapshot: phase reseed "), result.err());
  }

  @ParameterizedTest
  @MethodSource("jvms")
  void shouldLoadFewClasses(Jvm jvm) throws Exception {
    Path log = directory.resolve("classes.log");
    start(jvm, "-Xlog:class+load:file=" + log);
    List<String> loaded =
        Files.readAllLines(log).stream()
            .filter(line -> line.contains(" org.heapsnapshot."))
            .filter(line -> !line.contains(".program."))
            .toList();
    assertTrue(loaded.size() <= 30, loaded.size() + ": " + String.join("\n", loaded));
    assertTrue(loaded.stream().noneMatch(line -> line.contains("LoadResult")));
    jvm.run(directory, "-Xlog:class+load:file=" + log, "-jar", image(jvm));
    long off =
        Files.readAllLines(log).stream()
            .filter(line -> line.contains(" org.heapsnapshot."))
            .filter(line -> !line.contains(".program."))
            .count();
    assertEquals(1, off, "Restore itself");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "ISO-8859-1"})
  void shouldReadAnImageWithABlankInItsPath(String encoding) throws Exception {
    Jvm jvm = Jvm.all().get(0);
    Path blank = Files.createDirectories(directory.resolve("a b%20c " + encoding));
    Path copy = blank.resolve("app +.img");
    Files.copy(Path.of(image(jvm)), copy);
    assertRestored(
        jvm.run(
            directory,
            "-Dfile.encoding=" + encoding,
            "-Dsnapshot=" + copy,
            "-jar",
            copy.toString()));
  }
}
