package org.heapsnapshot.core.capture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class MemoStateTest {
  static final class Owner {
    static Object memo;
    static int number;
    Object instance;
  }

  static final class Entry {
    int uses;
  }

  @Test
  void shouldTakeBackWhatAMapWon() throws Exception {
    for (Map<Object, Object> map :
        List.of(new HashMap<>(), new LinkedHashMap<>(), new ConcurrentHashMap<>())) {
      map.put("first", 1);
      Owner.memo = map;
      MemoState state = MemoState.of(Owner.class, field("memo"));
      for (int i = 0; i < 1000; i++) {
        map.put(i, "value");
      }
      map.remove("first");

      state.takeBack();

      assertEquals(Map.of("first", 1), map, map.getClass().getName());
      assertEquals(1, map.size());
      map.put("second", 2);
      map.remove("first");
      assertEquals(Map.of("second", 2), map, map.getClass().getName());
      assertFalse(map.containsKey(7));
    }
  }

  @Test
  void shouldLeaveAClassValueNoValues() throws Exception {
    ClassValue<Object> values =
        new ClassValue<>() {
          @Override
          protected Object computeValue(Class<?> type) {
            return "of " + type.getName();
          }
        };
    Owner.memo = new Object[] {values};
    MemoState state = MemoState.of(Owner.class, field("memo"));
    values.get(Entry.class);
    ClassValues source = new ClassValues(() -> new Class<?>[] {Entry.class});
    assertEquals(
        Map.of(Entry.class, "of " + Entry.class.getName()),
        source.read().get(ClassValues.identity(values)));

    state.takeBack();

    assertNull(source.read().get(ClassValues.identity(values)));
  }

  @Test
  void shouldTakeBackArraysAndListsAndTheFieldItself() throws Exception {
    Object[] slots = {new ArrayList<>(List.of("a")), new int[] {1, 2}, null};
    Owner.memo = slots;
    MemoState state = MemoState.of(Owner.class, field("memo"));
    castToList(slots[0]).add("b");
    ((int[]) slots[1])[0] = 5;
    slots[2] = "c";
    Owner.memo = null;

    state.takeBack();

    assertSame(slots, Owner.memo);
    assertEquals(List.of("a"), slots[0]);
    assertArrayEquals(new int[] {1, 2}, (int[]) slots[1]);
    assertNull(slots[2]);
  }

  @SuppressWarnings("unchecked")
  private static List<Object> castToList(Object o) {
    return (List<Object>) o;
  }

  /** An entry is an object of the program, of which nobody said that it only saves time. */
  @Test
  void shouldLeaveEntriesAsTheyAre() throws Exception {
    Entry entry = new Entry();
    Map<String, Entry> map = new HashMap<>(Map.of("a", entry));
    Owner.memo = map;
    MemoState state = MemoState.of(Owner.class, field("memo"));
    entry.uses = 3;

    state.takeBack();

    assertEquals(3, map.get("a").uses);
  }

  @Test
  void shouldEmptyAFieldThatHeldNothing() throws Exception {
    Owner.memo = "filled";

    MemoState.empty(Owner.class, field("memo")).takeBack();

    assertNull(Owner.memo);
  }

  @Test
  void shouldTakeBackAFlag() throws Exception {
    Owner.number = 3;
    MemoState state = MemoState.of(Owner.class, field("number"));
    MemoState empty = MemoState.empty(Owner.class, field("number"));
    Owner.number = 4;
    state.takeBack();
    assertEquals(3, Owner.number);
    empty.takeBack();
    assertEquals(0, Owner.number);
  }

  @Test
  void throwsForWhatIsNotStatic() {
    assertThrows(
        IllegalArgumentException.class, () -> MemoState.of(Owner.class, field("instance")));
  }

  private static java.lang.reflect.Field field(String name) throws NoSuchFieldException {
    return Owner.class.getDeclaredField(name);
  }
}
