package org.heapsnapshot.core.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.heapsnapshot.core.SnapshotException;
import org.heapsnapshot.core.jvm.ChildJvm;
import org.heapsnapshot.core.jvm.ChildResult;
import org.heapsnapshot.core.jvm.InstalledJdks;
import org.heapsnapshot.core.jvm.TargetJdk;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchiveTest {
  /** The value would be a comment, two words and an escape if the argument file were careless. */
  private static final List<String> JVM_ARGS = List.of("-Duser.flag=a #b \\ \"c\" 'd'", "-Xmx256m");

  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  @TempDir Path temporary;
  private Path directory;
  private Path image;

  @BeforeEach
  void writeImage() throws Exception {
    directory = Files.createDirectory(temporary.toRealPath().resolve("place"));
    image = PlainImage.write(directory.resolve("app.img"));
  }

  static List<TargetJdk> jdks() {
    return InstalledJdks.find();
  }

  private static TrainingRuns training(String... runs) {
    return TrainingRuns.of(List.of(runs), null, TIMEOUT);
  }

  private WrittenArchive archive(TargetJdk jdk, String... runs) {
    return new Archive(jdk, BuildOrigin.ofJvmArgs(JVM_ARGS)).write(image, training(runs), true);
  }

  private ChildResult start(TargetJdk jdk, List<String> flags, String... args) {
    List<String> command = new ArrayList<>(List.of(jdk.launcher().toString()));
    command.addAll(flags);
    command.add("@" + ArgsFile.beside(image));
    command.addAll(Arrays.asList(args));
    return ChildJvm.of(command).in(temporary).timeout(TIMEOUT).run();
  }

  private String expected(String... args) {
    StringBuilder lines = new StringBuilder("snapshot=" + image + "\n");
    lines.append("user=a #b \\ \"c\" 'd'\n");
    for (String arg : args) {
      lines.append('[').append(arg).append("]\n");
    }
    return lines.toString();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldStartFromTheArchiveInAnotherDirectory(TargetJdk jdk) {
    WrittenArchive written = archive(jdk, "other y", "x");
    assertNotNull(written.archive(), written.notes().toString());
    ChildResult result = start(jdk, List.of(), "a b", "@c", "", "#d");
    assertEquals(expected("a b", "@c", "", "#d"), result.output());
    assertEquals("", result.errors());
    ChildResult logged = start(jdk, List.of("-Xlog:class+load"), "other");
    String load = logged.output().lines().filter(l -> l.contains("fixture")).toList().toString();
    assertTrue(
        logged.output().contains("fixture.Main$Other source: shared objects file"),
        () -> load + written.notes());
  }

  /** JDK 17 compares the path of a class with its URL, where a blank is written %20. */
  @ParameterizedTest
  @MethodSource("jdks")
  void shouldStartFromAPathWithABlankAndSayWhatThatCosts(TargetJdk jdk) throws Exception {
    directory = Files.createDirectory(temporary.toRealPath().resolve("with # blank"));
    image = PlainImage.write(directory.resolve("app.img"));
    WrittenArchive written = archive(jdk, "x");
    assertEquals(expected("a"), start(jdk, List.of(), "a").output());
    boolean noted = written.notes().stream().anyMatch(note -> note.contains("path"));
    assertEquals(!jdk.hasAotCache(), noted, written.notes().toString());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldPrintNothingWhenTheArchiveIsRefused(TargetJdk jdk) throws Exception {
    Path archive = archive(jdk, "x").archive();
    byte[] bytes = Files.readAllBytes(archive);
    archive.toFile().setWritable(true);
    byte[][] broken = {
      new byte[0],
      Arrays.copyOf(bytes, bytes.length / 2),
      "no archive at all".repeat(999).getBytes()
    };
    for (byte[] content : broken) {
      Files.write(archive, content);
      ChildResult result = start(jdk, List.of(), "a");
      assertEquals(expected("a"), result.output());
      assertEquals("", result.errors());
    }
    Files.delete(archive);
    assertEquals(expected("a"), start(jdk, List.of(), "a").output());
    Files.write(archive, bytes);
    ChildResult otherLayout = start(jdk, List.of("-XX:-UseCompressedOops"), "a");
    assertEquals(expected("a"), otherLayout.output());
    assertEquals("", otherLayout.errors());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldTrainAServerUntilItIsReady(TargetJdk jdk) {
    TrainingRuns runs = TrainingRuns.of(List.of("serve"), "^ready$", TIMEOUT);
    WrittenArchive written =
        new Archive(jdk, BuildOrigin.ofJvmArgs(JVM_ARGS)).write(image, runs, true);
    assertNotNull(written.archive(), written.notes().toString());
    assertEquals(List.of(), written.notes());
  }

  @Test
  void shouldWriteTheArgumentFileWithoutAnArchive() throws Exception {
    TargetJdk jdk = TargetJdk.of(null);
    Path stale = Files.writeString(directory.resolve("app.img.jsa"), "of an earlier build");
    WrittenArchive untrained =
        new Archive(jdk, BuildOrigin.ofJvmArgs(JVM_ARGS)).write(image, training(), true);
    assertNull(untrained.archive());
    assertFalse(Files.exists(stale));
    assertTrue(untrained.notes().get(0).contains("--train"), untrained.notes().toString());
    assertEquals(expected("a"), start(jdk, List.of(), "a").output());
    WrittenArchive unwanted =
        new Archive(jdk, BuildOrigin.ofJvmArgs(JVM_ARGS)).write(image, training("x"), false);
    assertNull(unwanted.archive());
    assertEquals(List.of(), unwanted.notes());
  }

  @Test
  void shouldSayThatATrainingRunFailed() {
    WrittenArchive written = archive(TargetJdk.of(null), "fail");
    assertTrue(written.notes().get(0).contains("exit code 4"), written.notes().toString());
    assertNotNull(written.archive());
  }

  @Test
  void shouldDoWithoutWhenTheTrainingRunHangs() {
    TrainingRuns runs = TrainingRuns.of(List.of("serve"), null, Duration.ofSeconds(2));
    WrittenArchive written =
        new Archive(TargetJdk.of(null), BuildOrigin.ofJvmArgs(JVM_ARGS)).write(image, runs, true);
    assertTrue(written.notes().get(0).contains("its time was over"), written.notes().toString());
    assertTrue(Files.exists(written.args()));
  }

  @Test
  void throwsWhenTheFileIsNoImage() throws Exception {
    Path jar = PlainImage.write(directory.resolve("app.jar"), null);
    Archive stage = new Archive(TargetJdk.of(null), BuildOrigin.UNKNOWN);
    SnapshotException e =
        assertThrows(SnapshotException.class, () -> stage.write(jar, training("x"), true));
    assertTrue(e.getMessage().contains("is no image"), e.getMessage());
  }
}
