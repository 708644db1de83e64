package org.heapsnapshot.extension.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.minlog.Log;
import com.esotericsoftware.reflectasm.ConstructorAccess;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.heapsnapshot.extension.program.crew.Main;
import org.heapsnapshot.testkit.JavaProcess;
import org.heapsnapshot.testkit.TestJdk;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objenesis.ObjenesisStd;

/** Images with objects that are carried by serializers of Kryo, as a user builds them. */
class SerializersProcessTest {
  private static final Path TOOL = Path.of(System.getProperty("snapshot.jar"));
  private static final String CREW = Main.class.getPackageName() + ".";
  private static final List<String> SERIALIZERS =
      List.of(
          "--serializer",
          CREW + "Crew=" + CREW + "CrewSerializer",
          "--serializer",
          CREW + "Counted=" + CREW + "Counted$ItsSerializer",
          "--serializer",
          CREW + "Eager=" + CREW + "Eager$ItsSerializer");

  @TempDir private Path directory;

  private Path program;
  private Path serializers;
  private Path image;

  static Stream<TestJdk> jdks() {
    return TestJdk.supported().stream();
  }

  @BeforeEach
  void writeJars() throws Exception {
    program = jar("program.jar", name -> !name.contains("Serializer"));
    serializers = jar("serializers.jar", name -> name.contains("Serializer"));
    image = directory.resolve("app.img");
  }

  private Path jar(String name, Predicate<String> classes) throws IOException {
    return Jars.write(directory.resolve(name), Main.class, classes, Map.of());
  }

  private JavaProcess tool(TestJdk jdk, List<String> arguments) {
    List<String> all = new ArrayList<>(List.of("-jar", TOOL.toString()));
    all.addAll(arguments);
    return JavaProcess.run(jdk, directory, all);
  }

  private JavaProcess build(TestJdk jdk, String classPath, List<String> more) {
    List<String> arguments = new ArrayList<>(List.of("build", "--class-path", classPath));
    arguments.addAll(List.of("--main", Main.class.getName(), "--train", ""));
    arguments.addAll(List.of("--archive", "none", "-o", image.toString()));
    arguments.addAll(more);
    return tool(jdk, arguments);
  }

  private List<String> extensions(List<String> more) {
    List<String> options = new ArrayList<>(List.of("--extension", serializers.toString()));
    options.addAll(more);
    return options;
  }

  private void assertStartsAlike(TestJdk jdk) throws IOException {
    JavaProcess plain =
        JavaProcess.run(jdk, directory, List.of("-cp", program.toString(), Main.class.getName()));
    assertEquals(0, plain.exitCode(), plain.err());
    Path report = directory.resolve("report");
    JavaProcess restored =
        JavaProcess.run(
            jdk,
            directory,
            List.of(
                "-Dsnapshot.report=" + report, "-Dsnapshot=" + image, "-jar", image.toString()));
    assertEquals(plain, restored);
    String outcome = Files.readString(report);
    assertTrue(outcome.contains("\"outcome\":\"restored\""), outcome);
  }

  private String explained(TestJdk jdk, String type) {
    JavaProcess explain = tool(jdk, List.of("explain", image.toString(), CREW + type));
    assertEquals(0, explain.exitCode(), explain.err());
    return explain.out();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldCarryWhatSerializersOfAnExtensionWrite(TestJdk jdk) throws Exception {
    JavaProcess build = build(jdk, program.toString(), extensions(SERIALIZERS));
    assertEquals(0, build.exitCode(), build.err());
    assertTrue(build.out().contains("21 of " + CREW + "Crew; every start pays"), build.out());
    assertTrue(build.out().contains(CREW + "Eager: the image holds no object"), build.out());

    assertStartsAlike(jdk);
    for (String restored : List.of("Main$Alone", "Main$Keyed")) {
      assertTrue(explained(jdk, restored).contains("BUILD_TIME"), explained(jdk, restored));
    }
    assertContains("the image has it elsewhere", explained(jdk, "Main$Sharing"));
    assertContains("and so does another", explained(jdk, "Main$Both"));
    assertContains("of which a start would make a copy, but", explained(jdk, "Counted"));
    assertContains("initializes " + CREW + "Eager$Spoken", explained(jdk, "Eager"));

    JavaProcess verify = tool(jdk, List.of("verify", image.toString()));
    assertEquals(0, verify.exitCode(), verify.out() + verify.err());
    assertTrue(verify.out().startsWith("Same state: "), verify.out());
  }

  private static void assertContains(String part, String text) {
    assertTrue(text.contains(part), text);
  }

  @Test
  void shouldUseTheKryoOfTheProgram() throws Exception {
    TestJdk jdk = TestJdk.running();
    List<String> entries = new ArrayList<>(List.of(program.toString(), serializers.toString()));
    for (Class<?> c : List.of(Kryo.class, Log.class, ConstructorAccess.class, ObjenesisStd.class)) {
      entries.add(Jars.location(c).toString());
    }
    String classPath = String.join(File.pathSeparator, entries);
    JavaProcess build = build(jdk, classPath, SERIALIZERS);
    assertEquals(0, build.exitCode(), build.err());
    assertTrue(build.out().contains("21 of " + CREW + "Crew; every start pays"), build.out());
    assertStartsAlike(jdk);
  }

  @Test
  void shouldFindWhatAStartReadsOtherwise() {
    TestJdk jdk = TestJdk.running();
    String fickle = CREW + "Crew=" + CREW + "FickleSerializer";
    JavaProcess build = build(jdk, program.toString(), extensions(List.of("--serializer", fickle)));
    assertEquals(0, build.exitCode(), build.err());
    JavaProcess verify = tool(jdk, List.of("verify", image.toString()));
    assertEquals(1, verify.exitCode(), verify.out() + verify.err());
    assertContains("Main$Alone", verify.out());
  }

  @Test
  void throwsOnASerializerThatIsNotThere() {
    String pair = CREW + "Crew=" + CREW + "CrewSerializer";
    JavaProcess build = build(TestJdk.running(), program.toString(), List.of("--serializer", pair));
    assertEquals(1, build.exitCode(), build.out());
    assertContains("--serializer " + pair + ": there is no class", build.err());
    assertFalse(Files.exists(image));
  }
}
