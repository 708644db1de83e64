package org.heapsnapshot.core.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.heapsnapshot.core.capture.CapturedClass;
import org.heapsnapshot.core.capture.CapturedHeap;
import org.heapsnapshot.core.capture.CapturedObject;
import org.heapsnapshot.core.capture.CapturedStatics;
import org.heapsnapshot.core.observe.Guard;
import org.heapsnapshot.testkit.parser.Guards;
import org.heapsnapshot.testkit.parser.Heap;
import org.heapsnapshot.testkit.parser.HeapObject;
import org.heapsnapshot.testkit.parser.ReferenceParser;
import org.heapsnapshot.testkit.parser.Statics;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Which classes are restored at boot, and which objects with which class. */
class UnitPartitionTest {
  private final HeapFixture fixture = new HeapFixture();

  private Heap parse() {
    return parse(fixture.heap());
  }

  private Heap parse(CapturedHeap captured) {
    return parse(captured, Set.of());
  }

  private Heap parse(CapturedHeap captured, Set<String> conditional) {
    byte[] heap = fixture.encode(new HeapEncoder().withLazyUnits(), captured, conditional).bytes();
    HeapEncoder.seal(heap, HeapEncoder.beginImageId(heap).digest());
    // The parser checks that a unit refers only to what it needs.
    return ReferenceParser.parseHeap(heap);
  }

  private static int unit(Heap heap, String className) {
    for (Statics.Row row : heap.statics().rows()) {
      if (row.type().name().equals(className)) {
        return row.unit();
      }
    }
    throw new AssertionError(className);
  }

  private static boolean isLazy(Heap heap, String className) {
    return heap.units().lazy().get(unit(heap, className));
  }

  private static int unitOfRoot(Heap heap, String className) {
    return ((HeapObject.Instance) heap.staticObject(className, "root")).unit();
  }

  @Test
  void shouldShareWhatTwoClassesReach() {
    int node = fixture.program("app.Node", "next:L");
    int shared = fixture.instance(node, 0);
    fixture.root("app.A", fixture.instance(node, shared));
    fixture.root("app.B", fixture.instance(node, shared));
    Heap heap = parse();
    assertTrue(isLazy(heap, "app.A") && isLazy(heap, "app.B"));
    assertNotEquals(unit(heap, "app.A"), unit(heap, "app.B"));
    assertEquals(unit(heap, "app.A"), unitOfRoot(heap, "app.A"));
    List<Integer> needs = heap.units().needs().get(unit(heap, "app.A"));
    assertEquals(1, needs.size());
    assertEquals(needs, heap.units().needs().get(unit(heap, "app.B")));
    assertTrue(heap.units().lazy().get(needs.get(0)));
  }

  @Test
  void shouldRestoreAtBootWhatNeedsEachOther() {
    int a = fixture.program("app.A", "static root:L");
    int b = fixture.program("app.B", "static root:L");
    fixture.statics.add(new CapturedStatics(a, new int[] {0}, new long[] {fixture.instance(b)}));
    fixture.statics.add(new CapturedStatics(b, new int[] {0}, new long[] {fixture.instance(a)}));
    fixture.root("app.Lazy", fixture.text("x"));
    Heap heap = parse();
    assertFalse(isLazy(heap, "app.A"));
    assertFalse(isLazy(heap, "app.B"));
    assertTrue(isLazy(heap, "app.Lazy"));
  }

  @Test
  void shouldFollowSuperclasses() {
    int base = fixture.program("app.Base", "static root:L");
    int sub = fixture.classes.size();
    fixture.classes.add(new CapturedClass("app.Sub", 2, false, false, List.of(), new int[] {base}));
    // Base holds a Sub, whose superclass is Base: one class, so no cycle of classes.
    fixture.statics.add(
        new CapturedStatics(base, new int[] {0}, new long[] {fixture.instance(sub)}));
    assertTrue(isLazy(parse(), "app.Base"));
    // Now Sub is restored too: Base needs Sub needs Base.
    fixture.statics.add(new CapturedStatics(sub, new int[0], new long[0]));
    Heap heap = parse();
    assertFalse(isLazy(heap, "app.Base"));
    assertFalse(isLazy(heap, "app.Sub"));
  }

