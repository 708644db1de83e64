package org.heapsnapshot.runtime.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.heapsnapshot.runtime.image.Heap;
import org.heapsnapshot.runtime.image.HeapBytes;
import org.heapsnapshot.runtime.image.Image;
import org.heapsnapshot.runtime.image.LoadResult;
import org.heapsnapshot.runtime.image.Refusal;
import org.junit.jupiter.api.Test;

/**
 * Changes every byte and every word of a heap. With checksums that no longer fit, each change is
 * found by them. With checksums set again, the heap is restored or refused, never anything else;
 * field offsets are computed then, as with another JDK build, so that the classes of all references
 * are checked as well.
 */
class DamagedHeapTest {
  private static final int BODY = 64 + 16 * 24;

  private static byte[] heap() {
    HeapCapture capture = PlainHeap.capture();
    capture.jdkBuild = "another build";
    return capture.bytes();
  }

  /** Restores a heap; null when that succeeded. */
  private static LoadResult restore(byte[] heap) throws Throwable {
    Restoration restoration;
    try {
      Memory memory = Memory.open(Runtime.version().feature());
      restoration = new Restoration(new Image(Heap.open(heap)), new FixtureLoader(), memory);
      restoration.prepare(Runtime.version().feature(), true);
    } catch (Refusal refusal) {
      assertNotNull(refusal.getMessage());
      return refusal.result();
    }
    restoration.restore();
    return null;
  }

  @Test
  void shouldRestoreTheUndamagedHeap() throws Throwable {
    assertEquals(null, restore(heap()));
    Restored restored = new Restored(heap());
    assertTrue(restored.restoration.offsetsComputed());
    assertEquals("text", restored.get("Plain", "text"));
    assertEquals(false, FixtureLoader.get(restored.get("Plain", "item"), "flag").equals(false));
  }

  @Test
  void throwsForEveryFlippedByteWithoutInterpretingIt() {
    byte[] heap = heap();
    for (int i = 0; i < heap.length; i++) {
      byte[] flipped = heap.clone();
      flipped[i] ^= (byte) (1 << i % 8);
      Refusal refusal = assertThrows(Refusal.class, () -> Heap.open(flipped), "byte " + i);
      if (i >= BODY) {
        assertTrue(
            refusal.result() == LoadResult.CHECKSUM
                || refusal.result() == LoadResult.SECTION_TABLE_CORRUPT,
            "byte " + i + ": " + refusal.result());
      }
    }
  }

  @Test
  void shouldRestoreOrRefuseEveryChangedWord() throws Throwable {
    byte[] heap = heap();
    Random random = new Random(20261123);
    Map<LoadResult, Integer> causes = new EnumMap<>(LoadResult.class);
    int restored = 0;
    for (int at = 0; at + 4 <= heap.length; at += 4) {
      int word = ByteBuffer.wrap(heap).order(ByteOrder.LITTLE_ENDIAN).getInt(at);
      int[] others = {word + 1, word - 1, word ^ 1 << random.nextInt(32), random.nextInt()};
      // Of many words any bit is as good as another: take turns, to keep the test short.
      int other = others[(at >> 2) % others.length];
      for (int value : at < BODY + 4 ? others : new int[] {other, -1 - random.nextInt(4)}) {
        byte[] changed = heap.clone();
        ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putInt(at, value);
        LoadResult cause;
        try {
          cause = restore(HeapBytes.sealed(changed));
        } catch (Throwable e) {
          throw new AssertionError("word at " + at + ": " + word + " -> " + value, e);
        }
        if (cause == null) {
          restored++;
        } else {
          causes.merge(cause, 1, Integer::sum);
        }
      }
    }
    assertTrue(restored > 10, "some changes are of values");
    assertTrue(causes.get(LoadResult.CORRUPT) > 100, causes.toString());
  }

  @Test
  void throwsForEveryTruncation() {
    byte[] heap = heap();
    for (int length = 0; length < heap.length; length += 1 + length / 64) {
      byte[] shorter = java.util.Arrays.copyOf(heap, length);
      Refusal refusal = assertThrows(Refusal.class, () -> Heap.open(shorter));
      assertEquals(LoadResult.TRUNCATED, refusal.result(), "length " + length);
    }
  }

  @Test
  void throwsForACountThatWouldExhaustMemory() throws Throwable {
    byte[] heap = heap();
    ByteBuffer buffer = ByteBuffer.wrap(heap).order(ByteOrder.LITTLE_ENDIAN);
    for (int id = 1; id <= 13; id++) {
      if (buffer.getLong(64 + 24 * (id - 1) + 16) == 0) {
        continue;
      }
      byte[] changed = heap.clone();
      int at = (int) buffer.getLong(64 + 24 * (id - 1) + 8);
      ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putInt(at, Integer.MAX_VALUE);
      LoadResult cause = restore(HeapBytes.sealed(changed));
      if (cause == null) {
        fail("section " + id);
      }
    }
  }
}
