package org.heapsnapshot.core.capture;

import java.lang.ref.Reference;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Currency;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Compares an object with one that was made of what was written of it, and finds what of the
 * original became other objects: all that is on the same path of fields in both, but is not the
 * same. Where the two are built differently it cannot tell, and takes everything below for copied
 * that the other does not reach.
 *
 * <p>Objects of which one is as good as another (strings, numbers, classes, dates) do not count.
 * Used once.
 */
final class PrivateCopies {
  private static final int LIMIT = 1_000_000;

  private static final Set<Class<?>> VALUES =
      Set.of(
          String.class,
          Boolean.class,
          Character.class,
          Byte.class,
          Short.class,
          Integer.class,
          Long.class,
          Float.class,
          Double.class,
          BigInteger.class,
          BigDecimal.class,
          Class.class,
          Locale.class,
          Currency.class,
          UUID.class,
          URI.class,
          Pattern.class);

  /** A reference that is followed. */
  private record Slot(String name, long offset) {}

  private record Step(Object from, String label) {}

  private record Child(Object object, String label) {}

  private final Predicate<Object> shared;
  private final Map<Object, Object> copyOf = new IdentityHashMap<>();
  private final Map<Object, Object> originalOf = new IdentityHashMap<>();
  private final Map<Object, Boolean> same = new IdentityHashMap<>();
  private final Map<Object, Step> steps = new IdentityHashMap<>();
  private final Map<Class<?>, List<Slot>> slots = new HashMap<>();
  private final Deque<Object> work = new ArrayDeque<>();
  private final Deque<Object> strays = new ArrayDeque<>();
  private final Deque<Object> otherStrays = new ArrayDeque<>();
  private final List<Object> originals = new ArrayList<>();
  private Object root;
  private Object copy;
  private String problem;

  /**
   * @param shared answers for objects of the JDK that are the same for all
   */
  PrivateCopies(Predicate<Object> shared) {
    this.shared = shared;
  }

  /** Compares; answers why the copy cannot stand for the original, or null. */
  String compare(Object original, Object made) {
    root = original;
    copy = made;
    pair(original, made);
    while (!work.isEmpty() && problem == null) {
      Object x = work.poll();
      compareChildren(x, copyOf.get(x));
    }
    addStrays();
    return problem;
  }

  /** What became other objects, the compared object itself left out; after {@link #compare}. */
  List<Object> originals() {
    return originals;
  }

  /** The fields that lead to one of the {@link #originals}. */
  String path(Object x) {
    StringBuilder path = new StringBuilder();
    Object at = x;
    for (Step step = steps.get(at); step != null; step = steps.get(at)) {
      path.insert(0, step.label());
      at = step.from();
    }
    return "field " + path.substring(path.indexOf(".") == 0 ? 1 : 0);
  }

  private void pair(Object x, Object y) {
    copyOf.put(x, y);
    originalOf.put(y, x);
    if (x != root && !isInterchangeable(x)) {
      originals.add(x);
    }
    work.add(x);
    if (copyOf.size() > LIMIT) {
      problem = "it holds too much to compare";
    }
  }

  private void compareChildren(Object x, Object y) {
    List<Child> left = children(x);
    List<Child> right = children(y);
    for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
      Child a = i < left.size() ? left.get(i) : null;
      Object b = i < right.size() ? right.get(i).object() : null;
      if (a != null && a.object() != null) {
        steps.putIfAbsent(a.object(), new Step(x, a.label()));
      }
      compare(a == null ? null : a.object(), b, a == null ? "" : a.label());
    }
  }

  private void compare(Object x, Object y, String label) {
    if (y != null && y == copy) {
      problem = "what it holds (" + label + ") refers to it";
    }
    if (x == y) {
      if (x != null) {
        same.put(x, true);
      }
      return;
    }
    if (x == null || y == null || x.getClass() != y.getClass() || isValue(x) || isValue(y)) {
      stray(x, strays);
      stray(y, otherStrays);
      return;
    }
    Object known = copyOf.get(x);
    Object other = originalOf.get(y);
    if (known == null && other == null) {
      pair(x, y);
    } else if (known != y && !isInterchangeable(x)) {
      String name = x.getClass().getTypeName();
      problem =
          known == null ? "two of its " + name + " become one" : "one " + name + " becomes two";
      problem += " (" + label + ")";
    }
  }

  private void stray(Object x, Deque<Object> to) {
    if (x != null && !isValue(x)) {
      to.add(x);
    }
  }

  private void addStrays() {
    Map<Object, Boolean> reached = reach(otherStrays, false);
    if (reached.containsKey(copy)) {
      problem = "what it holds refers to it";
    }
    for (Object x : reach(strays, true).keySet()) {
      boolean kept = same.containsKey(x) || reached.containsKey(x) || copyOf.containsKey(x);
      if (x != root && !kept && !isInterchangeable(x)) {
        originals.add(x);
      }
    }
  }

  /**
   * @param ofOriginal stop at what is known to be the same in the copy, and remember the way
   */
  private Map<Object, Boolean> reach(Deque<Object> from, boolean ofOriginal) {
    Map<Object, Boolean> reached = new IdentityHashMap<>();
    while (!from.isEmpty()) {
      Object x = from.poll();
      if (ofOriginal && (same.containsKey(x) || x == root) || reached.put(x, true) != null) {
        continue;
      }
      if (reached.size() > LIMIT) {
        problem = "it holds too much to compare";
        return reached;
      }
      for (Child child : children(x)) {
        if (child.object() != null && !isValue(child.object())) {
          if (ofOriginal) {
            steps.putIfAbsent(child.object(), new Step(x, child.label()));
          }
          from.add(child.object());
        }
      }
    }
    return reached;
  }

  /** In the order of fields or elements, null where there is none. */
  private List<Child> children(Object x) {
    List<Child> children = new ArrayList<>();
    if (x instanceof Object[] array) {
      for (int i = 0; i < array.length; i++) {
        children.add(new Child(array[i], "[" + i + "]"));
      }
    } else if (!x.getClass().isArray()) {
      for (Slot slot : slots.computeIfAbsent(x.getClass(), PrivateCopies::slots)) {
        children.add(new Child(Peek.reference(x, slot.offset()), "." + slot.name()));
      }
    }
    return children;
  }

  private static List<Slot> slots(Class<?> type) {
    List<Slot> slots = new ArrayList<>();
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      for (Field field : c.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers())
            && !field.getType().isPrimitive()
            && c != Reference.class) {
          slots.add(new Slot(field.getName(), Peek.offset(field, false)));
        }
      }
    }
    return slots;
  }

  private boolean isValue(Object x) {
    return VALUES.contains(x.getClass())
        || x instanceof Enum
        || x instanceof Charset
        || x instanceof ClassLoader
        || x instanceof Thread
        || x instanceof Member
        || x.getClass().getName().startsWith("java.time.")
        || shared.test(x);
  }

  /** Collections that ask their users not to care which object they are; what they hold counts. */
  private static boolean isInterchangeable(Object x) {
    String name = x.getClass().getName();
    return name.startsWith("java.util.ImmutableCollections$") || name.startsWith("java.util.Opt");
  }
}
