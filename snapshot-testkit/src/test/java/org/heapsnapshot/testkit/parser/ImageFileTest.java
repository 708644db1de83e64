package org.heapsnapshot.testkit.parser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.heapsnapshot.testkit.image.HandMadeImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFileTest {
  private static final byte[] CLASS = {1, 2, 3};
  private static final byte[] TEXT = "text".getBytes(StandardCharsets.UTF_8);

  @TempDir Path directory;

  private static byte[] image() {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("p/Main.class", CLASS);
    entries.put("p/text", TEXT);
    return HandMadeImage.write(SmallHeap.make(), entries);
  }

  @Test
  void shouldReadAnImage() throws IOException {
    ImageFile image = ReferenceParser.parseImage(Files.write(directory.resolve("a.img"), image()));
    assertEquals("p.Main", image.mainClass());
    assertEquals(4096, image.heapOffset());
    assertEquals(SmallHeap.LAST, image.heap().objectCount());
    assertEquals(
        List.of(
            "META-INF/MANIFEST.MF",
            "META-INF/snapshot/heap",
            "org/heapsnapshot/image/ImageId.class",
            "p/Main.class",
            "p/text"),
        image.entries());
  }

  @Test
  void shouldBeAnOrdinaryZip() throws IOException {
    Path file = Files.write(directory.resolve("a.img"), image());
    try (ZipFile zip = new ZipFile(file.toFile())) {
      assertEquals(5, zip.size());
    }
    try (JarInputStream in = new JarInputStream(Files.newInputStream(file))) {
      assertEquals("1", in.getManifest().getMainAttributes().getValue("Snapshot-Format"));
    }
  }

  @Test
  void throwsForADamagedClass() {
    byte[] image = image();
    int at = indexOf(image, CLASS);
    image[at] ^= 1;
    expect(image, "CRC-32 of p/Main.class");
  }

  @Test
  void throwsForADamagedManifest() {
    byte[] image =
        new String(image(), StandardCharsets.ISO_8859_1)
            .replace("Snapshot-Format: 1", "Snapshot-Format: 2")
            .getBytes(StandardCharsets.ISO_8859_1);
    expect(image, "CRC-32 of META-INF/MANIFEST.MF");
  }

  @Test
  void throwsForAnUnfinishedFile() {
    byte[] image = image();
    image[0] = 0;
    expect(image, "first byte");
    expect(new byte[0], "first byte");
  }

  @Test
  void throwsForAForeignZip() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      out.putNextEntry(new ZipEntry("a"));
      out.write(TEXT);
    }
    expect(bytes.toByteArray(), "data descriptor");
  }

  @Test
  void throwsForAnyTruncation() {
    byte[] image = image();
    for (int i = 0; i < image.length; i += 7) {
      byte[] truncated = java.util.Arrays.copyOf(image, i);
      assertThrows(ParseException.class, () -> ImageFile.parse(truncated), "length " + i);
    }
  }

  private static void expect(byte[] image, String message) {
    ParseException thrown = assertThrows(ParseException.class, () -> ImageFile.parse(image));
    assertEquals("FILE", thrown.section());
    assertTrue(thrown.getMessage().contains(message), thrown.getMessage());
  }

  private static int indexOf(byte[] bytes, byte[] wanted) {
    for (int i = bytes.length - wanted.length; i >= 0; i--) {
      if (java.util.Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
        return i;
      }
    }
    throw new AssertionError("not found");
  }
}
