package org.heapsnapshot.core.encode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.heapsnapshot.core.capture.CapturedClass;
import org.heapsnapshot.core.capture.CapturedField;
import org.heapsnapshot.core.capture.CapturedHeap;
import org.heapsnapshot.core.capture.CapturedObject;
import org.heapsnapshot.core.capture.HashedCollection;
import org.heapsnapshot.core.intern.Intern;
import org.heapsnapshot.core.observe.Guard;
import org.heapsnapshot.testkit.parser.Heap;
import org.heapsnapshot.testkit.parser.HeapObject;
import org.heapsnapshot.testkit.parser.HeapObject.Reference;
import org.heapsnapshot.testkit.parser.ReferenceParser;
import org.heapsnapshot.testkit.parser.Reseed;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** A parser that was written from the specification alone reads back what was captured. */
class ReferenceParserTest {
  private CapturedHeap captured;
  private Heap parsed;
  private final Map<Integer, Integer> idOf = new HashMap<>();
  private final Map<Integer, Integer> back = new HashMap<>();
  private final Deque<Integer> worklist = new ArrayDeque<>();
  private final Map<Integer, HashedCollection> unstable = new HashMap<>();
  private String message = "";

  @RepeatedTest(20)
  void shouldReadRandomGraphs() throws ReflectiveOperationException {
    long seed = new Random().nextLong();
    message = "seed " + seed;
    RandomGraph.Holder.root = RandomGraph.of(seed, 60);
    captured = InProcessCapture.capture(RandomGraph.Holder.class, "root");
    RandomGraph.Holder.root = null;
    byte[] heap =
        new HeapEncoder(new IdentityHashes(name -> null))
            .encode(
                captured,
                new Intern().intern(captured, List.of(), Map.of(), Map.of()),
                List.of(),
                Map.of(),
                Map.of())
            .bytes();
    HeapEncoder.seal(heap, HeapEncoder.beginImageId(heap).digest());
    parsed = ReferenceParser.parseHeap(heap);
    for (HashedCollection collection : captured.hashed()) {
      if (collection.unstable()) {
        unstable.put(collection.object(), collection);
      }
    }
    pair(
        (int) captured.statics().get(0).values()[0],
        parsed.staticObject(RandomGraph.Holder.class.getName(), "root").id());
    while (!worklist.isEmpty()) {
      int id = worklist.poll();
      compare(id, parsed.object(idOf.get(id)));
    }
    // Nothing is in the image that was not reached: what tables alone held was pruned.
    assertEquals(parsed.objectCount(), back.size(), message);
    assertEquals(
        parsed.reseed().rows().size(),
        unstable.keySet().stream().filter(idOf::containsKey).count());
  }

  private void pair(int id, int parsedId) {
    if (id == 0 || parsedId == 0) {
      assertEquals(id, parsedId, message);
      return;
    }
    Integer known = idOf.putIfAbsent(id, parsedId);
    if (known == null) {
      worklist.add(id);
      assertNull(back.put(parsedId, id), message);
    } else {
      assertEquals(known, parsedId, message);
    }
  }

  private void compare(int id, HeapObject found) {
    CapturedObject object = captured.objects().get(id - 1);
    if (object instanceof CapturedObject.Text text) {
      assertEquals(new HeapObject.Text(found.id(), text.text(), text.interned()), found, message);
    } else if (object instanceof CapturedObject.Instance instance) {
      compareInstance(id, instance, assertInstanceOf(HeapObject.Instance.class, found));
    } else if (object instanceof CapturedObject.ReferenceArray array) {
      int[] elements = (int[]) assertInstanceOf(HeapObject.Array.class, found).elements();
      assertEquals(array.elements().length, elements.length, message);
      for (int i = 0; i < elements.length; i++) {
        pair(array.elements()[i], elements[i]);
      }
    } else if (object instanceof CapturedObject.PrimitiveArray array) {
      Object elements = assertInstanceOf(HeapObject.Array.class, found).elements();
      assertArrayEquals(array.data(), FieldAccess.elements(elements), message);
    } else {
      compareSymbol(object, assertInstanceOf(HeapObject.Symbol.class, found));
    }
  }

