package org.heapsnapshot.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.heapsnapshot.core.BuildRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.ParameterException;

class BuildOptionsTest {

  @Test
  void shouldTakeAJarWithDefaults() {
    BuildRequest request = build("--jar", "a.jar", "-o", "a.img");

    assertEquals(Path.of("a.jar"), request.jar());
    assertEquals(Path.of("a.img"), request.output());
    assertEquals(List.of(), request.classPath());
    assertEquals(List.of(), request.train());
    assertEquals(Duration.ofMinutes(5), request.trainTimeout());
    assertNull(request.mainClass());
    assertNull(request.profile());
    assertNull(request.javaHome());
    assertTrue(request.archive());
    assertFalse(request.keepClassPath());
  }

  @Test
  void shouldTakeEveryOption() {
    String classPath = String.join(File.pathSeparator, "a.jar", "", "classes");
    BuildRequest request =
        build(
            ("--class-path "
                    + classPath
                    + " --main a.Main --train-until READY --java-home jdk"
                    + " --train-timeout 1500ms --preload a.B::load --preload c.D$E::f"
                    + " --initialize-at-run-time a.,b.C --initialize-at-run-time d.**"
                    + " --initialize-at-build-time e.F --jvm-arg -Xmx1g --jvm-arg=-ea"
                    + " --train-env A --train-env B --guard processors,env:C --guard user.home"
                    + " --allow-captured a.B,c.D.e --archive none --keep-class-path --output x.img")
                .split(" "));

    assertEquals(List.of(Path.of("a.jar"), Path.of("classes")), request.classPath());
    assertEquals("a.Main", request.mainClass());
    assertEquals("READY", request.trainUntil());
    assertEquals(Duration.ofMillis(1500), request.trainTimeout());
    assertEquals(List.of("a.B::load", "c.D$E::f"), request.preload());
    assertEquals(List.of("a.", "b.C", "d.**"), request.runTime());
    assertEquals(List.of("e.F"), request.buildTime());
    assertEquals(List.of("A", "B"), request.facts().variables());
    assertEquals(List.of("processors", "env:C", "user.home"), request.facts().guards());
    assertEquals(List.of("a.B", "c.D.e"), request.facts().allowCaptured());
    assertEquals(List.of("-Xmx1g", "-ea"), request.jvmArgs());
    assertEquals(Path.of("jdk"), request.javaHome());
    assertFalse(request.archive());
    assertTrue(request.keepClassPath());
  }

  @Test
  void shouldKeepTrainingArgumentsAsWritten() {
    BuildRequest request =
        build(
            ("--jar,a,-o,b,--train,-e 'x y',--train,,--train=@f,--train,-q -f x,--train=-V")
                .split(","));

    assertEquals(List.of("-e 'x y'", "", "@f", "-q -f x", "-V"), request.train());
  }

  @Test
  void shouldMissArgumentsOfTraining() {
    CommandLines.Result result = CommandLines.run("build", "--jar", "a", "-o", "b", "--train");
    assertEquals(2, result.code());
    assertTrue(result.err().contains("required parameter for option '--train' (ARGS)"));
  }

  @Test
  void shouldTakeSerializersInTheirOrder() {
    BuildRequest request =
        build(
            ("--jar a -o b --serializer z.Z$Inner=z.ZSerializer --serializer a.A=z.AnySerializer")
                .split(" "));

    assertEquals(
        "{z.Z$Inner=z.ZSerializer, a.A=z.AnySerializer}", request.serializers().toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.A", "a.A=", "=b.B", "a.A=b.B=c.C", "a.A[]=b.B", "a.A=b.B,c.C"})
  void throwsOnWhatIsNoPairOfClasses(String pair) {
    ParameterException thrown =
        assertThrows(
            ParameterException.class, () -> build("--jar", "a", "-o", "b", "--serializer", pair));
    assertTrue(thrown.getMessage().contains("'" + pair + "'"), thrown.getMessage());
  }

  @Test
  void throwsOnATypeWithTwoSerializers() {
    assertThrows(
        ParameterException.class,
        () -> build("--jar a -o b --serializer a.A=b.B --serializer a.A=b.C".split(" ")));
  }

  @Test
  void shouldTrainOnceWithoutArgumentsByDefault() {
    TrainCommand command =
        CommandLines.parsed(TrainCommand.class, "train", "--jar", "a.jar", "-o", "a.profile");

    assertEquals(List.of(""), command.request().train());
  }

  @Test
  void shouldReadDurationsAsPeopleWriteThem() {
    DurationConverter converter = new DurationConverter();

    assertEquals(Duration.ofSeconds(90), converter.convert("90"));
    assertEquals(Duration.ofSeconds(90), converter.convert("90s"));
    assertEquals(Duration.ofMinutes(2), converter.convert("2m"));
    assertEquals(Duration.ofHours(1), converter.convert("1h"));
    assertEquals(Duration.ofSeconds(90), converter.convert("PT1M30S"));
  }

  private static BuildRequest build(String... options) {
    String[] args = new String[options.length + 1];
    args[0] = "build";
    System.arraycopy(options, 0, args, 1, options.length);
    return CommandLines.parsed(BuildCommand.class, args).request();
  }
}
