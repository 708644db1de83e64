package org.heapsnapshot.runtime.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sections that are kept, and such that are too large to be. */
class ElementsTest {
  /** Some are a little more or less than what is read at once. */
  private static final int[] LENGTHS = {8, 65_536, 65_544, 131_072, 300_000};

  private static byte[] primitives(int length) {
    byte[] data = new byte[length];
    new Random(length).nextBytes(data);
    return data;
  }

  private static byte[] heap(byte[] primitives) {
    HeapBytes heap = new HeapBytes();
    return heap.fingerprint(17, new int[6], new byte[32], "VM", "17")
        .section(8, primitives)
        .bytes();
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 65_536, 65_544, 300_000})
  void shouldGiveTheBytesOfAnyPlace(int length) {
    byte[] expected = primitives(length);
    HeapSource elements = Heap.open(heap(expected)).source;
    assertEquals(length > 65_536, elements.readsLater());
    Random random = new Random(1);
    for (int i = 0; i < 500; i++) {
      int at = random.nextInt(length);
      int count = 1 + random.nextInt(length - at);
      byte[] range = Arrays.copyOfRange(expected, at, at + count);
      byte[] copied = copy(elements, at, count);
      assertArrayEquals(range, copied, at + " to " + (at + count) + ", seed 1, draw " + i);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 300_000})
  void throwsForADamagedByteBeforeAnythingIsMadeOfIt(int length) {
    byte[] heap = heap(primitives(length));
    int start = indexOf(heap, primitives(length));
    for (int at : LENGTHS) {
      if (at <= length) {
        byte[] damaged = heap.clone();
        damaged[start + at - 1] ^= 4;
        Refusal refusal = assertThrows(Refusal.class, () -> Heap.open(damaged));
        assertEquals(LoadResult.CHECKSUM, refusal.result(), "byte " + at);
      }
    }
  }

  static byte[] copy(HeapSource elements, int at, int count) {
    byte[] copied = new byte[count];
    for (int done = 0; done < count; ) {
      int from = elements.find(at + done);
      int n = Math.min(count - done, elements.found(at + done));
      System.arraycopy(elements.window(), from, copied, done, n);
      done += n;
    }
    return copied;
  }

  @Test
  void throwsForBytesThatChangedSinceTheHeapWasOpened() {
    byte[] heap = heap(primitives(300_000));
    HeapSource elements = Heap.open(heap).source;
    elements.find(0);
    heap[indexOf(heap, primitives(300_000)) + 100_000] ^= 1;
    Refusal refusal = assertThrows(Refusal.class, () -> elements.find(65_536));
    assertEquals(LoadResult.CHECKSUM, refusal.result());
    assertThrows(Refusal.class, () -> elements.find(100_000));
    assertEquals(0, elements.find(131_072));
    assertEquals(3, elements.find(3));
  }

  private static int indexOf(byte[] heap, byte[] part) {
    int at = 0;
    while (!Arrays.equals(heap, at, at + part.length, part, 0, part.length)) {
      at++;
    }
    return at;
  }
}
