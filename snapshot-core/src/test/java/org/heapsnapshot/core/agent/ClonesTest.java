package org.heapsnapshot.core.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ClonesTest {
  private final List<String> problems = new ArrayList<>();

  /** Its hash can change, as that of an object does which another process restores. */
  private static final class Key implements Comparable<Key> {
    private int number;

    Key(int number) {
      this.number = number;
    }

    @Override
    public int hashCode() {
      return number;
    }

    @Override
    public boolean equals(Object o) {
      return o == this;
    }

    @Override
    public int compareTo(Key other) {
      return Integer.compare(number, other.number);
    }
  }

  @Test
  void shouldFindNothingWrongWithSoundCollections() {
    Map<TimeUnit, String> units = new EnumMap<>(Map.of(TimeUnit.DAYS, "d", TimeUnit.HOURS, "h"));
    List<Object> sound =
        List.of(
            new HashSet<>(Set.of(1, 2)), new TreeSet<>(Set.of("a")), new TreeMap<>(units), units);
    sound.forEach(o -> Clones.check(o, 1, problems));
    assertEquals(List.of(), problems);
    assertEquals(2, units.size());
  }

  @Test
  void shouldFindElementsInWrongPlaces() {
    Key one = new Key(1);
    Set<Key> hashed = new HashSet<>(Set.of(one, new Key(2)));
    Map<Key, String> sorted = new TreeMap<>(Map.of(one, "1", new Key(2), "2", new Key(3), "3"));
    one.number = 9;
    Clones.check(hashed, 4, problems);
    assertFalse(problems.isEmpty());
    problems.clear();
    Clones.check(sorted, 5, problems);
    assertEquals(
        "java.util.TreeMap (object 5): a clone does not find and lose a key it iterates over",
        problems.get(0));
  }

  @Test
  void shouldTellWhatARefusingElementThrew() {
    Set<Object> mixed = new TreeSet<>((a, b) -> a == b ? 0 : 1);
    mixed.add("a");
    Set<Object> refusing =
        new TreeSet<>(
            (a, b) -> {
              if (a != b) {
                throw new IllegalStateException("no order");
              }
              return 0;
            });
    refusing.add("a");
    Clones.check(refusing, 6, problems);
    assertEquals(List.of(), problems);
    Clones.check(mixed, 7, problems);
    assertEquals(List.of(), problems);
  }
}
