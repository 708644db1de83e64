package org.heapsnapshot.core.capture;

import java.lang.ref.Reference;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Tells whether two objects of the JDK are in the same state, down to the last field: an object
 * that was changed since a factory answered it is not as a repeated call answers it. Shared objects
 * are to be the same on both sides. Used once.
 */
final class SameState {
  private static final int LIMIT = 100_000;

  private final Map<Object, Object> pairs = new IdentityHashMap<>();
  private final Map<Object, Object> reverse = new IdentityHashMap<>();
  private final Deque<Object> work = new ArrayDeque<>();

  private SameState() {}

  /** Whether the graphs below two objects are equal; false when they are too large to tell. */
  static boolean of(Object a, Object b) {
    SameState state = new SameState();
    if (!state.pair(a, b)) {
      return false;
    }
    while (!state.work.isEmpty()) {
      Object next = state.work.poll();
      if (state.pairs.size() > LIMIT || !state.sameFields(next, state.pairs.get(next))) {
        return false;
      }
    }
    return true;
  }

  private boolean pair(Object a, Object b) {
    if (a == b) {
      return true;
    }
    if (a == null || b == null || a.getClass() != b.getClass()) {
      return false;
    }
    if (a instanceof String || a instanceof Number) {
      return a.equals(b);
    }
    if (a instanceof Class
        || a instanceof ClassLoader
        || a instanceof Thread
        || a instanceof Enum) {
      return false;
    }
    Object known = pairs.get(a);
    if (known != null || reverse.containsKey(b)) {
      return known == b;
    }
    pairs.put(a, b);
    reverse.put(b, a);
    work.add(a);
    return true;
  }

  private boolean sameFields(Object a, Object b) {
    Class<?> c = a.getClass();
    if (c.isArray()) {
      return sameElements(a, b);
    }
    for (Class<?> k = c; k != null; k = k.getSuperclass()) {
      for (Field field : k.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers())
            && k != Reference.class
            && !sameField(field, a, b)) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean sameField(Field field, Object a, Object b) {
    long offset = Peek.offset(field, false);
    if (!field.getType().isPrimitive()) {
      return pair(Peek.reference(a, offset), Peek.reference(b, offset));
    }
    char kind = field.getType().descriptorString().charAt(0);
    return Peek.primitive(a, offset, kind) == Peek.primitive(b, offset, kind);
  }

  private boolean sameElements(Object a, Object b) {
    int length = Array.getLength(a);
    if (length != Array.getLength(b)) {
      return false;
    }
    boolean references = a instanceof Object[];
    for (int i = 0; i < length; i++) {
      Object x = Array.get(a, i);
      Object y = Array.get(b, i);
      if (references ? !pair(x, y) : !x.equals(y)) {
        return false;
      }
    }
    return true;
  }
}
