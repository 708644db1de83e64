package org.heapsnapshot.core.encode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Collections;
import java.util.zip.CRC32;
import org.heapsnapshot.core.SnapshotException;
import org.heapsnapshot.core.intern.Intern;
import org.heapsnapshot.core.intern.InternedStrings;
import org.heapsnapshot.core.observe.Guard;
import org.heapsnapshot.runtime.format.SectionId;
import org.junit.jupiter.api.Test;

class HeapEncoderTest {
  private static final int LIST_LENGTH = 1_000_000;

  private final HeapFixture fixture = new HeapFixture();

  @Test
  void shouldWriteHeaderAndSectionTable() {
    fixture.root("app.Main", fixture.text("x"));
    byte[] heap = fixture.encode().bytes();
    ByteBuffer in = new RawHeap(heap).bytes;
    assertArrayEquals(
        new byte[] {(byte) 0x89, 'H', 'S', 'N', 'P', '\r', '\n', 0x1A}, Arrays.copyOf(heap, 8));
    assertEquals(1, in.getInt(8));
    assertEquals(64, in.getInt(12));
    assertEquals(16, in.getInt(16));
    assertEquals(heap.length, in.getLong(24));
    long end = 64 + 16 * 24;
    for (int i = 0; i < 16; i++) {
      int entry = 64 + i * 24;
      long offset = in.getLong(entry + 8);
      long length = in.getLong(entry + 16);
      assertEquals(i + 1, in.getInt(entry));
      assertEquals((end + 7) & -8, offset);
      assertEquals(0, length % 4);
      for (long gap = end; gap < offset; gap++) {
        assertEquals(0, heap[(int) gap]);
      }
      assertEquals(crc(heap, (int) offset, (int) length), in.getInt(entry + 4));
      end = offset + length;
    }
    assertEquals(heap.length, end);
  }

  @Test
  void shouldSealWithImageIdAndHeaderCrc() {
    byte[] heap = fixture.encode().bytes();
    byte[] id = new byte[32];
    Arrays.fill(id, (byte) 7);
    assertSame(heap, HeapEncoder.seal(heap, id));
    byte[] once = heap.clone();
    HeapEncoder.seal(heap, id);
    assertArrayEquals(once, heap);
    assertArrayEquals(id, Arrays.copyOfRange(heap, 32, 64));
    int crc = ByteBuffer.wrap(heap).order(ByteOrder.LITTLE_ENDIAN).getInt(20);
    Arrays.fill(heap, 20, 24, (byte) 0);
    assertEquals(crc(heap, 0, 64 + 16 * 24), crc);
    assertThrows(IllegalArgumentException.class, () -> HeapEncoder.seal(heap, new byte[31]));
  }

  @Test
  void shouldBeginImageIdWithAllBehindTheHeader() throws Exception {
    byte[] heap = fixture.encode().bytes();
    byte[] expected =
        MessageDigest.getInstance("SHA-256").digest(Arrays.copyOfRange(heap, 64, heap.length));
    assertArrayEquals(expected, HeapEncoder.beginImageId(heap).digest());
    HeapEncoder.seal(heap, expected);
    assertArrayEquals(expected, HeapEncoder.beginImageId(heap).digest());
  }