  @Test
  void shouldRebuildAtBootWhatRunsCodeOfTheProgram() {
    int key = fixture.program("app.Key", "text:L", "static root:L");
    int map = fixture.map();
    fixture.fill(map, true, fixture.instance(key, fixture.text("k")), fixture.text("v"));
    fixture.root("app.Holder", map);
    fixture.statics.add(
        new CapturedStatics(key, new int[] {1}, new long[] {fixture.text("static of the key")}));
    int plain = fixture.map();
    fixture.fill(plain, true, fixture.text("k"), fixture.text("v"));
    fixture.root("app.Plain", plain);
    Heap heap = parse();
    assertFalse(heap.units().lazy().get(unitOfRoot(heap, "app.Holder")), "the map");
    assertFalse(isLazy(heap, "app.Key"), "its key's class");
    assertTrue(isLazy(heap, "app.Holder"), "the class that holds the map, and finds it made");
    assertEquals(List.of(0), heap.units().needs().get(unit(heap, "app.Holder")));
    assertTrue(isLazy(heap, "app.Plain"), "strings hash by code of the JDK");
    assertEquals(unit(heap, "app.Plain"), unitOfRoot(heap, "app.Plain"));
  }

  @Test
  void shouldPutAStringOfTwoClassesIntoASharedUnit() {
    fixture.root("app.A", fixture.interned("x"));
    fixture.root("app.B", fixture.interned("x"));
    Heap heap = parse();
    assertEquals(1, heap.units().needs().get(unit(heap, "app.A")).size());
  }

  /** A class at boot, for it is in a cycle with another, that holds an object. */
  private void bootRoot(String name, int object) {
    int a = fixture.program(name, "static root:L", "static other:L");
    int b = fixture.program(name + "$Other", "static root:L");
    int ofB = fixture.instance(b);
    fixture.statics.add(new CapturedStatics(a, new int[] {0, 1}, new long[] {object, ofB}));
    fixture.statics.add(new CapturedStatics(b, new int[] {0}, new long[] {fixture.instance(a)}));
  }

  @Test
  void shouldPutWhatConditionalClassesAloneLeadToAtTheEndOfBoot() {
    int node = fixture.program("app.Node", "next:L");
    int shared = fixture.instance(node, 0);
    int own = fixture.instance(node, shared);
    bootRoot("app.Always", shared);
    bootRoot("app.Sometimes", own);
    int lazy = fixture.instance(node, own);
    fixture.root("app.Lazy", lazy);
    fixture.guards.add(new Guard(9, "processors", "2", "app.Lazy", true));
    fixture.guards.add(new Guard(1, "p", null, "app.Always"));
    Set<String> conditional = Set.of("app.Sometimes", "app.Sometimes$Other", "app.Lazy");
    Heap heap = parse(fixture.heap(), conditional);
    int last = heap.units().lazy().indexOf(true) - 1;
    assertEquals(last, unit(heap, "app.Sometimes"));
    assertEquals(last, unitOfRoot(heap, "app.Sometimes"));
    assertNotEquals(last, unit(heap, "app.Always"));
    assertNotEquals(last, unitOfRoot(heap, "app.Always"), "both lead to it");
    assertTrue(isLazy(heap, "app.Lazy"));
    assertEquals(List.of(last), heap.units().needs().get(unit(heap, "app.Lazy")));
    List<Guards.Row> guards = heap.guards().rows();
    assertEquals(List.of(), guards.get(0).units(), "all");
    assertEquals(List.of(last, unit(heap, "app.Lazy")), guards.get(1).units());
  }

  /** A heap with placeholders in {@code app.Cell.content} for what leads to so many objects. */
  private static CapturedHeap deferred(CapturedHeap heap, int least) {
    return new Deferral(name -> false)
        .apply(heap, Map.of("app.Cell.content", least), name -> false);
  }

  /** The same heap with placeholders in {@code app.Cell.content}. */
  private CapturedHeap deferred() {
    return deferred(fixture.heap(), 1);
  }

  @Test
  void shouldMakeAloneWhatAPlaceholderStandsFor() {
    int cell = fixture.program("app.Cell", "content:L");
    int tool = fixture.program("app.Tool", "name:L", "static root:L");
    int read = fixture.instance(cell, fixture.instance(tool, fixture.text("a name")));
    bootRoot("app.Holder", read);
    fixture.statics.add(
        new CapturedStatics(tool, new int[] {1}, new long[] {fixture.text("static of Tool")}));
    assertEquals(List.of("app.Cell.content"), Deferral.fieldsOf(deferred()));
    // The parser checks what placeholders stand for.
    Heap heap = parse(deferred());
    HeapObject.Instance holder = (HeapObject.Instance) heap.staticObject("app.Holder", "root");
    assertFalse(heap.units().lazy().get(holder.unit()), "what holds a placeholder");
    assertTrue(isLazy(heap, "app.Tool"), "the class of what it stands for");
    int placeholders = 0;
    for (var group : heap.instances().groups()) {
      placeholders += group.type().isPlaceholder() ? group.count() : 0;
    }
    assertEquals(1, placeholders);
  }

