package org.heapsnapshot.core.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.heapsnapshot.core.SnapshotException;
import org.heapsnapshot.core.observe.Guard;
import org.heapsnapshot.core.observe.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageReportTest {
  private static final Verdict EFFECT =
      new Verdict("a.Clock", false, "EFFECT", "reads <time>", List.of("at a.B"), "", "do 'this'");
  private static final ImageReport REPORT =
      new ImageReport(
          "1",
          "a.Main",
          "HotSpot 17",
          null,
          new ImageReport.Counts(5, 4, 3, 2, 1, 6),
          List.of(
              new ImageReport.Initializer("a.Main", 30, true),
              new ImageReport.Initializer("a.Clock", 70, false)),
          List.of(EFFECT),
          List.of(new Guard(1, "user.region", null, "a.Main")),
          List.of(new ImageReport.Late("a.Main", List.of("LOG = Loggers.get(a.Main.class)"))),
          List.of("effect"),
          List.of("note"),
          List.of(new ImageReport.HeapClass("[B", 7, 700)),
          List.of(new ImageReport.Section("STRINGS", 80)));

  @TempDir Path directory;

  @Test
  void shouldComeBackFromItsJson() {
    assertEquals(REPORT, ImageReport.fromJson(REPORT.toJson()));
  }

  @Test
  void shouldAddUpWhatIsRestored() {
    assertEquals(1, REPORT.restoredCount());
    assertEquals(30, REPORT.restoredNanos());
    assertEquals(100, REPORT.trainedNanos());
  }

  @Test
  void shouldTakeTheImageIdFromTheManifest() throws IOException {
    String manifest = "Manifest-Version: 1.0\r\nSnapshot-Image-Id: cafe\r\n\r\n";
    Path image = zip("META-INF/MANIFEST.MF", manifest, ImageReport.ENTRY, REPORT.toJson());

    assertEquals(REPORT.withImageId("cafe"), ImageReport.read(image));
  }

  @Test
  void shouldBeEmptyWhereMembersAreAbsent() {
    ImageReport report = ImageReport.fromJson("{\"mainClass\":\"a.Main\",\"notes\":[null]}");

    assertEquals(List.of(), report.notes());
    assertEquals(0, report.counts().objects());
    assertEquals(0, report.trainedNanos());
  }

  @Test
  void throwsForWhatIsNoImage() throws IOException {
    Path text = Files.writeString(directory.resolve("text"), "no zip");
    Path empty = Files.createFile(directory.resolve("empty"));

    assertRefused(directory.resolve("missing"), "there is no image at ");
    assertRefused(directory, "is not a file");
    assertRefused(text, "cannot be read as a ZIP file");
    assertRefused(empty, "cannot be read as a ZIP file");
    assertRefused(zip("other", "x"), "without " + ImageReport.ENTRY);
  }

  @Test
  void throwsForADamagedReport() throws IOException {
    for (String json : List.of("", "{", "[1]", "{\"notes\": 3}", "{\"counts\": []}")) {
      assertRefused(zip(ImageReport.ENTRY, json), "the report ");
    }
  }

  @Test
  void throwsForATruncatedImage() throws IOException {
    Path image = zip(ImageReport.ENTRY, REPORT.toJson());
    byte[] bytes = Files.readAllBytes(image);
    Files.write(image, Arrays.copyOf(bytes, bytes.length / 2));

    assertRefused(image, "damaged");
  }

  private static void assertRefused(Path image, String why) {
    SnapshotException e = assertThrows(SnapshotException.class, () -> ImageReport.read(image));

    assertTrue(e.getMessage().contains(why), e.getMessage());
    assertTrue(e.getMessage().contains(image.toString()), e.getMessage());
    assertFalse(e.getMessage().contains("\n"), e.getMessage());
  }

  private Path zip(String... namesAndTexts) throws IOException {
    Path file = directory.resolve("image.img");
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (int i = 0; i < namesAndTexts.length; i += 2) {
        zip.putNextEntry(new ZipEntry(namesAndTexts[i]));
        zip.write(namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
      }
    }
    return file;
  }
}
