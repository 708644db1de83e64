package org.heapsnapshot.extension.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.heapsnapshot.extension.program.drawers.ContentFields;
import org.heapsnapshot.extension.program.drawers.Main;
import org.heapsnapshot.extension.program.drawers.OpenFields;
import org.heapsnapshot.runtime.extension.DeferredFields;
import org.heapsnapshot.testkit.JavaProcess;
import org.heapsnapshot.testkit.TestJdk;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Images with fields that are filled when they are read. */
class DeferredFieldsProcessTest {
  private static final Path TOOL = Path.of(System.getProperty("snapshot.jar"));
  private static final String PACKAGE = Main.class.getPackageName() + ".";
  private static final int STARTS = 8;

  @TempDir private Path directory;

  private Path program;
  private Path image;

  static Stream<TestJdk> jdks() {
    return TestJdk.supported().stream();
  }

  @BeforeEach
  void writeProgram() throws Exception {
    program =
        Jars.write(
            directory.resolve("program.jar"),
            Main.class,
            name -> !name.endsWith("Absent.class"),
            Map.of());
    image = directory.resolve("app.img");
  }

  private Path extension(Class<? extends DeferredFields> provider) throws Exception {
    String service = "META-INF/services/" + DeferredFields.class.getName();
    String entry = provider.getSimpleName() + ".class";
    return Jars.write(
        directory.resolve("extension.jar"),
        provider,
        name -> name.endsWith(entry),
        Map.of(service, provider.getName()));
  }

  private JavaProcess tool(TestJdk jdk, String... arguments) {
    List<String> all = new ArrayList<>(List.of("-jar", TOOL.toString()));
    all.addAll(List.of(arguments));
    return JavaProcess.run(jdk, directory, all);
  }

  private JavaProcess build(TestJdk jdk, Class<? extends DeferredFields> provider)
      throws Exception {
    return tool(
        jdk,
        "build",
        "--class-path",
        program.toString(),
        "--main",
        Main.class.getName(),
        "--train",
        "",
        "--extension",
        extension(provider).toString(),
        "--archive",
        "none",
        "-o",
        image.toString());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldFillFieldsWhenTheyAreRead(TestJdk jdk) throws Exception {
    JavaProcess build = build(jdk, ContentFields.class);
    assertEquals(0, build.exitCode(), build.err());
    for (String field :
        List.of("Drawer.content", "Shelf.rows", "Label.FORM", "Label.MAKER", "Label.UNUSED")) {
      String note = "what " + PACKAGE + field + " holds is restored when it is read";
      assertTrue(build.out().contains(note), build.out());
    }
    assertFalse(build.out().contains("Label.NONE"), build.out());

    JavaProcess plain =
        JavaProcess.run(jdk, directory, List.of("-cp", program.toString(), Main.class.getName()));
    assertTrue(plain.out().endsWith("24 at the same time\n"), plain.out() + plain.err());
    Path report = directory.resolve("report");
    for (int i = 0; i < STARTS; i++) {
      String image = this.image.toString();
      List<String> options = new ArrayList<>(List.of("-Dsnapshot.report=" + report));
      if (i == 0) {
        options.add("-XX:-UseCompressedOops"); // Fields lie elsewhere, and types are checked.
      }
      options.addAll(List.of("-Dsnapshot=" + image, "-jar", image));
      assertEquals(plain, JavaProcess.run(jdk, directory, options));
      String outcome = Files.readString(report);
      assertTrue(outcome.contains("\"outcome\":\"restored\""), outcome);
      assertTrue(outcome.contains("\"offsetsComputed\":" + (i == 0)), outcome);
    }
    assertEquals(plain, JavaProcess.run(jdk, directory, List.of("-jar", image.toString())));

    JavaProcess verify =
        tool(
            jdk,
            "verify",
            image.toString(),
            "--extension",
            extension(ContentFields.class).toString());
    assertEquals(0, verify.exitCode(), verify.out() + verify.err());
    assertTrue(verify.out().startsWith("Same state: "), verify.out());
  }

  @Test
  void shouldLoadNoClassThatOnlyUnreadFieldsLeadTo() throws Exception {
    TestJdk jdk = TestJdk.running();
    assertEquals(0, build(jdk, ContentFields.class).exitCode());
    String special = PACKAGE + "Tool$Special ";
    List<String> log = List.of("-Xlog:class+load", "-Dsnapshot=" + image, "-jar", image.toString());
    String out = JavaProcess.run(jdk, directory, log).out();
    assertTrue(out.indexOf(special) > out.indexOf("plain3: tool t3 true"), out);
    String label = PACKAGE + "Label$Snapshot$";
    assertTrue(out.indexOf(label + "FORM ") > out.indexOf(PACKAGE + "Label "), out);
    assertFalse(out.contains(label + "UNUSED "), out);
  }

  @Test
  void throwsOnAFieldThatOtherPackagesRead() throws Exception {
    JavaProcess build = build(TestJdk.running(), OpenFields.class);
    assertEquals(1, build.exitCode(), build.out());
    assertTrue(build.err().contains("Drawer.open to be filled when it is read"), build.err());
    assertTrue(build.err().contains("classes of other packages can read it"), build.err());
    assertFalse(Files.exists(image));
  }
}
