package org.heapsnapshot.runtime.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFileTest {
  private static final String MANIFEST = "META-INF/MANIFEST.MF";
  private static final String HEAP = "META-INF/snapshot/heap";

  @TempDir Path directory;

  /** A local header and the data of a stored entry. */
  private static byte[] entry(String name, byte[] data, int extra) {
    ByteBuffer out =
        ByteBuffer.allocate(30 + name.length() + extra + data.length)
            .order(ByteOrder.LITTLE_ENDIAN);
    CRC32 crc = new CRC32();
    crc.update(data);
    out.putInt(0x04034b50).putShort((short) 10).putShort((short) 0).putShort((short) 0);
    out.putInt(0).putInt((int) crc.getValue()).putInt(data.length).putInt(data.length);
    out.putShort((short) name.length()).putShort((short) extra);
    out.put(name.getBytes(StandardCharsets.US_ASCII)).put(new byte[extra]).put(data);
    return out.array();
  }

  private static byte[] image(int manifestBytes, byte[] heap) {
    byte[] manifest = entry(MANIFEST, new byte[manifestBytes], 0);
    byte[] second = entry(HEAP, heap, 77);
    byte[] image = Arrays.copyOf(manifest, manifest.length + second.length);
    System.arraycopy(second, 0, image, manifest.length, second.length);
    return image;
  }

  private Path write(byte[] bytes) throws IOException {
    return Files.write(directory.resolve("app.img"), bytes);
  }

  private static byte[] heap(Path path) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      ImageFile image = new ImageFile(file);
      byte[] heap = new byte[image.size()];
      image.read(0, heap, 0, heap.length);
      return heap;
    }
  }

  private LoadResult refusal(byte[] bytes) throws IOException {
    Path file = write(bytes);
    Refusal refusal = assertThrows(Refusal.class, () -> ImageFile.open(file.toString()));
    assertTrue(refusal.getMessage().startsWith(refusal.result().what), refusal.getMessage());
    return refusal.result();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 100, 3990, 4000, 4096, 200_000})
  void shouldFindTheHeapBehindManifestsOfAnySize(int manifestBytes) throws IOException {
    byte[] heap = new byte[300_000];
    for (int i = 0; i < heap.length; i++) {
      heap[i] = (byte) (i * 31 >> 3);
    }
    Path file = write(image(manifestBytes, heap));
    assertArrayEquals(heap, heap(file));
  }

  @Test
  void shouldReadElementsOfAFileThatIsGone() throws IOException {
    byte[] elements = new byte[300_000];
    new Random(2).nextBytes(elements);
    HeapBytes heap = new HeapBytes();
    heap.fingerprint(17, new int[6], new byte[32], "VM", "17").section(8, elements);
    Path file = write(image(10, heap.bytes()));
    Heap opened = ImageFile.open(file.toString());
    Files.delete(file);
    write(image(10, new HeapBytes().fingerprint(17, new int[6], new byte[32], "", "").bytes()));
    assertArrayEquals(elements, ElementsTest.copy(opened.source, 0, elements.length));
    opened.close();
    Refusal refusal = assertThrows(Refusal.class, () -> opened.source.find(0));
    assertEquals(LoadResult.FILE_MISSING, refusal.result());
  }

  @Test
  void throwsForAFileThatIsNotThere() {
    String missing = directory.resolve("missing.img").toString();
    Refusal refusal = assertThrows(Refusal.class, () -> ImageFile.open(missing));
    assertEquals(LoadResult.FILE_MISSING, refusal.result());
    assertTrue(refusal.getMessage().contains(missing), refusal.getMessage());
  }

  @Test
  void throwsForADirectory() {
    Refusal refusal = assertThrows(Refusal.class, () -> ImageFile.open(directory.toString()));
    assertEquals(LoadResult.FILE_MISSING, refusal.result());
  }

  @Test
  void throwsForFilesThatAreNoImages() throws IOException {
    assertEquals(LoadResult.FILE_EMPTY, refusal(new byte[0]));
    assertEquals(LoadResult.NOT_AN_IMAGE, refusal("hello, world".getBytes()));
    byte[] unfinished = image(10, new byte[100]);
    unfinished[0] = 0;
    assertEquals(LoadResult.FILE_UNFINISHED, refusal(unfinished));
    assertEquals(LoadResult.NOT_AN_IMAGE, refusal(entry("other", new byte[100], 0)));
    byte[] deflated = image(10, new byte[100]);
    deflated[8] = 8;
    assertEquals(LoadResult.NOT_AN_IMAGE, refusal(deflated));
    byte[] sizesFollow = image(10, new byte[100]);
    sizesFollow[6] = 8;
    assertEquals(LoadResult.NOT_AN_IMAGE, refusal(sizesFollow));
  }

  @Test
  void throwsForAnOrdinaryJar() throws IOException {
    Path jar = directory.resolve("app.jar");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new ZipEntry(MANIFEST));
      out.write(new byte[500]);
      out.putNextEntry(new ZipEntry("A.class"));
      out.write(new byte[500]);
    }
    Refusal refusal = assertThrows(Refusal.class, () -> ImageFile.open(jar.toString()));
    assertEquals(LoadResult.NOT_AN_IMAGE, refusal.result());
  }

  @Test
  void throwsForEveryTruncation() throws IOException {
    byte[] image = image(10, new byte[100]);
    for (int length = 1; length < image.length; length++) {
      LoadResult result = refusal(Arrays.copyOf(image, length));
      assertTrue(
          result == LoadResult.TRUNCATED || result == LoadResult.NOT_AN_IMAGE,
          length + " bytes: " + result);
    }
  }

  @Test
  void throwsForEveryFlippedByteOfTheHeaders() throws IOException {
    byte[] image = image(10, new byte[100]);
    int headers = image.length - 100;
    for (int i = 0; i < headers; i++) {
      byte[] flipped = image.clone();
      flipped[i] ^= (byte) 0xFF;
      Path file = write(flipped);
      try {
        heap(file);
      } catch (Refusal expected) {
        assertTrue(expected.getMessage().length() > 10);
      }
    }
  }
}
