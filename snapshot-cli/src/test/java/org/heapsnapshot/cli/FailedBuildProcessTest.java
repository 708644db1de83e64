package org.heapsnapshot.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.heapsnapshot.core.jvm.ChildJvm;
import org.heapsnapshot.core.jvm.ChildResult;
import org.heapsnapshot.testkit.JavaProcess;
import org.heapsnapshot.testkit.ProgramJar;
import org.heapsnapshot.testkit.TestJdk;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Builds that cannot succeed: exit code 1 or 2, one message, nothing left behind, and the image of
 * an earlier build as it was.
 */
class FailedBuildProcessTest {
  private static final byte[] EARLIER = "an image of before".getBytes(StandardCharsets.UTF_8);
  private static final TestJdk JDK = TestJdk.running();

  @TempDir Path directory;
  private Path output;
  private Path scratch;
  private Path image;

  @BeforeEach
  void putAnEarlierImage() throws IOException {
    output = Files.createDirectory(directory.resolve("output"));
    scratch = Files.createDirectory(directory.resolve("scratch"));
    image = Files.write(output.resolve("app.img"), EARLIER);
  }

  @Test
  void shouldSayThatTheMainClassIsNotThere() {
    assertFails(build("--main", "no.Such"), "main class no.Such is not on the class path");
  }

  @Test
  void shouldSayThatTheJarIsNotThere() {
    assertFails(
        tool("build", "--jar", "none.jar", "-o", image.toString()),
        "none.jar: no such file or directory");
  }

  @Test
  void shouldSayThatTheJarIsNone() throws IOException {
    Path text = Files.writeString(directory.resolve("text.jar"), "this is no jar");
    assertFails(tool("build", "--jar", text.toString(), "-o", image.toString()), text.toString());
  }

  @Test
  void shouldSayHowTheTrainingRunFailed() {
    String message = assertFails(build("ExitCode", "--train", ""), "exit code 7");
    assertTrue(message.contains("exiting"), message);
    message = assertFails(build("Throws", "--train", ""), "exit code 1");
    assertTrue(message.contains("thrown by main"), message);
  }

  @Test
  void shouldEndATrainingRunThatHangs() {
    String message =
        assertFails(build("Hang", "--train", "", "--train-timeout", "2s"), "its time was over");
    assertTrue(message.contains("--train-until"), message);
    assertTrue(message.contains("HANGING"), message);
  }

  @Test
  void shouldSayThatNoLineOfATrainingRunMatched() {
    assertFails(
        build("Hang", "--train", "", "--train-timeout", "2s", "--train-until", "READY"),
        "no line of its output matched READY");
  }

  @Test
  void shouldSayThatTheProfileIsNone() throws IOException {
    Path text = Files.writeString(directory.resolve("text.profile"), "this is no profile\n");
    assertFails(build("Args", "--profile", text.toString()), text.toString());
    assertFails(build("Args", "--profile", "none.profile"), "none.profile");
  }

  @Test
  void shouldRefuseADirectoryAsImage() throws IOException {
    JavaProcess process =
        tool("build", "--jar", ToolProcess.PROGRAM.toString(), "-o", output.toString());

    assertFails(process, output + " is a directory");
  }

  @Test
  void shouldExitWith2WhenNotUnderstood() {
    JavaProcess process = tool("build", "--jar", "a.jar");

    assertEquals(2, process.exitCode());
    assertTrue(process.err().startsWith("snapshot: Missing required option: '--output=IMG'"));
    assertEquals("", process.out());
  }