  @Test
  void shouldRestoreAtBootWhatTwoPlaceholdersLeadTo() {
    int cell = fixture.program("app.Cell", "content:L");
    int pair = fixture.program("app.Pair", "shared:L", "name:L");
    int shared = fixture.instance(fixture.program("app.Shared", "name:L"), fixture.text("s"));
    int first = fixture.instance(cell, fixture.instance(pair, shared, fixture.interned("name")));
    int second = fixture.instance(cell, fixture.instance(pair, shared, fixture.interned("name")));
    int third = fixture.instance(cell, shared);
    int fourth = fixture.instance(cell, fixture.text("no instance"));
    int array = fixture.array("[Ljava.lang.Object;", 0);
    bootRoot("app.Holder", fixture.references(array, first, second, third, fourth));
    Heap heap = parse(deferred());
    int placeholders = 0;
    for (var group : heap.instances().groups()) {
      boolean isLazy = heap.units().lazy().get(group.unit());
      switch (group.type().name()) {
        case "app.Pair" -> assertTrue(isLazy && group.count() == 1, "each alone");
        case "app.Shared" -> assertFalse(isLazy);
        default -> placeholders += group.type().isPlaceholder() ? group.count() : 0;
      }
    }
    assertEquals(2, placeholders, "those of the pairs");
    assertEquals(0, heap.units().needs().stream().filter(n -> n.size() > 1).count());
  }

  @Test
  void shouldAskTheProcessAtBootAsEver() {
    int cell = fixture.program("app.Cell", "content:L");
    int tool = fixture.program("app.Tool", "out:L");
    int system = fixture.jdk("java.lang.System", "static out:L");
    int out = fixture.add(new CapturedObject.StaticField(system, 0));
    bootRoot("app.Holder", fixture.instance(cell, fixture.instance(tool, out)));
    Heap heap = parse(deferred());
    assertEquals(1, heap.symbols().rows().size());
    int firstLazy = heap.units().lazy().indexOf(true);
    assertEquals(1, heap.units().symbolStart()[firstLazy], "System.out is a symbol of boot");
    assertTrue(
        heap.instances().groups().stream().anyMatch(g -> g.type().isPlaceholder()), "deferred");
  }

  @Test
  void shouldMoveNothingToBoot() {
    int cell = fixture.program("app.Cell", "content:L");
    int tool = fixture.instance(fixture.program("app.Tool", "name:L"), fixture.text("t"));
    fixture.root("app.Lazy", fixture.instance(cell, tool));
    CapturedHeap heap = fixture.heap();
    assertSame(heap, deferred(heap, 1));
  }

  @Test
  void shouldDeferOnlyWhatIsLargeEnough() {
    int cell = fixture.program("app.Cell", "content:L");
    int tool = fixture.program("app.Tool", "name:L", "part:L");
    int part = fixture.instance(tool, fixture.text("p"), 0);
    int whole = fixture.instance(tool, fixture.text("w"), part);
    bootRoot("app.Holder", fixture.instance(cell, whole));
    CapturedHeap heap = fixture.heap();
    assertSame(heap, deferred(heap, 3));
    assertNotSame(heap, deferred(heap, 2));
  }

  @Test
  void shouldNotDeferWhatAClassHoldsToo() {
    int cell = fixture.program("app.Cell", "content:L");
    int tool = fixture.instance(fixture.program("app.Tool", "name:L"), fixture.text("t"));
    bootRoot("app.Holder", fixture.instance(cell, tool));
    fixture.root("app.Other", tool);
    CapturedHeap heap = fixture.heap();
    assertSame(heap, deferred(heap, 1));
  }

  @RepeatedTest(40)
  void shouldOnlyReferToWhatIsNeeded() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    List<Integer> types = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      types.add(fixture.program("app.T" + i, "a:L", "b:L", "static root:L"));
    }
    int objects = 40;
    for (int i = 0; i < objects; i++) {
      // Mostly to what comes later, or everything is one cycle.
      long a = random.nextInt(5) == 0 ? random.nextInt(objects + 1) : later(random, i, objects);
      fixture.instance(types.get(random.nextInt(8)), a, later(random, i, objects));
    }
    Set<Integer> restored = new HashSet<>();
    for (int i = 0; i < 6; i++) {
      int type = types.get(random.nextInt(8));
      if (restored.add(type)) {
        fixture.statics.add(
            new CapturedStatics(type, new int[] {2}, new long[] {1 + random.nextInt(objects)}));
      }
    }
    try {
      Heap heap = parse();
      assertEquals(fixture.statics.size(), heap.statics().rows().size());
    } catch (RuntimeException e) {
      throw new AssertionError("seed " + seed, e);
    }
  }

  private static int later(Random random, int i, int objects) {
    int next = i + 2 + random.nextInt(6);
    return next > objects ? 0 : next;
  }
}
