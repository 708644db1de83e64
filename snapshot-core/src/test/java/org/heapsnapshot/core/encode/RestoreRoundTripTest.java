package org.heapsnapshot.core.encode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.heapsnapshot.core.capture.CapturedHeap;
import org.heapsnapshot.core.intern.Intern;
import org.heapsnapshot.core.intern.InternedStrings;
import org.heapsnapshot.runtime.image.Heap;
import org.heapsnapshot.runtime.image.Image;
import org.heapsnapshot.runtime.restore.Memory;
import org.heapsnapshot.runtime.restore.Restoration;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** A graph of this JVM is captured, encoded, restored by the runtime, and compared with itself. */
class RestoreRoundTripTest {

  @RepeatedTest(60)
  void shouldRestoreAnIsomorphicGraph() throws Throwable {
    long seed = new Random().nextLong();
    Object[] original = RandomGraph.of(seed, 60);
    Object restored = restore(encode(original));
    assertNotSame(original, restored);
    assertTrue(Isomorphism.check(original, restored, "seed " + seed) > 120, "seed " + seed);
  }

  @Test
  void shouldEncodeARestoredGraphToTheSameBytesAgain() throws Throwable {
    // Strings only: the iteration order of anything else differs between graphs by right.
    Object original = Map.of("a", new int[] {1}, "b", List.of("x")).values().toArray();
    byte[] first = encode(original);
    Object restored = restore(first);
    assertArrayEquals(first, encode(restored));
  }

  /** Together they are more than is read at once, and the limits of reads lie within elements. */
  @Test
  void shouldRestoreLargeArraysOfEveryKind() throws Throwable {
    Random random = new Random(7);
    byte[] bytes = new byte[200_001];
    random.nextBytes(bytes);
    boolean[] flags = new boolean[70_003];
    char[] chars = new char[65_539];
    short[] shorts = new short[5];
    float[] floats = new float[40_001];
    for (int i = 0; i < flags.length; i++) {
      flags[i] = random.nextBoolean();
      chars[i % chars.length] = (char) random.nextInt();
      shorts[i % shorts.length] = (short) random.nextInt();
      floats[i % floats.length] = random.nextFloat();
    }
    int[] ints = random.ints(33_333).toArray();
    long[] longs = random.longs(20_003).toArray();
    double[] doubles = random.doubles(1).toArray();
    Object[] original = {
      new byte[] {1}, shorts, bytes, new byte[] {2, 3}, flags, chars, floats, ints, longs, doubles
    };
    assertArrayEquals(original, (Object[]) restore(encode(original)));
  }

  @Test
  void shouldKeepNoTextsThatOnlyConstantsHave() throws Throwable {
    RandomGraph.Holder.root = "kept";
    CapturedHeap heap = InProcessCapture.capture(RandomGraph.Holder.class, "root");
    Map<String, List<String>> constants = Map.of("A", List.of("kept", "\u0131", "dropped"));
    InternedStrings strings = new Intern().intern(heap, List.of(), constants, Map.of("k", "v"));
    byte[] bytes =
        new HeapEncoder().encode(heap, strings, List.of(), constants, Map.of("k", "v")).bytes();
    HeapEncoder.seal(bytes, HeapEncoder.beginImageId(bytes).digest());
    Image image = new Image(Heap.open(bytes));
    assertEquals(strings.needed(), image.strings.count);
    assertEquals(strings.table().size() - 3, image.strings.count);
    assertEquals("kept", image.strings.text(strings.indexOf("kept")));
    assertEquals("v", image.strings.text(strings.indexOf("v")));
    assertEquals("kept", restore(bytes));
  }

  private static byte[] encode(Object graph) throws ReflectiveOperationException {
    RandomGraph.Holder.root = graph;
    CapturedHeap heap = InProcessCapture.capture(RandomGraph.Holder.class, "root");
    RandomGraph.Holder.root = null;
    InternedStrings strings = new Intern().intern(heap, List.of(), Map.of(), Map.of());
    EncodedHeap encoded =
        new HeapEncoder(new IdentityHashes(RestoreRoundTripTest::classFile))
            .encode(heap, strings, List.of(), Map.of(), Map.of());
    HeapEncoder.seal(encoded.bytes(), HeapEncoder.beginImageId(encoded.bytes()).digest());
    return encoded.bytes();
  }

  private static byte[] classFile(String name) throws IOException {
    String resource = "/" + name.replace('.', '/') + ".class";
    try (InputStream in = RestoreRoundTripTest.class.getResourceAsStream(resource)) {
      return in == null ? null : in.readAllBytes();
    }
  }

  private static Object restore(byte[] bytes) throws Throwable {
    int feature = Runtime.version().feature();
    Image image = new Image(Heap.open(bytes.clone()));
    Restoration restoration =
        new Restoration(image, RestoreRoundTripTest.class.getClassLoader(), Memory.open(feature));
    restoration.prepare(feature, true);
    restoration.restore();
    return RandomGraph.Holder.root;
  }
}