  private static int crc(byte[] bytes, int offset, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, offset, length);
    return (int) crc.getValue();
  }

  @Test
  void shouldNotDependOnTheOrderOfLists() {
    int first = fixture.map();
    int second = fixture.map();
    int node = fixture.instance(fixture.program("app.Node"));
    fixture.fill(first, true, node, second);
    fixture.fill(second, true, node, node);
    fixture.root("app.Main", first);
    fixture.guards.add(new Guard(1, "b", "1", "app.A"));
    fixture.guards.add(new Guard(1, "a", null, "app.A"));
    byte[] bytes = fixture.encode().bytes();
    assertArrayEquals(bytes, fixture.encode().bytes());
    Collections.reverse(fixture.hashed);
    byte[] reversed = fixture.encode().bytes();
    assertArrayEquals(bytes, reversed);
  }

  @Test
  void shouldEncodeAListOfAMillionNodes() {
    int node = fixture.program("app.Node", "next:L", "value:I");
    for (int i = 1; i <= LIST_LENGTH; i++) {
      fixture.instance(node, i == LIST_LENGTH ? 0 : i + 1, i);
    }
    fixture.root("app.Main", 1);
    EncodedHeap encoded = fixture.encode();
    assertEquals(LIST_LENGTH, encoded.objectCount());
    int[] instances = new RawHeap(encoded.bytes()).ints(SectionId.INSTANCES);
    assertEquals(4 + 2 * LIST_LENGTH, instances.length);
    assertEquals(2, instances[4]);
    assertEquals(0, instances[3 + LIST_LENGTH]);
    assertEquals(LIST_LENGTH, instances[3 + 2 * LIST_LENGTH]);
  }

  @Test
  void shouldOrderCollectionsBehindAListOfAMillionNodes() {
    int outer = fixture.map();
    int inner = fixture.map();
    int node = fixture.program("app.Node", "next:L");
    int first = fixture.objects.size() + 1;
    for (int i = 0; i < LIST_LENGTH; i++) {
      int next = i == LIST_LENGTH - 1 ? inner : first + i + 1;
      fixture.instance(node, next);
    }
    fixture.fill(outer, true, first, 0);
    fixture.fill(inner, true, first + LIST_LENGTH - 1, 0);
    fixture.root("app.Main", outer);
    EncodedHeap encoded = fixture.encode(new HeapEncoder("app.Node"::equals));
    assertEquals(2, encoded.reseedCount());
  }

  @Test
  void throwsWhenTheHeapIsTooLong() {
    int node = fixture.program("app.Node", "next:L", "value:I");
    for (int i = 1; i <= 1000; i++) {
      fixture.instance(node, i == 1000 ? 0 : i + 1, i);
    }
    fixture.root("app.Main", 1);
    SnapshotException thrown =
        assertThrows(
            SnapshotException.class, () -> fixture.encode(new HeapEncoder(name -> false, 5000)));
    assertTrue(thrown.getMessage().contains("at most 5000"), thrown.getMessage());
    assertTrue(thrown.getMessage().contains("INSTANCES with 8016 bytes"), thrown.getMessage());
    assertTrue(thrown.getMessage().contains("app.Node (1000)"), thrown.getMessage());
    assertTrue(thrown.getMessage().contains("--initialize-at-run-time"), thrown.getMessage());
  }

  @Test
  void throwsWhenThereAreTooManyObjects() {
    ObjectGraph graph = new ObjectGraph(fixture.heap());
    ClassRows rows = ClassRows.of(graph, Reachable.of(graph));
    FormatLimits.checkObjects(1 << 30, rows);
    SnapshotException thrown =
        assertThrows(
            SnapshotException.class, () -> FormatLimits.checkObjects((1L << 30) + 1, rows));
    assertTrue(thrown.getMessage().contains("1073741825"), thrown.getMessage());
  }

  @Test
  void throwsForReferencesToNothing() {
    int node = fixture.program("app.Node", "next:L");
    fixture.root("app.Main", fixture.instance(node, 99));
    IllegalArgumentException thrown = assertThrows(IllegalArgumentException.class, fixture::encode);
    assertTrue(thrown.getMessage().contains("id=99 objects=1"), thrown.getMessage());
  }

  @Test
  void throwsWhenSomethingWasNotInterned() {
    fixture.root("app.Main", 0);
    InternedStrings strings =
        new Intern()
            .intern(new HeapFixture().heap(), fixture.guards, fixture.constants, fixture.metadata);
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new HeapEncoder()
                .encode(
                    fixture.heap(), strings, fixture.guards, fixture.constants, fixture.metadata));
  }
}
