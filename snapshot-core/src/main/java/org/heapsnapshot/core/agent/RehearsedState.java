package org.heapsnapshot.core.agent;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.util.ArrayDeque;
import java.util.Calendar;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.heapsnapshot.core.capture.CapturedClass;
import org.heapsnapshot.core.capture.CapturedField;
import org.heapsnapshot.core.capture.CapturedHeap;
import org.heapsnapshot.core.capture.CapturedObject;
import org.heapsnapshot.core.capture.CapturedStatics;
import org.heapsnapshot.core.capture.HashedCollection;
import org.heapsnapshot.core.capture.Peek;
import org.heapsnapshot.runtime.format.ClassFlags;

/**
 * Compares what initializers leave in a running program with a captured heap: of each class at the
 * moment when its initializer ends, and of each object when it is met for the first time, because
 * what the program does to it later is its own affair.
 *
 * <p>What a start makes anew, or computes when it is first asked, is taken for equal: loggers,
 * recipes, cached hash codes and views. No code of the program runs. Guarded by the child; no
 * lambdas, as in {@link ObserveSink}.
 */
final class RehearsedState {
  /** Fields of the JDK's collections and throwables that say nothing of what they hold. */
  private static final Set<String> INCIDENTAL =
      Set.of(
          "modCount",
          "hash",
          "hashCode",
          "keySet",
          "values",
          "entrySet",
          "descendingMap",
          "descendingKeySet",
          "navigableKeySet",
          "backtrace",
          "depth",
          "stackTrace",
          "threadLocalHashCode",
          "referent",
          "queue",
          "threshold",
          "table");

  /** Where the JDK's classes are that hold what they are given, and little else. */
  private static final Set<String> HOLDERS =
      Set.of(
          "java.lang",
          "java.lang.ref",
          "java.math",
          "java.time",
          "java.util",
          "java.util.concurrent",
          "java.util.concurrent.atomic");

  private final CapturedHeap heap;
  private final ClassLoader program;
  private final Map<String, CapturedStatics> statics = new HashMap<>();
  private final Map<Integer, HashedCollection> hashed = new HashMap<>();
  private final IdentityHashMap<Object, Integer> ids = new IdentityHashMap<>();
  private final Object[] live;
  private final long[][] offsets;
  private final ArrayDeque<Integer> work = new ArrayDeque<>();
  private String difference;

  RehearsedState(CapturedHeap heap, ClassLoader program) {
    this.heap = heap;
    this.program = program;
    this.live = new Object[heap.objects().size() + 1];
    this.offsets = new long[heap.classes().size()][];
    for (CapturedStatics row : heap.statics()) {
      statics.put(heap.classes().get(row.classIndex()).name(), row);
    }
    for (HashedCollection collection : heap.hashed()) {
      hashed.put(collection.object(), collection);
    }
  }

  /** Whether the heap has the statics of a class. */
  boolean has(String className) {
    return statics.containsKey(className);
  }

  /**
   * Compares a class whose initializer has just ended.
   *
   * @return what differs, or null
   */
  String compare(String className) throws ReflectiveOperationException {
    CapturedStatics row = statics.get(className);
    Class<?> owner = Class.forName(className, false, program);
    List<CapturedField> fields = heap.classes().get(row.classIndex()).fields();
    difference = null;
    work.clear();
    for (int i = 0; i < row.fields().length && difference == null; i++) {
      CapturedField field = fields.get(row.fields()[i]);
      if (field.treatment() != CapturedField.Treatment.COPIED || row.identities()[i] != 0) {
        continue;
      }
      long offset = Peek.offset(owner.getDeclaredField(field.name()), true);
      compareField(owner, field, offset, row.values()[i], "static " + field.name());
      drain("static " + field.name());
    }
    return difference;
  }

  private void drain(String root) {
    while (difference == null && !work.isEmpty()) {
      int id = work.poll();
      compareObject(id, live[id], root);
    }
  }

  private void compareField(Object base, CapturedField field, long offset, long value, String at) {
    if (field.isReference()) {
      match(Peek.reference(base, offset), (int) value, at);
    } else {
      long now = Peek.primitive(base, offset, field.kind());
      if (now != value && !isRemembered(field.name(), value) && !isRemembered(field.name(), now)) {
        differ(at + ": " + value + " observed, " + now + " in the training run");
      }
    }
  }

