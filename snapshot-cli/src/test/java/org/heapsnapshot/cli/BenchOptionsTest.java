package org.heapsnapshot.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.heapsnapshot.core.bench.VariantKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchOptionsTest {
  @TempDir Path directory;

  @Test
  void shouldMeasureEverythingByDefault() {
    BenchCommand.BenchJob job = job("app.img", "--jar", "app.jar");

    assertEquals(EnumSet.allOf(VariantKind.class), job.kinds());
    assertEquals(15, job.plan().starts());
    assertEquals(1, job.plan().parallel());
    assertEquals(List.of(), job.plan().args());
    assertEquals(List.of(""), job.request().train());
    assertNull(job.plan().until());
    assertNull(job.plan().request());
    assertEquals(Path.of("app.jar"), job.request().jar());
    assertEquals(Path.of("app.img"), job.request().output());
  }

  @Test
  void shouldTakeEveryOption() {
    BenchCommand.BenchJob job =
        job(
            ("-n 3 --parallel 8 --variants stock,image+archive --seed 7 --ignore [0-9]+"
                    + " --timeout 90s --class-path a.jar --main a.B --train-until READY"
                    + " --java-home jdk --jvm-arg -Xmx1g --jvm-arg=-ea"
                    + " --request http://h:@PORT@/x --expect ok --expect-status 201 app.img"
                    + " -- --port @PORT@ -n 5")
                .split(" "));

    assertEquals(3, job.plan().starts());
    assertEquals(8, job.plan().parallel());
    assertEquals(Set.of(VariantKind.STOCK, VariantKind.IMAGE_AND_ARCHIVE), job.kinds());
    assertEquals(7, job.plan().seed());
    assertEquals("[0-9]+", job.plan().ignore().pattern());
    assertEquals(Duration.ofSeconds(90), job.plan().timeout());
    assertEquals("http://h:@PORT@/x", job.plan().request().url());
    assertEquals("ok", job.plan().request().expect().pattern());
    assertEquals(201, job.plan().request().status());
    assertEquals(List.of("--port", "@PORT@", "-n", "5"), job.plan().args());
    assertEquals(List.of(Path.of("a.jar")), job.request().classPath());
    assertEquals("a.B", job.request().mainClass());
    assertEquals(List.of("--port @PORT@ -n 5"), job.request().train());
    assertEquals("READY", job.request().trainUntil());
    assertEquals(List.of("-Xmx1g", "-ea"), job.request().jvmArgs());
    assertEquals(Path.of("jdk"), job.request().javaHome());
  }

  @Test
  void shouldTakeWhatTheBuildLeft() throws IOException {
    Path image = remembered();
    BenchCommand.BenchJob job = job(image.toString());

    assertEquals(Path.of("/where/app.jar"), job.request().jar());
    assertEquals(List.of("a 'b c'", "d"), job.request().train());
    assertEquals(List.of("a", "b c"), job.plan().args());
    assertEquals(List.of("-Xss2m"), job.request().jvmArgs());
  }

  @Test
  void shouldPreferOptionsToWhatTheBuildLeft() throws IOException {
    Path image = remembered();
    BenchCommand.BenchJob job =
        job(image.toString(), "-cp", "x", "--main", "M", "--jvm-arg", "-ea", "--", "e");

    assertNull(job.request().jar());
    assertEquals(List.of(Path.of("x")), job.request().classPath());
    assertEquals(List.of("e"), job.request().train());
    assertEquals(List.of("e"), job.plan().args());
    assertEquals(List.of("-ea"), job.request().jvmArgs());
  }

  @Test
  void shouldMeasureTheFirstTrainingRunOfTheOptions() throws IOException {
    BenchCommand.BenchJob job = job(remembered().toString(), "--train", "", "--train", "y");

    assertEquals(List.of(), job.plan().args());
    assertEquals(List.of("", "y"), job.request().train());
  }

  @Test
  void shouldEndTrainingAtTheLineThatIsWaitedFor() {
    assertEquals("^up", job("a.img", "--until", "^up").request().trainUntil());
  }

  @Test
  void throwsOnWhatDoesNotFit() {
    usage("--starts and --parallel are at least 1", "a.img", "-n", "0");
    usage("--class-path PATH and --main CLASS", "a.img", "--class-path", "x");
    usage("'fast' is no variant; there are plain, stock,", "a.img", "--variants", "fast");
    usage("--ignore: Unclosed group", "a.img", "--ignore", "(");
    usage("--request needs --train-until", "a.img", "--request", "http://h/");
    usage("is no directory", "a.img", "--directory", directory.resolve("none").toString());
  }

  @Test
  void throwsWithoutAnImage() {
    CommandLines.Result missing =
        CommandLines.run("bench", "-q", directory.resolve("none.img").toString());
    assertEquals(1, missing.code());
    assertTrue(missing.err().contains("there is no image at"), missing.err());
  }

  @Test
  void throwsWhenTheProgramIsNotKnown() throws IOException {
    Path image = Files.createFile(directory.resolve("app.img"));
    CommandLines.Result unknown = CommandLines.run("bench", "-q", image.toString());
    assertEquals(1, unknown.code());
    assertTrue(unknown.err().contains("give --jar FILE"), unknown.err());
    assertFalse(unknown.err().contains("defect"), unknown.err());
  }

  private Path remembered() throws IOException {
    Path image = directory.resolve("app.img");
    Files.writeString(
        directory.resolve("app.img.args"),
        String.join(
            "\n",
            "# image-id 12",
            "# jdk 17",
            "# jar /where/app.jar",
            "# train \"a 'b c'\"",
            "# train d",
            "# jvm-arg -Xss2m",
            "-cp",
            ""));
    return image;
  }

  private static void usage(String message, String... options) {
    CommandLines.Result result = CommandLines.run(arguments(options));
    assertEquals(2, result.code(), result.err());
    assertTrue(result.err().contains(message), result.err());
  }

  private static BenchCommand.BenchJob job(String... options) {
    return CommandLines.parsed(BenchCommand.class, arguments(options)).job();
  }

  private static String[] arguments(String... options) {
    String[] args = new String[options.length + 1];
    args[0] = "bench";
    System.arraycopy(options, 0, args, 1, options.length);
    return args;
  }
}
