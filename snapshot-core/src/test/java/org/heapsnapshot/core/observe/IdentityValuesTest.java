package org.heapsnapshot.core.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.heapsnapshot.core.capture.CapturedHeap;
import org.heapsnapshot.core.encode.EncodedHeap;
import org.heapsnapshot.core.encode.HeapEncoder;
import org.heapsnapshot.core.encode.IdentityHashes;
import org.heapsnapshot.core.fixture.Walked;
import org.heapsnapshot.core.intern.Intern;
import org.heapsnapshot.core.intern.InternedStrings;
import org.heapsnapshot.runtime.format.ReseedKind;
import org.heapsnapshot.runtime.image.Heap;
import org.heapsnapshot.runtime.image.Image;
import org.heapsnapshot.runtime.restore.Memory;
import org.heapsnapshot.runtime.restore.Restoration;
import org.junit.jupiter.api.Test;

/** Kept identity hashes: found, left out, and asked for again. */
class IdentityValuesTest {
  private static final class Statics {
    static Object object;
    static int hash;
    static Keyed keyed;
  }

  private static final class Keyed {
    final long before = 1L << 40;
    final Object of;
    final int hash;
    final int plain = 7;

    Keyed(Object of, int hash) {
      this.of = of;
      this.hash = hash;
    }
  }

  private static CapturedHeap capture(int error) {
    Statics.object = new Object();
    Statics.hash = System.identityHashCode(Statics.object) + error;
    Object other = new Object();
    Statics.keyed = new Keyed(other, other.hashCode() + error);
    return Walked.of(Statics.class).heap();
  }

  @Test
  void shouldFindHashesOfObjectsThatCorrespond() {
    Lockstep lockstep = new Lockstep(capture(0), capture(0));

    assertEquals(List.of(), lockstep.compare());
    CapturedHeap marked = lockstep.marked();
    assertTrue(marked.statics().get(0).identities()[1] > 0);
    assertEquals(0, marked.statics().get(0).identities()[0]);
    assertEquals(List.of(ReseedKind.IDENTITY_HASH), Heaps.unstable(marked));
  }

  @Test
  void shouldConvictOfNumbersThatAreNoHashes() {
    List<Conviction> convictions = new Lockstep(capture(0), capture(1)).compare();

    assertEquals(1, convictions.size());
    assertTrue(convictions.get(0).reason().contains("in the other"));
  }

  @Test
  void shouldAskForThemAgainWhenTheObjectsAreRestored() throws Throwable {
    CapturedHeap marked = Heaps.marked(capture(0), capture(0));
    Object before = Statics.object;
    int hashBefore = Statics.hash;
    restore(marked);

    assertNotSame(before, Statics.object);
    assertNotEquals(hashBefore, Statics.hash);
    assertEquals(System.identityHashCode(Statics.object), Statics.hash);
    assertEquals(System.identityHashCode(Statics.keyed.of), Statics.keyed.hash);
    assertEquals(7, Statics.keyed.plain);
    assertEquals(1L << 40, Statics.keyed.before);
  }

  /** As hash codes are made that begin with that of a class. */
  @Test
  void shouldAddWhatIsAddedToAHash() throws Throwable {
    CapturedHeap marked = Heaps.marked(capture(31), capture(31));
    Object before = Statics.object;
    restore(marked);

    assertNotSame(before, Statics.object);
    assertEquals(System.identityHashCode(Statics.object) + 31, Statics.hash);
    assertEquals(System.identityHashCode(Statics.keyed.of) + 31, Statics.keyed.hash);
  }

  private static void restore(CapturedHeap heap) throws Throwable {
    InternedStrings strings = new Intern().intern(heap, List.of(), Map.of(), Map.of());
    EncodedHeap encoded =
        new HeapEncoder(new IdentityHashes(IdentityValuesTest::classFile))
            .encode(heap, strings, List.of(), Map.of(), Map.of());
    HeapEncoder.seal(encoded.bytes(), HeapEncoder.beginImageId(encoded.bytes()).digest());
    int feature = Runtime.version().feature();
    Restoration restoration =
        new Restoration(
            new Image(Heap.open(encoded.bytes())),
            IdentityValuesTest.class.getClassLoader(),
            Memory.open(feature));
    restoration.prepare(feature, true);
    restoration.restore();
  }

  private static byte[] classFile(String name) throws IOException {
    String resource = "/" + name.replace('.', '/') + ".class";
    try (InputStream in = IdentityValuesTest.class.getResourceAsStream(resource)) {
      return in == null ? null : in.readAllBytes();
    }
  }
}
