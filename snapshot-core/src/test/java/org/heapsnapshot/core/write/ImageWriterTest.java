package org.heapsnapshot.core.write;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.jar.JarInputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.heapsnapshot.core.SnapshotException;
import org.heapsnapshot.core.fixture.JarBuilder;
import org.heapsnapshot.runtime.format.HeapLayout;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageWriterTest {
  private static final byte[] CLASS = {(byte) 0xca, (byte) 0xfe, (byte) 0xba, (byte) 0xbe};

  @TempDir Path directory;
  private Path image;
  private Path work;

  @BeforeEach
  void place() {
    image = directory.resolve("app.img");
    work = directory.resolve("work");
  }

  private JarBuilder program() {
    return new JarBuilder()
        .manifest("Main-Class: a.Main")
        .entry("a/", new byte[0])
        .entry("a/A.class", CLASS)
        .entry("a/B.class", CLASS)
        .entry("a/Main.class", CLASS)
        .text("a/text.txt", "text ".repeat(100));
  }

  private WrittenImage write(JarBuilder jar) {
    try (ImagePlans plans = ImagePlans.of(17, work, jar.write(directory.resolve("app.jar")))) {
      return new ImageWriter().write(plans.plan(), image);
    }
  }

  @Test
  void shouldPutManifestAndHeapFirstAndAlignTheHeap() throws IOException {
    WrittenImage written = write(program());
    byte[] bytes = Files.readAllBytes(image);
    ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);

    assertEquals(bytes.length, written.bytes());
    assertEquals("META-INF/MANIFEST.MF", localName(file, 0));
    int second = 30 + file.getShort(26) + file.getShort(28) + file.getInt(18);
    for (int header : new int[] {0, second}) {
      assertEquals(0x04034b50, file.getInt(header));
      assertEquals(0, file.getShort(header + 6) & 8, "sizes must be in the local header");
      assertEquals(0, file.getShort(header + 8), "must be stored");
      assertEquals(file.getInt(header + 18), file.getInt(header + 22));
    }
    assertEquals("META-INF/snapshot/heap", localName(file, second));
    int extra = second + 30 + file.getShort(second + 26);
    assertEquals(0x4850, file.getShort(extra));
    int data = extra + file.getShort(second + 28);
    assertEquals(4096, data);
    assertEquals(written.heapOffset(), data);
    byte[] heap = Arrays.copyOfRange(bytes, data, data + file.getInt(second + 22));
    byte[] plain = ImagePlans.heap();
    assertArrayEquals(
        Arrays.copyOfRange(plain, HeapLayout.HEADER_BYTES, plain.length),
        Arrays.copyOfRange(heap, HeapLayout.HEADER_BYTES, heap.length));
    assertEquals(
        written.imageId(),
        HexFormat.of()
            .formatHex(heap, HeapLayout.IMAGE_ID_OFFSET, HeapLayout.IMAGE_ID_OFFSET + 32));
    try (JarInputStream jar = new JarInputStream(new ByteArrayInputStream(bytes))) {
      assertEquals(
          written.imageId(), jar.getManifest().getMainAttributes().getValue("Snapshot-Image-Id"));
    }
  }

  @Test
  void shouldAlignTheHeapBehindALargeManifest() {
    WrittenImage written =
        write(program().manifest("Main-Class: a.Main", "X-Long: " + "x".repeat(60)));
    assertEquals(4096, written.heapOffset());
    String[] lines = new String[200];
    for (int i = 0; i < lines.length; i++) {
      lines[i] = "X-" + i + ": " + "y".repeat(40);
    }
    lines[0] = "Main-Class: a.Main";
    written = write(program().manifest(lines));
    assertEquals(0, written.heapOffset() % 4096);
    assertTrue(written.heapOffset() > 4096);
  }

  @Test
  void shouldStoreClassesInStartOrderAndDeflateTheRest() throws IOException {
    Path jar = program().text("a/hot.txt", "h".repeat(99)).write(directory.resolve("app.jar"));
    try (ImagePlans plans = ImagePlans.of(17, work, jar)) {
      plans
          .loaded("a.Main", "gone.Gone", "a.B")
          .opened("a/hot.txt")
          .extra("org/heapsnapshot/runtime/Restore.class", CLASS)
          .extra("META-INF/snapshot/report.json", "{}".getBytes(StandardCharsets.UTF_8))
          .transform(
              (name, file) ->
                  name.equals("a.Main")
                      ? List.of(new ClassFile(name, file), new ClassFile("a.Main$$L", CLASS))
                      : List.of(new ClassFile(name, file)));
      new ImageWriter().write(plans.plan(), image);
    }
    try (ZipFile zip = new ZipFile(image.toFile())) {
      List<String> names = zip.stream().map(ZipEntry::getName).toList();
      assertEquals(
          List.of(
              "META-INF/MANIFEST.MF",
              "META-INF/snapshot/heap",
              "org/heapsnapshot/image/ImageId.class",
              "org/heapsnapshot/runtime/Restore.class",
              "a/Main.class",
              "a/Main$$L.class",
              "a/B.class",
              "a/A.class",
              "a/hot.txt",
              "a/",
              "a/text.txt",
              "META-INF/snapshot/report.json",
              "META-INF/snapshot/notes.txt",
              "META-INF/sbom/application.cdx.json"),
          names);
      for (String hot : List.of("a/Main.class", "a/Main$$L.class", "a/B.class", "a/hot.txt")) {
        assertEquals(ZipEntry.STORED, zip.getEntry(hot).getMethod(), hot);
      }
      for (String cold : List.of("a/A.class", "a/text.txt")) {
        assertEquals(ZipEntry.DEFLATED, zip.getEntry(cold).getMethod(), cold);
      }
    }
  }

  @Test
  void shouldComputeTheImageIdAsSpecified() throws Exception {
    Path jar = program().entry("META-INF/odd.class", CLASS).write(directory.resolve("app.jar"));
    WrittenImage written;
    try (ImagePlans plans = ImagePlans.of(17, work, jar)) {
      plans.loaded("a.B").extra("org/heapsnapshot/runtime/Restore.class", CLASS);
      written = new ImageWriter().write(plans.plan(), image);
    }
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    byte[] heap = ImagePlans.heap();
    digest.update(heap, 64, heap.length - 64);
    int classes = 0;
    try (ZipFile zip = new ZipFile(image.toFile())) {
      for (ZipEntry entry : zip.stream().map(e -> (ZipEntry) e).toList()) {
        String name = entry.getName();
        if (name.endsWith(".class") && !name.equals("org/heapsnapshot/image/ImageId.class")) {
          digest.update(name.getBytes(StandardCharsets.UTF_8));
          digest.update((byte) 0);
          digest.update(zip.getInputStream(entry).readAllBytes());
          classes++;
        }
      }
    }
    assertEquals(5, classes);
    assertEquals(HexFormat.of().formatHex(digest.digest()), written.imageId());
  }

  @Test
  void shouldWriteTheSameBytesTwice() throws IOException {
    write(program());
    byte[] first = Files.readAllBytes(image);
    write(program());
    assertArrayEquals(first, Files.readAllBytes(image));
  }

  @Test
  void shouldDependNeitherOnTimeZoneNorOnWorkDirectory() throws IOException {
    Path lib = new JarBuilder().text("x.conf", "lib").write(directory.resolve("lib.jar"));
    Path boot =
        new JarBuilder()
            .manifest("Main-Class: launcher.Main", "Start-Class: a.Main")
            .entry("BOOT-INF/classes/a/Main.class", CLASS)
            .text("BOOT-INF/classes/x.conf", "app")
            .entry("BOOT-INF/lib/lib.jar", Files.readAllBytes(lib))
            .write(directory.resolve("boot.jar"));
    TimeZone zone = TimeZone.getDefault();
    byte[] first = null;
    try {
      for (String id : List.of("UTC", "Asia/Kathmandu")) {
        TimeZone.setDefault(TimeZone.getTimeZone(id));
        Path own = directory.resolve("work-" + first);
        try (ImagePlans plans = ImagePlans.of(17, own, boot)) {
          new ImageWriter().write(plans.plan(), image);
        }
        if (first == null) {
          first = Files.readAllBytes(image);
        } else {
          assertArrayEquals(first, Files.readAllBytes(image));
        }
      }
    } finally {
      TimeZone.setDefault(zone);
    }
  }

  @Test
  void shouldKeepWhatIsNoReadableClassFileAsItIs() throws IOException {
    byte[] broken = {1, 2, 3};
    write(program().entry("a/Broken.class", broken));
    try (ZipFile zip = new ZipFile(image.toFile())) {
      assertArrayEquals(broken, zip.getInputStream(zip.getEntry("a/Broken.class")).readAllBytes());
    }
  }

  @Test
  void shouldLetTheRuntimeWinOverEntriesOfTheProgram() throws IOException {
    Path jar =
        program()
            .entry("org/heapsnapshot/image/ImageId.class", new byte[] {9})
            .entry("org/heapsnapshot/runtime/Restore.class", new byte[] {9})
            .text("META-INF/snapshot/heap", "not this")
            .write(directory.resolve("app.jar"));
    try (ImagePlans plans = ImagePlans.of(17, work, jar)) {
      plans.extra("org/heapsnapshot/runtime/Restore.class", CLASS);
      plans.extra("org/heapsnapshot/image/ImageId.class", CLASS);
      new ImageWriter().write(plans.plan(), image);
    }
    try (ZipFile zip = new ZipFile(image.toFile())) {
      assertArrayEquals(
          CLASS,
          zip.getInputStream(zip.getEntry("org/heapsnapshot/runtime/Restore.class"))
              .readAllBytes());
      assertEquals(10_000, zip.getEntry("META-INF/snapshot/heap").getSize());
      assertTrue(zip.getEntry("org/heapsnapshot/image/ImageId.class").getSize() > 100);
    }
  }

  @Test
  void shouldKeepModificationTimesOfClassesAndSources() throws IOException {
    LocalDateTime older = LocalDateTime.of(2015, 1, 2, 3, 4, 4);
    LocalDateTime newer = LocalDateTime.of(2015, 1, 2, 3, 4, 6);
    write(
        program()
            .text("a/core.clj", "")
            .time("a/core.clj", older)
            .entry("a/core__init.class", CLASS)
            .time("a/core__init.class", newer));
    try (ZipFile zip = new ZipFile(image.toFile())) {
      assertEquals(older, zip.getEntry("a/core.clj").getTimeLocal());
      assertEquals(newer, zip.getEntry("a/core__init.class").getTimeLocal());
      assertEquals(
          LocalDateTime.of(1980, 1, 1, 0, 0),
          zip.getEntry("META-INF/snapshot/heap").getTimeLocal());
    }
  }

  @Test
  void shouldKeepTheTimesOfFilesToTheSecond() throws IOException {
    Path exploded = program().explode(directory.resolve("exploded"));
    Path file = exploded.resolve("a/text.txt");
    Files.setLastModifiedTime(
        file, java.nio.file.attribute.FileTime.fromMillis(1_500_000_001_000L));
    try (ImagePlans plans = ImagePlans.of(17, work, exploded)) {
      new ImageWriter().write(plans.plan(), image);
    }
    try (ZipFile zip = new ZipFile(image.toFile())) {
      assertEquals(1_500_000_001_000L, zip.getEntry("a/text.txt").getTime());
    }
  }

  @Test
  void shouldResolveMultiReleaseEntries() throws IOException {
    write(
        program()
            .manifest("Main-Class: a.Main", "Multi-Release: true")
            .text("META-INF/versions/9/a/text.txt", "nine")
            .text("META-INF/versions/18/a/text.txt", "eighteen"));
    try (ZipFile zip = new ZipFile(image.toFile())) {
      assertArrayEquals(
          "nine".getBytes(StandardCharsets.UTF_8),
          zip.getInputStream(zip.getEntry("a/text.txt")).readAllBytes());
      assertTrue(zip.stream().noneMatch(e -> e.getName().startsWith("META-INF/versions")));
      String manifest =
          new String(
              zip.getInputStream(zip.getEntry("META-INF/MANIFEST.MF")).readAllBytes(),
              StandardCharsets.UTF_8);
      assertFalse(manifest.contains("Multi-Release"), manifest);
    }
  }

  @Test
  void shouldDropSignaturesWithANote() throws IOException {
    WrittenImage written =
        write(
            program()
                .manifest("Main-Class: a.Main", "", "Name: a/A.class", "SHA-256-Digest: xyz=")
                .text("META-INF/KEY.SF", "")
                .text("META-INF/KEY.RSA", ""));
    try (ZipFile zip = new ZipFile(image.toFile())) {
      assertNull(zip.getEntry("META-INF/KEY.SF"));
      assertNull(zip.getEntry("META-INF/KEY.RSA"));
      assertFalse(
          new String(zip.getInputStream(zip.entries().nextElement()).readAllBytes())
              .contains("Digest"));
    }
    assertTrue(
        written.notes().stream().anyMatch(n -> n.contains("signatures dropped")),
        written.notes().toString());
  }

  @Test
  void shouldKeepThePreviousImageWhenTheDiskIsFull() throws IOException {
    write(program());
    byte[] previous = Files.readAllBytes(image);
    Path jar = program().text("more.txt", "more").write(directory.resolve("app.jar"));
    try (ImagePlans plans = ImagePlans.of(17, work, jar)) {
      ImageWriter writer = new ImageWriter(file -> new FullDisk(Files.newOutputStream(file)));
      SnapshotException e =
          assertThrows(SnapshotException.class, () -> writer.write(plans.plan(), image));
      assertTrue(e.getMessage().contains("No space left on device"), e.getMessage());
      assertTrue(e.getMessage().contains("previous image is untouched"), e.getMessage());
    }
    assertArrayEquals(previous, Files.readAllBytes(image));
    try (Stream<Path> files = Files.list(directory)) {
      assertEquals(
          List.of("app.img", "app.jar"),
          files
              .map(f -> f.getFileName().toString())
              .filter(n -> !n.equals("work"))
              .sorted()
              .toList());
    }
  }

  @Test
  void shouldLeaveNoFileWhenATransformFails() {
    Path jar = program().write(directory.resolve("app.jar"));
    try (ImagePlans plans = ImagePlans.of(17, work, jar)) {
      plans.transform(
          (name, file) -> {
            throw new SnapshotException("no");
          });
      assertThrows(SnapshotException.class, () -> new ImageWriter().write(plans.plan(), image));
    }
    assertFalse(Files.exists(image));
  }

  @Test
  void throwsWhenTheImageIsADirectory() throws IOException {
    Files.createDirectory(image);
    SnapshotException e = assertThrows(SnapshotException.class, () -> write(program()));
    assertTrue(e.getMessage().contains("a directory"), e.getMessage());
  }

  @Test
  void shouldWriteABillOfMaterials() throws IOException {
    Path lib =
        new JarBuilder()
            .text("META-INF/maven/g/lib/pom.properties", "groupId=g\nartifactId=lib\nversion=1.2\n")
            .text("META-INF/maven/g/shaded/pom.properties", "version=3\n")
            .write(directory.resolve("lib-1.2.jar"));
    Path jar = program().write(directory.resolve("app-7.0.jar"));
    try (ImagePlans plans = ImagePlans.of(17, work, "a.Main", jar, lib)) {
      new ImageWriter().write(plans.plan(), image);
    }
    try (ZipFile zip = new ZipFile(image.toFile())) {
      ZipEntry entry = zip.getEntry("META-INF/sbom/application.cdx.json");
      assertNotNull(entry);
      var root =
          com.google.gson.JsonParser.parseString(
                  new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8))
              .getAsJsonObject();
      assertEquals("1.6", root.get("specVersion").getAsString());
      var components = root.getAsJsonArray("components");
      assertEquals("app", components.get(0).getAsJsonObject().get("name").getAsString());
      assertEquals("7.0", components.get(0).getAsJsonObject().get("version").getAsString());
      var library = components.get(1).getAsJsonObject();
      assertEquals("pkg:maven/g/lib@1.2", library.get("purl").getAsString());
      assertEquals(
          "pkg:maven/g/shaded@3",
          library.getAsJsonArray("components").get(0).getAsJsonObject().get("purl").getAsString());
      assertEquals(
          HexFormat.of().formatHex(ClassSection.sha256().digest(Files.readAllBytes(lib))),
          library.getAsJsonArray("hashes").get(0).getAsJsonObject().get("content").getAsString());
    }
  }

  @Test
  void shouldWriteMoreEntriesThanAnEndRecordCanCount() throws IOException {
    Path zipFile = directory.resolve("many.zip");
    int count = 70_000;
    try (OutputStream out = new java.io.BufferedOutputStream(Files.newOutputStream(zipFile))) {
      ZipWriter zip = new ZipWriter(out);
      for (int i = 0; i < count; i++) {
        zip.add(
            ZipPayload.stored(
                "e" + i,
                org.heapsnapshot.core.classpath.EntryTime.CONSTANT,
                new byte[] {(byte) i}));
      }
      zip.finish();
    }
    try (ZipFile zip = new ZipFile(zipFile.toFile())) {
      assertEquals(count, zip.size());
      assertEquals((byte) 69_999, (byte) zip.getInputStream(zip.getEntry("e69999")).read());
    }
    try (var zip = java.nio.file.FileSystems.newFileSystem(zipFile, Map.of())) {
      assertEquals(1, Files.size(zip.getPath("e65536")));
    }
  }

  private static String localName(ByteBuffer file, int header) {
    byte[] name = new byte[file.getShort(header + 26)];
    file.get(header + 30, name);
    return new String(name, StandardCharsets.UTF_8);
  }

  /** Takes some bytes and then no more. */
  private static final class FullDisk extends FilterOutputStream {
    private int room = 5_000;

    FullDisk(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      room -= length;
      if (room < 0) {
        throw new IOException("No space left on device");
      }
      out.write(bytes, offset, length);
    }
  }
}