  private void compareInstance(
      int id, CapturedObject.Instance instance, HeapObject.Instance found) {
    CapturedClass type = captured.classes().get(instance.classIndex());
    assertEquals(type.name(), found.type().name(), message);
    HashedCollection collection = unstable.get(id);
    List<Integer> omitted =
        collection == null ? List.of() : Arrays.stream(collection.tableFields()).boxed().toList();
    for (int i = 0; i < type.instanceFieldCount(); i++) {
      CapturedField field = type.fields().get(i);
      String declaring = captured.classes().get(field.declaringClass()).name();
      Object value = found.fields().get(declaring + "." + field.name());
      if (omitted.contains(i) || field.treatment() == CapturedField.Treatment.ZEROED) {
        assertNull(value, message);
      } else if (field.isReference()) {
        pair((int) instance.values()[i], ((Reference) value).id());
      } else {
        assertEquals(instance.values()[i], number(value), message + " " + field.name());
      }
    }
    if (collection != null) {
      compareEntries(collection, found.id());
    }
  }

  private void compareEntries(HashedCollection collection, int id) {
    Reseed.Row row =
        parsed.reseed().rows().stream().filter(r -> r.object() == id).findFirst().orElseThrow();
    assertEquals(collection.kind(), row.kind(), message);
    assertEquals(collection.keys().length, row.keys().length, message);
    for (int i = 0; i < row.keys().length; i++) {
      pair(collection.keys()[i], row.keys()[i]);
      pair(collection.values().length == 0 ? 0 : collection.values()[i], row.values()[i]);
    }
  }

  private void compareSymbol(CapturedObject object, HeapObject.Symbol found) {
    Object argument = found.symbol().argument();
    String name = found.symbol().type().name();
    if (object instanceof CapturedObject.ClassMirror mirror) {
      assertEquals(captured.classes().get(mirror.classIndex()).name(), name, message);
    } else if (object instanceof CapturedObject.StaticField symbol) {
      CapturedClass type = captured.classes().get(symbol.classIndex());
      assertEquals(type.name(), name, message);
      assertEquals(type.fields().get(symbol.field()).name(), argument, message);
    } else if (object instanceof CapturedObject.JdkEnum constant) {
      assertEquals(constant.constant(), argument, message);
    } else {
      assertEquals(((CapturedObject.SmallBox) object).value(), argument, message);
    }
  }

  private static long number(Object value) {
    if (value instanceof Boolean flag) {
      return flag ? 1 : 0;
    }
    if (value instanceof Character letter) {
      return letter;
    }
    if (value instanceof Float real) {
      return Float.floatToRawIntBits(real);
    }
    return value instanceof Double real
        ? Double.doubleToRawLongBits(real)
        : ((Number) value).longValue();
  }

  @Test
  void shouldReadTheSectionsThatGraphsDoNotFill() {
    HeapFixture fixture = new HeapFixture();
    int array = fixture.array("[Ljava.lang.Object;", 0);
    int regex = fixture.text("a*");
    int pattern = fixture.add(new CapturedObject.Recipe(3, new int[] {regex, 2}));
    int loader = fixture.add(new CapturedObject.BuiltinLoader(1));
    fixture.root("app.Main", fixture.references(array, pattern, loader));
    fixture.guards.add(new Guard(1, "user.x", null, "app.Main"));
    fixture.guards.add(new Guard(3, "locale", "en-US", "app.Main"));
    fixture.constants.put("app.Main", List.of("one", "two"));
    fixture.metadata.put("main.class", "app.Main");
    byte[] heap = fixture.encode().bytes();
    HeapEncoder.seal(heap, new byte[32]);
    Heap read = ReferenceParser.parseHeap(heap);
    assertEquals(17, read.fingerprint().javaFeature());
    assertEquals(List.of(4, 16, 16, 16, 12, 16), read.fingerprint().layout());
    assertEquals("17.0.15+6", read.fingerprint().jdkBuild());
    assertEquals(List.of(1, 2), read.recipes().rows().get(0).arguments());
    assertEquals(1, read.symbols().rows().get(0).argument());
    assertEquals(2, read.guards().rows().size());
    assertNull(read.guards().rows().get(0).value());
    assertEquals("en-US", read.guards().rows().get(1).value());
    assertEquals(List.of("one", "two"), read.constants().texts().get("app.Main"));
    assertTrue(read.metadata().toString().contains("app.Main"), "metadata");
  }
}
