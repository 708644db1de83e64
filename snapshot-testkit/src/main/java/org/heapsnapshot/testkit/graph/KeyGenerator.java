package org.heapsnapshot.testkit.graph;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.heapsnapshot.testkit.graph.GraphTypes.Counted;
import org.heapsnapshot.testkit.graph.GraphTypes.Couple;
import org.heapsnapshot.testkit.graph.GraphTypes.Numbers;
import org.heapsnapshot.testkit.graph.GraphTypes.Shade;

/**
 * Makes keys of hashed collections. A key is made of earlier keys only and never changed again, so
 * that its hash never changes and never runs in a circle. No array is filled from the iteration of
 * a hash table, whose order another process may not repeat: {@code Set.of}, not {@code Set.copyOf}.
 */
final class KeyGenerator {
  private static final int KINDS = 18;

  private final Dice dice;
  private final List<Object> keys = new ArrayList<>();

  KeyGenerator(Dice dice) {
    this.dice = dice;
    keys.add("first key");
    keys.add(new Object());
  }

  /** All keys made so far. */
  List<Object> keys() {
    return keys;
  }

  /** A key made before. */
  Object pick() {
    return dice.pick(keys);
  }

  /** Different keys made before, none of them null, at least one. */
  List<Object> some(int atMost) {
    Set<Object> some = new java.util.LinkedHashSet<>();
    int n = 1 + dice.below(atMost);
    for (int i = 0; i < n; i++) {
      some.add(pick());
    }
    return new ArrayList<>(some);
  }

  void make() {
    keys.add(key(dice.below(KINDS)));
  }

  // An exhaustive choice; each arm is one kind of key.
  private Object key(int kind) {
    int number = dice.below(1000);
    return switch (kind) {
      case 0 -> ("interned " + number).intern();
      case 1 -> new String("interned " + number);
      case 2 -> "wide λ" + number;
      case 3 -> dice.oneIn(2) ? Integer.valueOf(number - 500) : Long.valueOf(number);
      case 4 -> dice.oneIn(2) ? Character.valueOf((char) number) : Double.valueOf(number / 7.0);
      case 5 -> Shade.values()[number % 3];
      case 6 -> TimeUnit.values()[number % 7];
      case 7 -> dice.pick(classes());
      case 8, 9 -> new Object();
      case 10 -> new Couple(pick(), pick());
      case 11 -> new Numbers(number, dice.nextLong(), number / 3.0, (char) number);
      case 12 -> List.of(pick(), pick(), pick());
      case 13 -> new ArrayList<>(Arrays.asList(pick(), null, pick()));
      case 14 -> new HashSet<>(some(4));
      case 15 -> dice.oneIn(2) ? Set.of(some(5).toArray()) : Map.of(pick(), pick());
      case 16 -> new LinkedHashMap<>(Map.of(pick(), pick()));
      default -> dice.oneIn(2) ? new Counted(pick()) : BigInteger.valueOf(dice.nextLong()).pow(2);
    };
  }

  private static List<Class<?>> classes() {
    return List.of(
        String.class,
        int.class,
        long[].class,
        Shade.class,
        Couple.class,
        Object[][].class,
        Map.class);
  }
}