  /** Whether a field is a cached hash code that one side has not been asked for. */
  private static boolean isRemembered(String name, long value) {
    return (value == 0 || value == -1) && name.toLowerCase(Locale.ROOT).contains("hash");
  }

  private void differ(String what) {
    if (difference == null) {
      difference = what;
    }
  }

  private void match(Object now, int id, String at) {
    if (id == 0 || now == null) {
      if (id != 0 || now != null) {
        String other = now == null ? "null" : "an object of " + now.getClass().getName();
        differ(at + ": " + (id == 0 ? "null" : "an object") + " observed, " + other + NOT);
      }
      return;
    }
    CapturedObject object = heap.objects().get(id - 1);
    if (object instanceof CapturedObject.Text text) {
      if (!text.text().equals(now)) {
        differ(at + ": another string" + NOT);
      }
    } else if (object instanceof CapturedObject.ClassMirror mirror) {
      if (!(now instanceof Class<?> c) || !c.getName().equals(name(mirror.classIndex()))) {
        differ(at + ": another class" + NOT);
      }
    } else if (object instanceof CapturedObject.SmallBox box) {
      if (!isBox(now, box.value())) {
        differ(at + ": another number" + NOT);
      }
    } else if (object instanceof CapturedObject.JdkEnum constant) {
      if (!(now instanceof Enum<?> e) || !e.name().equals(constant.constant())) {
        differ(at + ": another constant" + NOT);
      }
    } else if (object instanceof CapturedObject.Instance instance) {
      matchInstance(now, id, name(instance.classIndex()), isProgram(instance.classIndex()), at);
    } else if (object instanceof CapturedObject.ReferenceArray array) {
      matchInstance(now, id, name(array.classIndex()), false, at);
    } else if (object instanceof CapturedObject.PrimitiveArray array) {
      matchInstance(now, id, name(array.classIndex()), false, at);
    }
    // All else is a call that each start makes for itself, or what the JDK holds.
  }

  private static final String NOT = " in the training run";

  private static boolean isBox(Object now, int value) {
    if (now instanceof Character c) {
      return c == value;
    }
    if (now instanceof Boolean b) {
      return b == (value != 0);
    }
    return now instanceof Number n && n.longValue() == value;
  }

  private String name(int classIndex) {
    return heap.classes().get(classIndex).name();
  }

  private boolean isProgram(int classIndex) {
    return heap.classes().get(classIndex).loader() == ClassFlags.LOADER_APPLICATION;
  }

  private void matchInstance(Object now, int id, String className, boolean ofProgram, String at) {
    if (!now.getClass().getName().equals(className)) {
      differ(at + ": " + className + " observed, " + now.getClass().getName() + NOT);
      return;
    }
    Integer known = ids.get(now);
    if (known == null && live[id] == null) {
      ids.put(now, id);
      live[id] = now;
      work.add(id);
    } else if (ofProgram && (known == null || known != id)) {
      differ(at + ": another " + className + NOT);
    }
  }

  private void compareObject(int id, Object now, String root) {
    CapturedObject object = heap.objects().get(id - 1);
    if (object instanceof CapturedObject.Instance instance) {
      compareInstance(id, now, instance, root);
    } else if (object instanceof CapturedObject.ReferenceArray array) {
      Object[] elements = (Object[]) now;
      if (elements.length != array.elements().length) {
        differ(root + ": an array of " + array.elements().length + ", " + elements.length + NOT);
        return;
      }
      for (int i = 0; i < elements.length && difference == null; i++) {
        match(elements[i], array.elements()[i], root + " ... [" + i + "]");
      }
    } else if (object instanceof CapturedObject.PrimitiveArray array) {
      comparePrimitives(now, array, root);
    }
  }

