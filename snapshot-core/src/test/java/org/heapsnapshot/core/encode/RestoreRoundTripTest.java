package org.heapsnapshot.core.encode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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
