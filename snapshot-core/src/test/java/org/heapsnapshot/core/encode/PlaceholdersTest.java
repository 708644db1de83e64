package org.heapsnapshot.core.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.zip.CRC32;
import org.heapsnapshot.core.capture.CapturedHeap;
import org.heapsnapshot.core.capture.CapturedStatics;
import org.heapsnapshot.runtime.format.HeapLayout;
import org.heapsnapshot.runtime.format.SectionId;
import org.heapsnapshot.runtime.image.Heap;
import org.heapsnapshot.runtime.image.Image;
import org.heapsnapshot.runtime.image.LoadResult;
import org.heapsnapshot.runtime.image.Refusal;
import org.heapsnapshot.testkit.parser.Classes;
import org.heapsnapshot.testkit.parser.Instances;
import org.heapsnapshot.testkit.parser.ReferenceParser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Placeholders that stand for nothing a reading could make are refused before anything is. */
class PlaceholdersTest {
  private byte[] heap;
  private org.heapsnapshot.testkit.parser.Heap parsed;
  private int target;
  private int field;

  /** Where the two columns of the one placeholder are in the heap. */
  private int at;

  @BeforeEach
  void encode() {
    HeapFixture fixture = new HeapFixture();
    int cell = fixture.program("app.Cell", "content:L", "size:I");
    int tool = fixture.program("app.Tool", "name:L", "static root:L");
    int content = fixture.instance(tool, fixture.text("a name"));
    // In a cycle of classes, and so at boot.
    int a = fixture.program("app.A", "static root:L", "static other:L");
    int b = fixture.program("app.B", "static root:L");
    long holder = fixture.instance(cell, content, 7);
    long ofB = fixture.instance(b);
    fixture.statics.add(new CapturedStatics(a, new int[] {0, 1}, new long[] {holder, ofB}));
    fixture.statics.add(new CapturedStatics(b, new int[] {0}, new long[] {fixture.instance(a)}));
    CapturedHeap captured =
        new Deferral(name -> false)
            .apply(fixture.heap(), Map.of("app.Cell.content", 1), name -> false);
    heap = fixture.encode(new HeapEncoder().withLazyUnits(), captured).bytes();
    HeapEncoder.seal(heap, HeapEncoder.beginImageId(heap).digest());
    parsed = ReferenceParser.parseHeap(heap);
    Instances.Group group =
        parsed.instances().groups().stream()
            .filter(g -> g.type().isPlaceholder())
            .findFirst()
            .orElseThrow();
    long[][] columns = group.columns().values().toArray(long[][]::new);
    target = (int) columns[0][0];
    field = (int) columns[1][0];
    at = find();
  }

  private ByteBuffer buffer() {
    return ByteBuffer.wrap(heap).order(ByteOrder.LITTLE_ENDIAN);
  }

  private int entry(int section) {
    return HeapLayout.HEADER_BYTES + (section - 1) * HeapLayout.ENTRY_BYTES;
  }

  private int find() {
    int start = (int) buffer().getLong(entry(SectionId.INSTANCES) + HeapLayout.ENTRY_START_OFFSET);
    int length =
        (int) buffer().getLong(entry(SectionId.INSTANCES) + HeapLayout.ENTRY_LENGTH_OFFSET);
    int groups = buffer().getInt(start);
    for (int i = start + 4 + 12 * groups; i < start + length - 4; i += 4) {
      if (buffer().getInt(i) == target && buffer().getInt(i + 4) == field) {
        return i;
      }
    }
    throw new AssertionError("no columns of a placeholder");
  }

  private Image open(int otherTarget, int otherField) {
    buffer().putInt(at, otherTarget).putInt(at + 4, otherField);
    int entry = entry(SectionId.INSTANCES);
    int start = (int) buffer().getLong(entry + HeapLayout.ENTRY_START_OFFSET);
    int length = (int) buffer().getLong(entry + HeapLayout.ENTRY_LENGTH_OFFSET);
    CRC32 crc = new CRC32();
    crc.update(heap, start, length);
    buffer().putInt(entry + HeapLayout.ENTRY_CRC_OFFSET, (int) crc.getValue());
    HeapEncoder.seal(heap, HeapEncoder.beginImageId(heap).digest());
    return new Image(Heap.open(heap));
  }

  private void assertRefused(int otherTarget, int otherField) {
    Refusal refusal = assertThrows(Refusal.class, () -> open(otherTarget, otherField));
    assertEquals(LoadResult.CORRUPT, refusal.result());
  }

  @Test
  void shouldOpenWhatIsRight() {
    assertEquals(parsed.objectCount(), open(target, field).objects.lastObject);
  }

  @Test
  void throwsOnTargetsThatAreNotMadeAlone() {
    int placeholder = 0;
    for (int id = 1; id <= parsed.objectCount(); id++) {
      if (!parsed.units().lazy().get(parsed.unitOf(id))) {
        placeholder = id;
      }
    }
    for (int other : new int[] {0, -1, 1, placeholder, parsed.objectCount() + 1, 1 << 30}) {
      assertRefused(other, field);
    }
  }

  @Test
  void throwsOnFieldsThatHoldNoPlaceholder() {
    int fields = parsed.classes().fields().size();
    for (Classes.Field other : parsed.classes().fields()) {
      if (other.desc() != 'L') {
        assertRefused(target, other.index());
      }
    }
    assertRefused(target, -1);
    assertRefused(target, fields);
  }
}
