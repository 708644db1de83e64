package org.heapsnapshot.core.capture;

import java.lang.ref.SoftReference;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * Remembers the state of classes whose initialization has ended, and tells what has changed since.
 * All values are kept in two flat arrays, so that a comparison of a large heap takes milliseconds.
 * Confined to one thread.
 *
 * <p>No change is: a hash or a view that an object remembers of itself, a soft reference, an entry
 * that a weak map loses, an entry that a memo wins.
 */
public final class WatchedState {
  private static final String WEAK_ENTRY = "java.util.WeakHashMap$Entry";

  /** Objects looked at below the classes whose initialization has not ended. */
  private static final int LIMIT = 20_000;

  /**
   * One change.
   *
   * @param owner binary name of the class whose statics lead to it
   * @param field name of the static field that leads to it
   * @param path the fields from the static root to what has changed
   */
  public record Change(String owner, String field, List<String> path) {}

  private final ClassLoader program;
  private final BiPredicate<String, String> memos;
  private final WatchedShapes shapes;
  private final Map<Object, Integer> index = new IdentityHashMap<>();
  private final List<Object> objects = new ArrayList<>();
  private final List<WatchedShapes.Slot[]> slots = new ArrayList<>();
  private int[] parents = new int[1024];
  private int[] firstReference = new int[1024];
  private int[] firstPrimitive = new int[1024];
  private Object[] references = new Object[4096];
  private int referenceCount;
  private long[] primitives = new long[4096];
  private int primitiveCount;
  private Set<Object> foreign = Set.of();
  private List<Change> changes = new ArrayList<>();
  private WatchedClassValues classValues =
      new WatchedClassValues(new ClassValues(() -> new Class<?>[0]));

  /**
   * @param program the loader whose classes are the program
   * @param memos tells of the binary name of a class and a static field whether that is a memo
   */
  public WatchedState(ClassLoader program, BiPredicate<String, String> memos) {
    this.program = program;
    this.memos = memos;
    this.shapes = new WatchedShapes(program);
  }

  /** Says where class values are kept, before anything is watched. */
  public void watch(ClassValues values) {
    classValues = new WatchedClassValues(values);
  }

  /** Number of objects and classes that are compared. */
  public int size() {
    return objects.size();
  }

  /**
   * Remembers what the statics of a class reach.
   *
   * @param running classes whose initialization has not ended; what they reach already is theirs
   */
  public void add(Class<?> owner, Collection<Class<?>> running) {
    if (index.containsKey(owner)) {
      return;
    }
    foreign = reachedBy(running);
    int from = objects.size();
    enter(owner, -1, shapes.ofStatics(owner));
    drain(from);
    foreign = Set.of();
  }

  /** Remembers a class without an initializer, of which nobody may have set anything. */
  public void addUntouched(Class<?> owner, Set<String> constants) {
    if (index.containsKey(owner)) {
      return;
    }
    WatchedShapes.Slot[] own = shapes.ofStatics(owner);
    own =
        Arrays.stream(own)
            .filter(s -> !constants.contains(s.name()))
            .toArray(WatchedShapes.Slot[]::new);
    enter(owner, -1, own);
    int id = objects.size() - 1;
    Arrays.fill(references, firstReference[id], referenceCount, null);
    Arrays.fill(primitives, firstPrimitive[id], primitiveCount, 0);
  }

  private Set<Object> reachedBy(Collection<Class<?>> running) {
    if (running.isEmpty()) {
      return Set.of();
    }
    Set<Object> reached = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Object> work = new ArrayList<>(running);
    for (int i = 0; i < work.size() && work.size() < LIMIT; i++) {
      Object from = work.get(i);
      if (from instanceof Object[] array) {
        for (Object element : array) {
          reach(element, reached, work);
        }
        continue;
      }
      boolean isOwner = i < running.size();
      for (WatchedShapes.Slot slot :
          isOwner ? shapes.ofStatics((Class<?>) from) : shapes.ofInstance(from.getClass())) {
        if (slot.isReference()) {
          reach(Peek.reference(from, slot.offset()), reached, work);
        }
      }
      if (from instanceof ClassValue<?> values) {
        for (Object value : classValues.now(values).values()) {
          reach(value, reached, work);
        }
      }
    }
    return reached;
  }

  private void reach(Object o, Set<Object> reached, List<Object> work) {
    if (o != null && !isLeaf(o) && !index.containsKey(o) && reached.add(o)) {
      work.add(o);
    }
  }

  private static boolean isLeaf(Object o) {
    return o instanceof String || o instanceof Class || o instanceof Number && isBox(o);
  }

  private static boolean isBox(Object o) {
    return o instanceof Integer || o instanceof Long || o instanceof Double || o instanceof Float;
  }

  private void drain(int from) {
    for (int id = from; id < objects.size(); id++) {
      if (slots.get(id) == null && !(objects.get(id) instanceof Object[])) {
        continue; // What is kept for an array of primitives is its copy.
      }
      int end = id + 1 < objects.size() ? firstReference[id + 1] : referenceCount;
      for (int r = firstReference[id]; r < end; r++) {
        discover(references[r], id);
      }
      for (Object value : classValues.values(id)) {
        discover(value, id);
      }
    }
  }

  private void discover(Object o, int parent) {
    if (o == null || isLeaf(o) || index.containsKey(o) || foreign.contains(o)) {
      return;
    }
    Class<?> c = o.getClass();
    WatchedShapes.Slot[] own = c.isArray() ? null : shapes.ofInstance(c);
    if (own == null || own.length > 0) {
      enter(o, parent, own);
    }
  }

