package org.heapsnapshot.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.heapsnapshot.cli.text.ExplainText;
import org.heapsnapshot.core.observe.Verdict;
import org.heapsnapshot.core.report.ImageReport;
import org.heapsnapshot.testkit.JavaProcess;
import org.heapsnapshot.testkit.TestJdk;
import org.heapsnapshot.testkit.hostile.Hostile;
import org.heapsnapshot.testkit.hostile.Hostile.Expected;
import org.heapsnapshot.testkit.hostile.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Hostile initializers: the program does the same with its image as without, the reasons are right,
 * and what only looks hostile is restored.
 */
class HostileProcessTest {
  /** What the search for paths of the machine would find in an image that no perturbation saw. */
  private static final String CAPTURED =
      Stream.of("KeepsAbsolutePath", "KeepsCodeSource", "KeepsResourceName")
          .map(name -> "org.heapsnapshot.testkit.hostile.ReadsFiles$" + name)
          .collect(Collectors.joining(","));

  @TempDir Path directory;

  static List<TestJdk> jdks() {
    return TestJdk.supported();
  }

  /** The fixtures by the name of their class. */
  private static Map<String, Hostile> fixtures() {
    Map<String, Hostile> fixtures = new TreeMap<>();
    for (Class<?> group : Main.groups()) {
      for (Class<?> fixture : group.getDeclaredClasses()) {
        Hostile hostile = fixture.getAnnotation(Hostile.class);
        if (hostile != null) {
          fixtures.put(fixture.getName(), hostile);
        }
      }
    }
    return fixtures;
  }

  @Test
  void shouldHaveMoreThanSixtyHostileFixtures() {
    long hostile =
        fixtures().values().stream().filter(h -> h.verdict() == Expected.RUN_TIME).count();
    assertTrue(hostile >= 100, "only " + hostile);
  }

  /** In the training run every class was used; a shy start leaves some alone. */
  @ParameterizedTest
  @MethodSource("jdks")
  void shouldDoTheSameWithTheImage(TestJdk jdk) throws IOException {
    BuiltImage image = BuiltImage.ofHostile(jdk);
    for (String[] arguments : new String[][] {{}, {"shy"}}) {
      List<JavaProcess> starts = new ArrayList<>();
      for (boolean restored : List.of(false, true, false, true)) {
        starts.add(start(image, restored, arguments));
      }
      for (JavaProcess start : starts) {
        assertEquals(starts.get(0).exitCode(), start.exitCode(), start.err());
        assertEquals(withoutRandom(starts.get(0)), withoutRandom(start));
      }
      assertDistinct(starts);
    }
  }

  private JavaProcess start(BuiltImage image, boolean restored, String... arguments)
      throws IOException {
    Path own = Files.createTempDirectory(directory, "start");
    Path report = own.resolve("report.json");
    JavaProcess process = start(image, restored, own, report, arguments);
    if (restored) {
      assertTrue(Files.readString(report).contains("\"restored\""), process.err());
    }
    return process;
  }

  private static JavaProcess start(
      BuiltImage image, boolean restored, Path own, Path report, String... arguments) {
    List<String> command = new ArrayList<>(List.of("-Xmx300m"));
    if (restored) {
      command.add("-Dsnapshot.report=" + report);
      command.addAll(ProgramStart.jar(List.of(), image.file(), arguments));
    } else {
      command.addAll(List.of("-cp", ToolProcess.PROGRAM.toString(), image.mainClass()));
      command.addAll(List.of(arguments));
    }
    return JavaProcess.run(
        image.jdk(), own, command, Map.of("PATH", "/a/path/of/its/own"), "", Duration.ofMinutes(1));
  }

  /** The class of a line: {@code Group.fixture: value}. */
  private static Hostile fixture(Map<String, Hostile> fixtures, String line) {
    int dot = line.indexOf('.');
    int colon = line.indexOf(": ");
    if (dot < 0 || colon < dot) {
      return null;
    }
    String name = line.substring(dot + 1, colon);
    return fixtures.get(
        Main.class.getPackageName()
            + "."
            + line.substring(0, dot)
            + "$"
            + Character.toUpperCase(name.charAt(0))
            + name.substring(1));
  }

  private static boolean isRandom(Map<String, Hostile> fixtures, String line) {
    Hostile hostile = fixture(fixtures, line);
    return hostile != null && hostile.random();
  }

  private static String withoutRandom(JavaProcess start) {
    Map<String, Hostile> fixtures = fixtures();
    StringBuilder text = new StringBuilder();
    for (String line : start.lines()) {
      boolean random = isRandom(fixtures, line);
      text.append(random ? line.substring(0, line.indexOf(':')) : line).append('\n');
    }
    return text.toString();
  }