  private void comparePrimitives(Object now, CapturedObject.PrimitiveArray array, String root) {
    if (Array.getLength(now) != array.length()) {
      differ(root + ": an array of " + array.length() + ", " + Array.getLength(now) + NOT);
      return;
    }
    byte[] data = array.data();
    int width = array.length() == 0 ? 1 : data.length / array.length();
    char kind = now.getClass().getComponentType().descriptorString().charAt(0);
    long base = Peek.arrayBase(now.getClass());
    for (int i = 0; i < array.length(); i++) {
      long expected = 0;
      for (int k = width - 1; k >= 0; k--) {
        expected = expected << 8 | data[i * width + k] & 0xFF;
      }
      long mask = width == 8 ? -1L : (1L << 8 * width) - 1;
      if ((Peek.primitive(now, base + (long) i * width, kind) & mask) != expected) {
        differ(root + ": an array with another element " + i + NOT);
        return;
      }
    }
  }

  private void compareInstance(int id, Object now, CapturedObject.Instance instance, String root) {
    CapturedClass type = heap.classes().get(instance.classIndex());
    HashedCollection collection = hashed.get(id);
    if (collection != null && !isProgram(instance.classIndex())) {
      compareCollection(now, collection, root);
      return;
    }
    if (!isProgram(instance.classIndex()) && !holds(now)) {
      return;
    }
    long[] at = offsets(now.getClass(), instance.classIndex(), type);
    for (int f = 0; f < instance.values().length && difference == null; f++) {
      CapturedField field = type.fields().get(f);
      if (at[f] >= 0 && (collection == null || !contains(collection.tableFields(), f))) {
        String step = root + " ... " + type.name() + "." + field.name();
        compareField(now, field, at[f], instance.values()[f], step);
      }
    }
  }

  /** Whether the fields of an object of the JDK say what it was given. */
  private static boolean holds(Object now) {
    return HOLDERS.contains(now.getClass().getPackageName())
        && !(now instanceof ThreadLocal)
        && !(now instanceof Thread)
        && !(now instanceof ClassLoader)
        && !(now instanceof Calendar) // Computes its fields when it is asked.
        && !now.getClass().getName().contains(".ConcurrentSkipList"); // Draws its levels.
  }

  private static boolean contains(int[] list, int value) {
    for (int i : list) {
      if (i == value) {
        return true;
      }
    }
    return false;
  }

  /** Where the instance fields of a class are that say something; -1 for the others. */
  private long[] offsets(Class<?> c, int classIndex, CapturedClass type) {
    long[] known = offsets[classIndex];
    if (known == null) {
      known = new long[type.instanceFieldCount()];
      for (int f = 0; f < known.length; f++) {
        CapturedField field = type.fields().get(f);
        boolean incidental =
            field.treatment() != CapturedField.Treatment.COPIED
                || !isProgram(field.declaringClass()) && INCIDENTAL.contains(field.name());
        known[f] = incidental ? -1 : offset(c, field);
      }
      offsets[classIndex] = known;
    }
    return known;
  }

  private long offset(Class<?> c, CapturedField field) {
    String declaring = name(field.declaringClass());
    for (Class<?> k = c; k != null; k = k.getSuperclass()) {
      if (k.getName().equals(declaring)) {
        for (Field f : k.getDeclaredFields()) {
          if (f.getName().equals(field.name())) {
            return Peek.offset(f, false);
          }
        }
      }
    }
    return -1; // The JDK hides it.
  }

  /** By size, and by the entries whose keys are strings: to look them up runs code of the JDK. */
  private void compareCollection(Object now, HashedCollection collection, String root) {
    int size =
        now instanceof Map<?, ?> map
            ? map.size()
            : now instanceof Collection<?> c ? c.size() : collection.keys().length;
    String at = root + " ... " + now.getClass().getName();
    if (now instanceof java.util.WeakHashMap || now instanceof ClassValue) {
      return; // What it holds may come and go.
    }
    if (size != collection.keys().length) {
      differ(at + ": " + collection.keys().length + " entries observed, " + size + NOT);
      return;
    }
    if (!(now instanceof Map<?, ?> map) || collection.values().length == 0) {
      return;
    }
    if (map instanceof java.util.LinkedHashMap || map instanceof java.util.IdentityHashMap) {
      return; // To look up may move what was looked up to the end, or finds no other string.
    }
    for (int i = 0; i < collection.keys().length && difference == null; i++) {
      int key = collection.keys()[i];
      if (key != 0 && heap.objects().get(key - 1) instanceof CapturedObject.Text text) {
        match(map.get(text.text()), collection.values()[i], at + " of \"" + text.text() + '"');
      }
    }
  }
}
