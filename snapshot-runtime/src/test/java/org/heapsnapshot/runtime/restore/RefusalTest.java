package org.heapsnapshot.runtime.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import java.util.TimeZone;
import java.util.function.Consumer;
import org.heapsnapshot.runtime.image.Heap;
import org.heapsnapshot.runtime.image.HeapBytes;
import org.heapsnapshot.runtime.image.Image;
import org.heapsnapshot.runtime.image.LoadResult;
import org.heapsnapshot.runtime.image.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One test for each cause that a heap and its environment can give. */
class RefusalTest {
  private static final int FEATURE = Runtime.version().feature();

  private static Restoration prepared(byte[] heap) {
    Restoration restoration =
        new Restoration(new Image(Heap.open(heap)), new FixtureLoader(), Memory.open(FEATURE));
    restoration.prepare(FEATURE, true);
    return restoration;
  }

  private static Refusal refusal(byte[] heap, LoadResult expected) {
    Refusal refusal = assertThrows(Refusal.class, () -> prepared(heap));
    assertEquals(expected, refusal.result(), refusal.getMessage());
    assertTrue(refusal.getMessage().startsWith(expected.what));
    assertTrue(refusal.getMessage().endsWith(expected.advice));
    return refusal;
  }

  private static byte[] changed(Consumer<HeapCapture> change) {
    HeapCapture capture = PlainHeap.capture();
    change.accept(capture);
    return capture.bytes();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, WRONG_MAGIC",
    "8, 0, FORMAT_OLDER",
    "8, 2, FORMAT_NEWER",
    "12, 68, HEADER_CORRUPT",
    "16, 14, HEADER_CORRUPT",
    "24, 5, TRUNCATED",
    "64, 2, SECTION_TABLE_CORRUPT",
    "72, 432, SECTION_TABLE_CORRUPT",
    "80, 6, SECTION_TABLE_CORRUPT"
  })
  void throwsForAChangedHeader(int at, int value, LoadResult expected) {
    byte[] heap = PlainHeap.capture().bytes();
    ByteBuffer.wrap(heap).order(ByteOrder.LITTLE_ENDIAN).putInt(at, value);
    refusal(HeapBytes.sealed(heap), expected);
  }

  @Test
  void throwsForAChecksumThatDoesNotFit() {
    byte[] header = PlainHeap.capture().bytes();
    header[40] ^= 1;
    Refusal refusal = refusal(header, LoadResult.HEADER_CORRUPT);
    assertTrue(refusal.getMessage().contains("headerCrc found="), refusal.getMessage());
    byte[] body = PlainHeap.capture().bytes();
    body[500] ^= 1;
    refusal(body, LoadResult.CHECKSUM);
  }

  @Test
  void throwsForAnotherJdkRelease() {
    Refusal refusal = refusal(changed(c -> c.feature = 11), LoadResult.OTHER_FEATURE);
    assertTrue(refusal.getMessage().contains("java found=" + FEATURE + " expected=11"));
  }

  @Test
  void throwsForAnotherVm() {
    refusal(changed(c -> c.vmName = "Eclipse OpenJ9 VM"), LoadResult.OTHER_VM);
  }

  @Test
  void shouldComputeOffsetsOnAnotherBuild() {
    assertTrue(prepared(changed(c -> c.jdkBuild = "another")).offsetsComputed());
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "2", "3", "4", "5"})
  void shouldComputeOffsetsWithAnotherLayout(int number) {
    assertTrue(prepared(changed(c -> c.layout[number]++)).offsetsComputed());
    assertFalse(prepared(PlainHeap.capture().bytes()).offsetsComputed());
  }

  @Test
  void throwsForOtherFieldsOfJdkClasses() {
    HeapCapture capture = PlainHeap.capture();
    capture.bytes();
    capture.heap.fingerprint(FEATURE, capture.layout, new byte[32], capture.vmName, "another");
    refusal(capture.heap.bytes(), LoadResult.OTHER_FIELDS);
  }

  @Test
  void shouldComputeTheOffsetsOfRecordFieldsToo() {
    FixtureLoader source = new FixtureLoader();
    HeapCapture capture =
        new HeapCapture(source)
            .statics(source.built("State"))
            .statics(source.fixture("State$Color"));
    capture.jdkBuild = "another";
    assertTrue(prepared(capture.bytes()).offsetsComputed());
  }

  @Test
  void throwsForAClassThatIsNotThere() {
    FixtureLoader source = new FixtureLoader();
    Class<?> plain = source.built("Plain");
    byte[] heap = new HeapCapture(source).statics(plain).bytes();
    byte[] name = "org.heapsnapshot.runtime.fixtures.Plain$Item".getBytes();
    heap[indexOf(heap, name) + name.length - 1] = 'X';
    Refusal refusal = refusal(HeapBytes.sealed(heap), LoadResult.CLASS_MISSING);
    assertTrue(refusal.getMessage().contains("Plain$IteX"), refusal.getMessage());
  }

  private static int indexOf(byte[] bytes, byte[] part) {
    for (int i = 0; ; i++) {
      if (java.util.Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
        return i;
      }
    }
  }

  @Test
  void throwsForAClassOfAnotherLoader() {
    byte[] heap = PlainHeap.capture().bytes();
    Restoration restoration =
        new Restoration(
            new Image(Heap.open(heap)),
            new ClassLoader(new FixtureLoader()) {},
            Memory.open(FEATURE));
    Refusal refusal = assertThrows(Refusal.class, () -> restoration.prepare(FEATURE, true));
    assertEquals(LoadResult.CLASS_CHANGED, refusal.result());
  }

  @Test
  void throwsForUnitsOfAnUnknownKind() {
    HeapCapture capture = PlainHeap.capture();
    capture.bytes();
    capture.heap.section(5, new HeapBytes.Words().add(1, 2, 0, 0, 0, 0, 0, 0, 0, 0));
    refusal(capture.heap.bytes(), LoadResult.CORRUPT);
  }

  @Test
  void throwsForARecipeThatFails() {
    HeapCapture capture = PlainHeap.capture();
    capture.bytes();
    // Charset.forName("text")
    int id = 1;
    capture.heap.section(10, new HeapBytes.Words().add(1, 0, 1, 0, 1, id));
    refusal(capture.heap.bytes(), LoadResult.RECIPE_FAILED);
  }

  @Test
  void throwsForASymbolThatTheJdkHasNot() {
    byte[] heap = PlainHeap.capture().bytes();
    byte[] constant = "NEW".getBytes();
    heap[indexOf(heap, constant)] = 'M';
    Refusal refusal = refusal(HeapBytes.sealed(heap), LoadResult.SYMBOL_MISSING);
    assertTrue(refusal.getMessage().contains("java.lang.Thread$State"), refusal.getMessage());
  }

  @Test
  void shouldAcceptGuardsThatHold() {
    System.setProperty("guard.held", "x");
    prepared(
        changed(
            c ->
                c.guard(1, "guard.held", "x", "A")
                    .guard(1, "guard.absent", null, "A")
                    .guard(2, "GUARD_ABSENT", null, "A")
                    .guard(3, "locale", Locale.getDefault().toLanguageTag(), "A")
                    .guard(4, "timezone", TimeZone.getDefault().getID(), "A")
                    .guard(5, "charset", java.nio.charset.Charset.defaultCharset().name(), "A")
                    .guard(6, "no/such/resource", null, "A")
                    .guard(12, "guard.hel", "guard.held\n", "A")
                    .guard(12, "guard.absent", null, "A")
                    .guard(13, "org/heapsnapshot/runtime/fixtures/Plain.class", "1", "A")
                    .guard(13, "no/such/resource", null, "A")
                    .guard(6, "org/heapsnapshot/runtime/fixtures/Plain.class", "present", "A")));
  }

  @ParameterizedTest
  @CsvSource({
    "1, guard.absent, value, system property guard.absent found=absent expected=\"value\"",
    "1, java.vm.name, '', system property java.vm.name",
    "2, GUARD_ABSENT, value, environment variable GUARD_ABSENT",
    "3, locale, tlh, default locale",
    "4, timezone, Mars/Olympus, default time zone",
    "5, charset, UTF-7, default charset",
    "6, no/such/resource, present, resource no/such/resource",
    "12, java.vm.na, , the system properties that begin with java.vm.na found=\"java.vm.name",
    "13, org/heapsnapshot/runtime/fixtures/Plain.class, 2, number of resources org/heapsnapshot",
    "14, main, app.Main, main class found=absent expected=\"app.Main\""
  })
  void throwsForAGuardThatDoesNotHold(int kind, String name, String value, String message) {
    Refusal refusal =
        refusal(changed(c -> c.guard(kind, name, value, "app.Reader")), LoadResult.GUARD);
    assertTrue(refusal.getMessage().contains(message), refusal.getMessage());
    assertTrue(refusal.getMessage().contains("read by app.Reader"), refusal.getMessage());
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1})
  void throwsForAGuardOfAUnitThatBootCannotLeaveOut(int unit) {
    HeapCapture capture = PlainHeap.capture();
    capture.bytes();
    capture.heap.section(13, new HeapBytes.Words().add(1, 1, 0, -1, 0, 0, 1, unit));
    refusal(capture.heap.bytes(), LoadResult.CORRUPT);
  }

  @Test
  void throwsForNullsWhereACollectionHasNone() {
    HeapCapture capture = PlainHeap.capture();
    byte[] heap = capture.bytes();
    int reseed =
        (int) ByteBuffer.wrap(heap).order(ByteOrder.LITTLE_ENDIAN).getLong(64 + 24 * 11 + 8);
    int count = ByteBuffer.wrap(heap).order(ByteOrder.LITTLE_ENDIAN).getInt(reseed);
    int start = reseed + 4 + 8 * count;
    int concurrent = 4;
    int entry = ByteBuffer.wrap(heap).order(ByteOrder.LITTLE_ENDIAN).getInt(start + 4 * concurrent);
    ByteBuffer.wrap(heap)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(start + 4 * (count + 1) + 4 * entry, 0);
    refusal(HeapBytes.sealed(heap), LoadResult.CORRUPT);
  }
}
