package org.heapsnapshot.core.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.heapsnapshot.core.capture.CapturedHeap;
import org.heapsnapshot.core.encode.EncodedHeap;
import org.heapsnapshot.core.encode.HeapEncoder;
import org.heapsnapshot.core.fixture.handled.Ledger;
import org.heapsnapshot.core.fixture.handled.LedgerHandler;
import org.heapsnapshot.core.fixture.handled.Slots;
import org.heapsnapshot.core.fixture.handled.Token;
import org.heapsnapshot.core.fixture.handled.Worker;
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

/** Objects that handlers of an extension carry, from the captures to the restored object. */
class HandledObjectsTest {
  private final HeapEncoder encoder = new HeapEncoder(name -> name.equals("java.lang.Object"));

  @AfterEach
  void forget() {
    Holder.root = null;
  }

  /** What a graph is after a restart; keys of identity have other hashes then. */
  private Object restarted(CapturedHeap marked) throws Throwable {
    EncodedHeap encoded =
        encoder.encode(
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
        new Restoration(image, getClass().getClassLoader(), Memory.open(feature));
    restoration.prepare(feature, true);
    restoration.restore();
    return Holder.root;
  }

  private static CapturedHeap marked(Supplier<?> root) {
    return Heaps.marked(Heaps.of(root), Heaps.of(root));
  }

  @Test
  void shouldRebuildATableWhoseKeysHashByIdentity() throws Throwable {
    CapturedHeap marked =
        marked(
            () -> {
              Object[] keys = {new Object(), new Object(), new Object()};
              Slots table = new Slots("label");
              for (int i = 0; i < keys.length; i++) {
                table.with(keys[i], "value " + i);
              }
              return new Object[] {keys, table, table};
            });
    assertEquals(List.of(ReseedKind.HANDLED), Heaps.unstable(marked));
    Object[] root = (Object[]) restarted(marked);
    Slots table = (Slots) root[1];
    assertSame(table, root[2], "its identity stays");
    for (int i = 0; i < 3; i++) {
      assertEquals("value " + i, table.get(((Object[]) root[0])[i]));
    }
    assertEquals("label", table.label, "a field that is not made is carried");
    assertEquals(7, table.cached, "a cache is as the handler leaves it");
  }

  @Test
  void shouldCopyATableWhoseKeysHashAlikeEverywhere() throws Throwable {
    CapturedHeap marked = marked(() -> new Slots("stable").with("a", 1).with("b", 2));
    assertEquals(List.of(), Heaps.unstable(marked));
    Slots table = (Slots) restarted(marked);
    assertEquals(2, table.get("b"));
    assertEquals(0, table.cached, "a cache is left empty");
  }

  @Test
  void shouldRebuildAnInnerTableBeforeTheOneThatHashesIt() throws Throwable {
    CapturedHeap marked =
        marked(
            () -> {
              Object key = new Object();
              List<Object> inner = List.of(new Slots("inner").with(key, "x"), key);
              return new Object[] {key, new Slots("outer").with(key, inner)};
            });
    Object[] root = (Object[]) restarted(marked);
    List<?> inner = (List<?>) ((Slots) root[1]).get(root[0]);
    assertEquals("x", ((Slots) inner.get(0)).get(root[0]));
  }

  @Test
  void shouldMakeAnObjectThatHoldsWhatCannotBeCarried() throws Throwable {
    Object[] root =
        (Object[])
            restarted(
                marked(
                    () -> {
                      Object shared = new StringBuilder("job");
                      return new Object[] {shared, new Worker("worker", shared)};
                    }));
    Worker worker = (Worker) root[1];
    assertEquals("worker", worker.thread.getName());
    assertSame(root[0], worker.job[0], "parts are the restored objects");
  }

  @Test
  void shouldMakeAnObjectBeforeAllOthers() throws Throwable {
    Token[] before = new Token[1];
    Object[] root =
        (Object[])
            restarted(
                marked(
                    () -> {
                      before[0] = new Token("token");
                      return new Object[] {before[0], before[0]};
                    }));
    Token token = (Token) root[0];
    assertEquals("token", token.text);
    assertNotSame(before[0], token);
    assertSame(token, root[1]);
    assertSame(Thread.currentThread(), token.maker);
  }

  @Test
  void shouldMakeACopyOfWhatAHandlerWrote() throws Throwable {
    LedgerHandler.maker = text -> new Ledger(text, 1, 2);
    Object[] root =
        (Object[])
            restarted(
                marked(
                    () -> {
                      Ledger ledger = new Ledger("text", 1, 2);
                      return new Object[] {ledger, ledger, Map.of(ledger, "value")};
                    }));
    Ledger ledger = (Ledger) root[0];
    assertEquals("text", ledger.text);
    assertEquals(List.of(1, 2), ledger.items);
    assertEquals(Thread.State.NEW, ledger.thread.getState());
    assertSame(ledger, root[1], "its identity stays");
    assertEquals("value", ((Map<?, ?>) root[2]).get(ledger));
  }

  @Test
  void shouldTellWhatWasWrittenApart() {
    LedgerHandler.maker = Ledger::new;
    int[] call = {0};
    Supplier<Ledger> root = () -> new Ledger("text " + call[0]++);
    List<Conviction> convictions = new Lockstep(Heaps.of(root), Heaps.of(root)).compare();
    assertEquals(1, convictions.size());
    assertTrue(convictions.get(0).reason().contains("elements"), convictions.toString());
  }

  @Test
  void shouldPairKeysByWhatWasWritten() throws Throwable {
    LedgerHandler.maker = Ledger::new;
    Supplier<Object> root =
        () -> {
          Map<Ledger, String> map = new HashMap<>();
          for (int i = 0; i < 30; i++) {
            map.put(new Ledger("key " + i), "value " + i);
          }
          return map;
        };
    Map<?, ?> map = (Map<?, ?>) restarted(marked(root));
    assertEquals(30, map.size());
    for (Object key : List.copyOf(map.keySet())) {
      assertEquals(((Ledger) key).text.replace("key", "value"), map.get(key));
    }
  }

  @Test
  void shouldTellTablesWithOtherEntriesApart() {
    int[] call = {0};
    Supplier<Slots> root = () -> new Slots("x").with("key", "value " + call[0]++);
    List<Conviction> convictions = new Lockstep(Heaps.of(root), Heaps.of(root)).compare();
    assertEquals(1, convictions.size());
    assertTrue(convictions.get(0).reason().contains("value 0"), convictions.toString());
  }
}
