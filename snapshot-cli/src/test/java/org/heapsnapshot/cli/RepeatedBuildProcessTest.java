package org.heapsnapshot.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.heapsnapshot.testkit.JavaProcess;
import org.heapsnapshot.testkit.TestJdk;
import org.heapsnapshot.testkit.parser.ReferenceParser;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same profile and the same jars give the same bytes, wherever and whenever. */
class RepeatedBuildProcessTest {
  @TempDir Path directory;

  static List<TestJdk> jdks() {
    return TestJdk.supported();
  }

  /** Every kind of state on one JDK, which takes more than a minute; a little of it on others. */
  @ParameterizedTest
  @MethodSource("jdks")
  void shouldBuildTheSameBytesInAnotherEnvironment(TestJdk jdk) throws IOException {
    boolean all = jdk.equals(jdks().get(0));
    BuiltImage first = all ? BuiltImage.ofFixture(jdk) : BuiltImage.ofMakes(jdk);
    Path scratch = Files.createDirectory(directory.resolve("another place for temporary files"));
    Path again = directory.resolve("again.img");

    JavaProcess build =
        first.buildAgain(
            again,
            List.of(
                "-Djava.io.tmpdir=" + scratch,
                "-Duser.home=" + directory,
                "-Duser.timezone=Asia/Tokyo",
                "-Duser.language=tr",
                "-XX:+UnlockExperimentalVMOptions",
                "-XX:hashCode=0"),
            directory);

    assertEquals(0, build.exitCode(), build.err());
    assertSameEntries(first.file(), again);
    assertEquals(-1, Files.mismatch(first.file(), again), "the files differ beside their entries");
    assertEquals(List.of(), ToolProcess.files(scratch));
  }

  /** Compares what is in them first, for a message that helps. */
  private static void assertSameEntries(Path first, Path again) throws IOException {
    try (ZipFile one = new ZipFile(first.toFile());
        ZipFile two = new ZipFile(again.toFile())) {
      assertEquals(names(one), names(two));
      for (ZipEntry entry : one.stream().toList()) {
        byte[] a = one.getInputStream(entry).readAllBytes();
        byte[] b = two.getInputStream(two.getEntry(entry.getName())).readAllBytes();
        assertEquals(List.of(), changedLines(entry.getName(), a, b), entry.getName());
      }
    }
  }

  /** Lines of text that changed, or the name of an entry that is no text. */
  private static List<String> changedLines(String name, byte[] first, byte[] again) {
    if (Arrays.equals(first, again)) {
      return List.of();
    }
    if (!name.endsWith(".json")) {
      return List.of(name);
    }
    List<String> lines = new ArrayList<>(lines(again));
    lines.removeAll(lines(first));
    return lines;
  }

  private static List<String> lines(byte[] text) {
    return new String(text, StandardCharsets.UTF_8).lines().toList();
  }

  private static List<String> names(ZipFile zip) {
    return zip.stream().map(ZipEntry::getName).toList();
  }

  /** What reads images from the page of the format alone reads what the tool wrote. */
  @ParameterizedTest
  @MethodSource("jdks")
  void shouldWriteWhatTheReferenceParserReads(TestJdk jdk) throws IOException {
    var image = ReferenceParser.parseImage(BuiltImage.ofFixture(jdk).file());

    assertTrue(image.heap().objectCount() > 1_000_000);
  }

  /** Where the image was built is nobody's business. */
  @ParameterizedTest
  @MethodSource("jdks")
  void shouldNotTellWhereItWasBuilt(TestJdk jdk) throws IOException {
    BuiltImage built = BuiltImage.ofFixture(jdk);
    List<String> places =
        List.of(
            built.file().toAbsolutePath().getParent().toString(),
            jdk.home().toString(),
            "snapshot-build",
            "snapshot-train");
    try (ZipFile zip = new ZipFile(built.file().toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        String content =
            new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.ISO_8859_1);
        for (String place : places) {
          assertFalse(content.contains(place), () -> place + " is in " + entry.getName());
        }
      }
    }
  }
}