  private static void assertDistinct(List<JavaProcess> starts) {
    Map<String, Hostile> fixtures = fixtures();
    Set<String> lines = new HashSet<>();
    int random = 0;
    for (JavaProcess start : starts) {
      for (String line : start.lines()) {
        if (isRandom(fixtures, line)) {
          random++;
          assertTrue(lines.add(line), "twice: " + line);
        }
      }
    }
    assertTrue(random >= 10 * starts.size(), "random lines: " + random);
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldGiveTheRightReasonForEach(TestJdk jdk) {
    ImageReport report = ImageReport.read(BuiltImage.ofHostile(jdk).file());
    List<String> wrong = new ArrayList<>();
    fixtures()
        .forEach(
            (name, hostile) -> {
              Verdict verdict =
                  report.verdicts().stream()
                      .filter(v -> v.className().equals(name))
                      .findFirst()
                      .orElse(null);
              String problem = verdict == null ? "no verdict" : problem(report, verdict, hostile);
              if (problem != null) {
                wrong.add(name + ": " + problem);
              }
            });
    assertEquals(List.of(), wrong);
  }

  private static String problem(ImageReport report, Verdict verdict, Hostile hostile) {
    String explained = ExplainText.of(report, verdict.className());
    boolean right =
        switch (hostile.verdict()) {
          case BUILD_TIME -> verdict.buildTime();
          case RUN_TIME -> !verdict.buildTime();
          case EITHER -> true;
        };
    if (!right || !hostile.cause().isEmpty() && !hostile.cause().equals(verdict.cause())) {
      return "expected " + hostile.verdict() + " " + hostile.cause() + " but " + explained;
    }
    return explained.contains(hostile.reason())
        ? null
        : "expected \"" + hostile.reason() + "\" but " + explained;
  }

  /**
   * An image that was made without one of the nets is wrong, and a fixture of that net shows it.
   */
  @ParameterizedTest
  @EnumSource(Hostile.Net.class)
  void shouldNeedEachNet(Hostile.Net net) throws IOException {
    BuiltImage right = BuiltImage.ofHostile(TestJdk.supported().get(0));
    Path file = directory.resolve("without.img");
    JavaProcess build =
        right.buildAgain(
            file,
            List.of("-Dsnapshot.test.without=" + net),
            directory,
            "--allow-captured",
            CAPTURED);
    assertEquals(0, build.exitCode(), build.err());
    BuiltImage wrong = new BuiltImage(right.jdk(), right.mainClass(), right.profile(), file, build);

    Set<String> different = new TreeSet<>();
    for (String[] arguments : new String[][] {{}, {"shy"}}) {
      JavaProcess first = start(wrong, true, arguments);
      JavaProcess second = start(wrong, true, arguments);
      different.addAll(different(start(right, false, arguments), first));
      different.addAll(repeated(first, second));
    }
    assertTrue(
        different.stream().anyMatch(line -> isCaught(line, net)),
        "no fixture of the net notices that it is missing: " + different);
  }

  /** Whether a line is of a fixture of the net, or of all of a group that has one. */
  private static boolean isCaught(String line, Hostile.Net net) {
    Map<String, Hostile> fixtures = fixtures();
    Hostile own = fixture(fixtures, line);
    if (own != null) {
      return List.of(own.nets()).contains(net);
    }
    String group = Main.class.getPackageName() + "." + line.replaceFirst("\\..*", "") + "$";
    return fixtures.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(group))
        .anyMatch(entry -> List.of(entry.getValue().nets()).contains(net));
  }

  /** The lines of fixtures that are not as they are without an image, or are missing. */
  private static List<String> different(JavaProcess plain, JavaProcess restored) {
    Map<String, Hostile> fixtures = fixtures();
    return plain.lines().stream()
        .filter(line -> !isRandom(fixtures, line))
        .filter(line -> !restored.lines().contains(line))
        .toList();
  }

  /** The lines that must never repeat, and do. */
  private static List<String> repeated(JavaProcess first, JavaProcess second) {
    Map<String, Hostile> fixtures = fixtures();
    return first.lines().stream()
        .filter(line -> isRandom(fixtures, line) && second.lines().contains(line))
        .toList();
  }

  /** The command says the same as the report. */
  @ParameterizedTest
  @MethodSource("jdks")
  void shouldExplain(TestJdk jdk) {
    BuiltImage image = BuiltImage.ofHostile(jdk);
    String name = Main.class.getPackageName() + ".Writers$IntoSet";

    JavaProcess explain = ToolProcess.run(jdk, directory, "explain", image.file().toString(), name);

    assertEquals(0, explain.exitCode(), explain.err());
    assertTrue(explain.out().startsWith(name + ": RUN_TIME"), explain.out());
    assertTrue(explain.out().contains("changes the state of"), explain.out());
    assertTrue(explain.out().contains("static " + name.replace("IntoSet", "Owner.NAMES")));
  }
}
