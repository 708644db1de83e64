package org.heapsnapshot.core.observe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.heapsnapshot.core.capture.CapturedHeap;
import org.heapsnapshot.core.capture.CapturedMade;
import org.junit.jupiter.api.Test;

/** Classes that the program made, compared: here {@code String} stands for one. */
class MadeClassesTest {
  private static final byte[] FILE = {1, 2, 3};

  private final CapturedHeap heap = Heaps.of(() -> "".getClass());
  private final int made = index("java.lang.String");
  private final int holder = index(Heaps.Holder.class.getName());

  private int index(String name) {
    for (int i = 0; i < heap.classes().size(); i++) {
      if (heap.classes().get(i).name().equals(name)) {
        return i;
      }
    }
    throw new AssertionError(name);
  }

  private CapturedHeap with(String madeBy, byte[] file, int... definers) {
    int[] needs = {0};
    return heap.withMade(
        List.of(new CapturedMade(made, holder, file, needs, madeBy, definers, false)));
  }

  private static List<String> convictions(CapturedHeap first, CapturedHeap second) {
    return new Lockstep(first, second)
        .compare().stream().map(c -> c.className() + " " + c.cause() + " " + c.reason()).toList();
  }

  private static void assertConvicted(CapturedHeap first, CapturedHeap second, String... names) {
    List<String> found = convictions(first, second);
    assertEquals(names.length, found.size(), found.toString());
    for (int i = 0; i < names.length; i++) {
      assertTrue(found.get(i).startsWith(names[i] + " DIFFERENCE"), found.toString());
      assertTrue(found.get(i).contains("the class java.lang.String"), found.toString());
    }
  }

  @Test
  void shouldAcquitWhoMakesTheSameClassTwice() {
    assertEquals(List.of(), convictions(with("p.A", FILE), with("p.A", FILE.clone())));
  }

  @Test
  void shouldConvictWhoMakesAClassInOneObservationOnly() {
    assertConvicted(with("p.A", FILE), heap, "p.A");
    assertConvicted(heap, with("p.B", FILE), "p.B");
  }

  @Test
  void shouldConvictWhoMakesAnotherClassOfTheSameName() {
    assertConvicted(with("p.A", FILE), with("p.A", new byte[] {1, 2, 4}), "p.A");
  }

  @Test
  void shouldConvictBothWhenWhoeverComesFirstMakesAClass() {
    assertConvicted(with("p.A", FILE), with("p.B", FILE), "p.A", "p.B");
  }

  /** Where the class was there already, it was not seen that somebody used who made it. */
  @Test
  void shouldKnowAllWhoFindAClassInEitherObservation() {
    Lockstep lockstep = new Lockstep(with("p.A", FILE), with("p.A", FILE, holder));
    assertEquals(List.of(), lockstep.compare());
    assertArrayEquals(new int[] {holder}, lockstep.marked().made().get(0).definers());
    lockstep = new Lockstep(with("p.A", FILE), with("p.A", FILE, made));
    assertEquals(List.of(), lockstep.compare());
    assertArrayEquals(
        new int[0], lockstep.marked().made().get(0).definers(), "it is not restored in the first");
  }
}