  /** The file that the image is written to is the device on which there is never any space. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void shouldKeepTheEarlierImageWhenTheDiskIsFull() throws IOException {
    ChildResult result =
        shell(
            "ln -s /dev/full \"$0/.app.img.$$.tmp\"",
            "Args",
            "--profile",
            BuiltImage.ofArgs(JDK).profile().toString());

    assertEquals(1, result.exitCode(), result.errors());
    List<String> messages = messages(result.errors());
    assertEquals(
        List.of(
            "snapshot: "
                + image
                + ": the image cannot be written: No space left on device; the previous image is"
                + " untouched"),
        messages);
    assertNothingChanged();
  }

  /** Every file of the build is limited, the first that grows is one in the scratch directory. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void shouldKeepTheEarlierImageWhenTemporaryFilesCannotGrow() throws IOException {
    ChildResult result =
        shell("ulimit -f 64", "Args", "--profile", BuiltImage.ofArgs(JDK).profile().toString());

    assertEquals(1, result.exitCode(), result.errors());
    assertEquals(1, messages(result.errors()).size(), result.errors());
    assertTrue(result.errors().contains("File too large"), result.errors());
    assertNothingChanged();
  }

  @Test
  void shouldLeaveAloneWhatIsNoClassFile() throws IOException {
    Path classes = Files.createDirectories(directory.resolve("classes"));
    BrokenProgram.write(classes, ProgramJar.program("Furnished$Clock"));

    JavaProcess build =
        tool(
            "build",
            "--class-path",
            classes.toString(),
            "--main",
            ProgramJar.program("Furnished"),
            "--archive",
            "none",
            "-o",
            image.toString());

    assertEquals(0, build.exitCode(), build.err());
    assertTrue(
        build.out().contains("left alone: " + ProgramJar.program("Furnished$Clock")), build.out());
    // The program needs the class after its initializer: it fails as without an image, not before.
    ProgramStart start = ProgramStart.run(JDK, directory, ProgramStart.jar(List.of(), image));
    assertEquals("restored", start.outcome(), start.process().err());
    assertEquals(1, start.process().exitCode());
    assertEquals(6, start.process().lines().size(), start.process().out());
    assertTrue(start.process().err().contains("ClassFormatError"), start.process().err());
  }

  /** Asserts exit code 1 and one message; answers it with the lines that belong to it. */
  private String assertFails(JavaProcess process, String expectedText) {
    assertEquals(1, process.exitCode(), process.err());
    assertEquals("", process.out());
    List<String> messages = ToolProcess.messages(process);
    assertEquals(1, messages.size(), process.err());
    assertTrue(messages.get(0).contains(expectedText), process.err());
    assertFalse(process.err().contains("at org.heapsnapshot.core"), process.err());
    assertNothingChanged();
    return process.err().substring(process.err().indexOf(messages.get(0)));
  }

  private void assertNothingChanged() {
    try {
      assertArrayEquals(EARLIER, Files.readAllBytes(image));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertEquals(List.of("app.img"), ToolProcess.files(output));
    assertEquals(List.of(), ToolProcess.files(scratch));
  }

  /** Builds one of the small programs, or the one that {@code --main} names. */
  private JavaProcess build(String program, String... options) {
    return tool(buildArguments(program, options).toArray(String[]::new));
  }

  private List<String> buildArguments(String program, String... options) {
    List<String> arguments =
        new ArrayList<>(List.of("build", "--jar", ToolProcess.PROGRAM.toString()));
    if (program.equals("--main")) {
      arguments.add(program);
    } else {
      arguments.addAll(List.of("--main", ProgramJar.program(program)));
    }
    arguments.addAll(List.of(options));
    arguments.addAll(List.of("--archive", "none", "-o", image.toString()));
    return arguments;
  }

  private JavaProcess tool(String... arguments) {
    return ToolProcess.run(JDK, directory, List.of("-Djava.io.tmpdir=" + scratch), arguments);
  }

  /** Builds in a shell that has done something first; {@code $0} is the directory of the image. */
  private ChildResult shell(String first, String program, String... options) {
    List<String> command =
        new ArrayList<>(List.of("sh", "-c", first + "; exec \"$@\"", output.toString()));
    command.addAll(
        List.of(
            JDK.java().toString(),
            "-Xmx512m",
            "-Djava.io.tmpdir=" + scratch,
            "-jar",
            ToolProcess.TOOL.toString()));
    command.addAll(buildArguments(program, options));
    return ChildJvm.of(command).in(directory).timeout(Duration.ofMinutes(3)).run();
  }

  private static List<String> messages(String errors) {
    return Stream.of(errors.split("\\R")).filter(line -> line.startsWith("snapshot: ")).toList();
  }
}
