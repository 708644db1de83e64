package org.heapsnapshot.core.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.heapsnapshot.core.capture.CapturedHeap;
import org.heapsnapshot.core.encode.EncodedHeap;
import org.heapsnapshot.core.encode.HeapEncoder;
import org.heapsnapshot.core.intern.Intern;
import org.heapsnapshot.core.observe.Heaps.Holder;
import org.heapsnapshot.runtime.format.ReseedKind;
import org.heapsnapshot.runtime.image.Heap;
import org.heapsnapshot.runtime.image.Image;
import org.heapsnapshot.runtime.restore.Memory;
import org.heapsnapshot.runtime.restore.Restoration;
import org.heapsnapshot.testkit.parser.ReferenceParser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Class values, from two captures to the restored object. */
class ClassValuesTest {
  /** Says who computed a value, and how often that was. */
  static final class Names extends ClassValue<String> {
    final String prefix;
    int computed;

    Names(String prefix) {
      this.prefix = prefix;
    }

    @Override
    protected String computeValue(Class<?> type) {
      computed++;
      return type == Void.class ? null : prefix + type.getSimpleName();
    }

    Names with(Class<?>... types) {
      for (Class<?> type : types) {
        get(type);
      }
      return this;
    }
  }

  @AfterEach
  void forget() {
    Holder.root = null;
  }

  private static Object restarted(CapturedHeap marked) throws Throwable {
    EncodedHeap encoded =
        new HeapEncoder(name -> false)
            .encode(
                marked,
                new Intern().intern(marked, List.of(), Map.of(), Map.of()),
                List.of(),
                Map.of(),
                Map.of());
    HeapEncoder.seal(encoded.bytes(), HeapEncoder.beginImageId(encoded.bytes()).digest());
    assertNotNull(ReferenceParser.parseHeap(encoded.bytes()));
    int feature = Runtime.version().feature();
    Image image = new Image(Heap.open(encoded.bytes()));
    Restoration restoration =
        new Restoration(image, ClassValuesTest.class.getClassLoader(), Memory.open(feature));
    restoration.prepare(feature, true);
    restoration.restore();
    return Holder.root;
  }

  @Test
  void shouldRestoreValuesWithoutComputingThem() throws Throwable {
    Names[] original = new Names[1];
    CapturedHeap marked =
        Heaps.marked(
            Heaps.of(() -> new Names("x").with(Integer.class, Void.class, String.class)),
            Heaps.of(
                () -> {
                  original[0] = new Names("x").with(String.class, Integer.class, Void.class);
                  return original[0];
                }));
    assertEquals(List.of(ReseedKind.CLASS_VALUE), Heaps.unstable(marked));

    Names names = (Names) restarted(marked);

    assertNotSame(original[0], names);
    assertEquals("xString", names.get(String.class));
    assertEquals("xInteger", names.get(Integer.class));
    assertSame(null, names.get(Void.class));
    assertEquals(3, names.computed, "at build");
    assertEquals("xLong", names.get(Long.class));
    names.remove(String.class);
    assertEquals("xString", names.get(String.class));
    assertEquals(5, names.computed, "one more, and one again");
    assertEquals("xString", original[0].get(String.class), "the other has its own");
    assertEquals(3, original[0].computed);
  }

  @Test
  void shouldTellValuesApart() {
    int[] call = {0};
    Supplier<Names> other = () -> new Names("x" + call[0]++).with(String.class);
    List<Conviction> convictions = new Lockstep(Heaps.of(other), Heaps.of(other)).compare();
    assertEquals(1, convictions.size());

    Supplier<Names> more = () -> new Names("x").with(call[0]++ == 2 ? String.class : Integer.class);
    convictions = new Lockstep(Heaps.of(more), Heaps.of(more)).compare();
    assertEquals(1, convictions.size());
    assertTrue(convictions.get(0).reason().contains("keys"), convictions.toString());
  }
}
