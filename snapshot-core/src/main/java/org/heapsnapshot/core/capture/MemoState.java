package org.heapsnapshot.core.capture;

import java.lang.ref.Reference;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a static field that is a memo held at one moment, and the way back to it: the field, the
 * object it holds, and the collections and arrays of the JDK below that. Objects of the program
 * that are entries of the memo are what they are, and left alone. A {@code ClassValue}, which the
 * JDK keeps in the classes, has no values afterwards. Confined to one thread.
 */
public final class MemoState {
  /** More than any memo has when the initializer of its class has ended. */
  private static final int LIMIT = 100_000;

  private record Saved(Object object, Slot[] slots, long[] numbers, Object[] references) {}

  private record Slot(long offset, char kind) {
    boolean isReference() {
      return kind == 'L' || kind == '[';
    }
  }

  private final Class<?> owner;
  private final Slot field;
  private final Object held;
  private final long number;
  private final List<Saved> saved = new ArrayList<>();
  private final Map<Class<?>, Slot[]> shapes = new IdentityHashMap<>();

  /**
   * @param number what a field of a primitive type held
   */
  private MemoState(Class<?> owner, Field field, Object held, long number) {
    this.owner = owner;
    this.field = slot(field);
    this.held = held;
    this.number = number;
  }

  /**
   * Remembers what a static field holds now.
   *
   * @throws IllegalArgumentException when the field is not static
   */
  public static MemoState of(Class<?> owner, Field field) {
    Slot slot = empty(owner, field).field;
    if (!slot.isReference()) {
      return new MemoState(owner, field, null, Peek.primitive(owner, slot.offset(), slot.kind()));
    }
    MemoState full = new MemoState(owner, field, Peek.reference(owner, slot.offset()), 0);
    full.save();
    return full;
  }

  /** A field of which it is known that it held nothing. */
  public static MemoState empty(Class<?> owner, Field field) {
    if (!Modifier.isStatic(field.getModifiers())) {
      throw new IllegalArgumentException("a memo is a static field: field=" + field);
    }
    return new MemoState(owner, field, null, 0);
  }

  private static Slot slot(Field field) {
    boolean isStatic = Modifier.isStatic(field.getModifiers());
    char kind = field.getType().descriptorString().charAt(0);
    return new Slot(Peek.offset(field, isStatic), kind);
  }

  /**
   * Whether an object below a memo belongs to its structure and is no entry of it.
   *
   * @param program the loader of the program
   */
  static boolean isStructure(Object o, ClassLoader program) {
    Class<?> c = o.getClass();
    if (c.isArray()) {
      return true;
    }
    if (o instanceof ClassValue) {
      return true; // Its class is always the program's.
    }
    return c.getClassLoader() != program
        && !(o instanceof String)
        && !(o instanceof Class)
        && !(o instanceof Number && c.getPackageName().equals("java.lang"))
        && !(o instanceof Enum)
        && !(o instanceof Thread)
        && !(o instanceof ClassLoader)
        && !(o instanceof Reference)
        && !c.isHidden();
  }

  private void save() {
    Map<Object, Boolean> known = new IdentityHashMap<>();
    List<Object> work = new ArrayList<>();
    if (held != null && !(held instanceof String) && !(held instanceof Class)) {
      known.put(held, true);
      work.add(held);
    }
    for (int i = 0; i < work.size() && work.size() < LIMIT; i++) {
      Saved s = save(work.get(i));
      saved.add(s);
      for (Object o : s.references()) {
        if (o != null && isStructure(o, owner.getClassLoader()) && known.put(o, true) == null) {
          work.add(o);
        }
      }
    }
  }

  private Saved save(Object o) {
    if (o instanceof Object[] array) {
      return new Saved(o, null, null, array.clone());
    }
    if (o.getClass().isArray()) {
      Object copy = Array.newInstance(o.getClass().getComponentType(), Array.getLength(o));
      System.arraycopy(o, 0, copy, 0, Array.getLength(o));
      return new Saved(o, null, null, new Object[] {copy});
    }
    Slot[] slots = shapes.computeIfAbsent(o.getClass(), MemoState::slots);
    long[] numbers = new long[slots.length];
    Object[] references = new Object[slots.length];
    for (int i = 0; i < slots.length; i++) {
      if (slots[i].isReference()) {
        references[i] = Peek.reference(o, slots[i].offset());
      } else {
        numbers[i] = Peek.primitive(o, slots[i].offset(), slots[i].kind());
      }
    }
    return new Saved(o, slots, numbers, references);
  }

  private static Slot[] slots(Class<?> c) {
    List<Slot> slots = new ArrayList<>();
    for (Class<?> k = c; k != null; k = k.getSuperclass()) {
      for (Field f : k.getDeclaredFields()) {
        if (!Modifier.isStatic(f.getModifiers())) {
          slots.add(slot(f));
        }
      }
    }
    return slots.toArray(new Slot[0]);
  }

  /** Puts everything back. No other thread may use the memo. */
  public void takeBack() {
    if (!field.isReference()) {
      Peek.putPrimitive(owner, field.offset(), field.kind(), number);
      return;
    }
    Peek.putReference(owner, field.offset(), held);
    for (Saved s : saved) {
      if (s.slots() != null) {
        takeBack(s);
      } else if (s.object() instanceof Object[] array) {
        System.arraycopy(s.references(), 0, array, 0, array.length);
      } else {
        System.arraycopy(s.references()[0], 0, s.object(), 0, Array.getLength(s.object()));
      }
    }
  }

  private static void takeBack(Saved s) {
    for (int i = 0; i < s.slots().length; i++) {
      Slot slot = s.slots()[i];
      if (slot.isReference()) {
        Peek.putReference(s.object(), slot.offset(), s.references()[i]);
      } else {
        Peek.putPrimitive(s.object(), slot.offset(), slot.kind(), s.numbers()[i]);
      }
    }
    if (s.object() instanceof ClassValue<?> classValue) {
      ClassValues.forget(classValue);
    }
  }
}