  private void enter(Object o, int parent, WatchedShapes.Slot[] own) {
    int id = objects.size();
    if (id == parents.length) {
      parents = Arrays.copyOf(parents, id * 2);
      firstReference = Arrays.copyOf(firstReference, id * 2);
      firstPrimitive = Arrays.copyOf(firstPrimitive, id * 2);
    }
    index.put(o, id);
    objects.add(o);
    slots.add(own);
    parents[id] = parent;
    firstReference[id] = referenceCount;
    firstPrimitive[id] = primitiveCount;
    if (o instanceof ClassValue<?> values) {
      classValues.add(id, values);
    }
    if (own != null) {
      enterFields(o, own);
    } else if (o instanceof Object[] array) {
      reserve(array.length, 0);
      System.arraycopy(array, 0, references, referenceCount, array.length);
      referenceCount += array.length;
    } else {
      enterNumbers(o);
    }
  }

  private void enterFields(Object o, WatchedShapes.Slot[] own) {
    reserve(own.length, own.length);
    for (WatchedShapes.Slot slot : own) {
      if (slot.isReference()) {
        references[referenceCount++] = Peek.reference(o, slot.offset());
      } else {
        primitives[primitiveCount++] = Peek.primitive(o, slot.offset(), slot.kind());
      }
    }
  }

  private void enterNumbers(Object array) {
    reserve(1, 0);
    int length = Array.getLength(array);
    Object copy = Array.newInstance(array.getClass().getComponentType(), length);
    System.arraycopy(array, 0, copy, 0, length);
    references[referenceCount++] = copy;
  }

  private void reserve(int moreReferences, int morePrimitives) {
    if (referenceCount + moreReferences > references.length) {
      references = Arrays.copyOf(references, 2 * references.length + moreReferences);
    }
    if (primitiveCount + morePrimitives > primitives.length) {
      primitives = Arrays.copyOf(primitives, 2 * primitives.length + morePrimitives);
    }
  }

  /** What has changed since the last call; from then on the new state is what is remembered. */
  public List<Change> changes() {
    changes = new ArrayList<>();
    int known = objects.size();
    for (int id = 0; id < known; id++) {
      Object o = objects.get(id);
      WatchedShapes.Slot[] own = slots.get(id);
      if (own != null) {
        compareFields(id, o, own);
      } else if (o instanceof Object[] array) {
        compareElements(id, array);
      } else {
        compareNumbers(id, o);
      }
    }
    classValues.changes(this::changed);
    for (int id = known; id < objects.size(); id++) {
      if (objects.get(id).getClass().getName().equals(WEAK_ENTRY)) {
        changed(id, "(a new entry)");
      }
    }
    drain(known);
    return changes;
  }

  private void compareFields(int id, Object o, WatchedShapes.Slot[] own) {
    int r = firstReference[id];
    int p = firstPrimitive[id];
    for (WatchedShapes.Slot slot : own) {
      if (slot.isReference()) {
        Object now = Peek.reference(o, slot.offset());
        if (now != references[r]) {
          boolean weak =
              slot.name().equals("table") && o instanceof java.util.WeakHashMap
                  || o.getClass().getName().equals(WEAK_ENTRY) && slot.name().equals("next");
          replaced(id, r, now, weak, "." + slot.name());
        }
        r++;
      } else {
        long now = Peek.primitive(o, slot.offset(), slot.kind());
        if (now != primitives[p]) {
          boolean remembered = slot.hash() && (primitives[p] == 0 || primitives[p] == -1);
          primitives[p] = now;
          if (!remembered) {
            changed(id, "." + slot.name());
          }
        }
        p++;
      }
    }
  }

  private void compareElements(int id, Object[] array) {
    int r = firstReference[id];
    boolean weak = array.getClass().getComponentType().getName().equals(WEAK_ENTRY);
    for (int i = 0; i < array.length; i++) {
      if (array[i] != references[r + i]) {
        replaced(id, r + i, array[i], weak, "[" + i + "]");
      }
    }
  }

  private void replaced(int id, int slot, Object now, boolean weak, String what) {
    references[slot] = now;
    if (!weak && !(now instanceof SoftReference)) {
      changed(id, what);
    }
    discover(now, id);
  }

  private void compareNumbers(int id, Object array) {
    Object before = references[firstReference[id]];
    if (!PrimitiveArrays.equal(array, before)) {
      System.arraycopy(array, 0, before, 0, Array.getLength(array));
      changed(id, "[...]");
    }
  }

  private void changed(int id, Class<?> type, Object value) {
    changed(id, "(value of " + type.getName() + ")");
    discover(value, id);
  }

  private void changed(int id, String what) {
    List<String> path = new ArrayList<>();
    String step = what;
    String last = what;
    boolean structure = true;
    int at = id;
    while (parents[at] >= 0) {
      path.add(last);
      int parent = parents[at];
      structure &= parents[parent] < 0 || MemoState.isStructure(objects.get(at), program);
      step = edge(parent, objects.get(at));
      last = step + " = " + objects.get(at).getClass().getTypeName();
      at = parent;
    }
    String owner = ((Class<?>) objects.get(at)).getName();
    String field = step.substring(1);
    if (structure && memos.test(owner, field)) {
      return;
    }
    path.add("static " + owner + last);
    Collections.reverse(path);
    changes.add(new Change(owner, field, path));
  }

  /** The field or element of an object that held another when it was found. */
  private String edge(int parent, Object child) {
    WatchedShapes.Slot[] own = slots.get(parent);
    int r = firstReference[parent];
    if (own == null) {
      int length = ((Object[]) objects.get(parent)).length;
      for (int i = 0; i < length; i++) {
        if (references[r + i] == child) {
          return "[" + i + "]";
        }
      }
      return "[...]";
    }
    for (WatchedShapes.Slot slot : own) {
      if (slot.isReference() && references[r++] == child) {
        return "." + slot.name();
      }
    }
    return "...";
  }
}
