package org.heapsnapshot.core.capture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;

/**
 * Reads the logical view of each hashed collection from its own fields, so that no method a program
 * may override decides what the image holds. Only the hash values of immutable sets and maps, which
 * store none, are asked of the keys, and that after the graph was walked.
 */
final class HashedViews {
  private record Entry(Object key, Object value, int hash) {}

  private final ClassTable classes;
  private final HandledObjects handled;
  private final AssociatedValues associated;
  private final List<Object> live;
  private final List<CapturedObject> objects;
  private final ToIntFunction<Object> known;
  private final ToIntFunction<Object> id;

  HashedViews(
      ClassTable classes,
      HandledObjects handled,
      AssociatedValues associated,
      List<Object> live,
      List<CapturedObject> objects,
      ToIntFunction<Object> known,
      ToIntFunction<Object> id) {
    this.classes = classes;
    this.handled = handled;
    this.associated = associated;
    this.live = live;
    this.objects = objects;
    this.known = known;
    this.id = id;
  }

  List<HashedCollection> build() {
    List<HashedCollection> result = new ArrayList<>();
    for (int i = 0; i < objects.size(); i++) {
      if (objects.get(i) instanceof CapturedObject.Instance instance) {
        HashedCollection view = view(i + 1, live.get(i), instance);
        if (view != null) {
          result.add(view);
        }
      }
    }
    return result;
  }

  private HashedCollection view(int object, Object o, CapturedObject.Instance captured) {
    HashedCollection made = handled.view(object, o);
    if (made != null || captured.values().length == 0) {
      return made; // What was not walked into has no entries either.
    }
    HashedCollection values = associated.view(object);
    if (values != null) {
      return values;
    }
    if (o instanceof LinkedHashMap) {
      return view(object, o, 2, linked(o));
    }
    if (o instanceof HashMap) {
      return view(object, o, 1, chained(o, HashMap.class));
    }
    if (o instanceof IdentityHashMap) {
      return view(object, o, 3, identity(o));
    }
    if (o instanceof WeakHashMap) {
      return view(object, o, 4, weak(o));
    }
    if (o instanceof ConcurrentHashMap) {
      return view(object, o, 5, concurrent(o));
    }
    if (o instanceof Hashtable && Peek.get(o, Hashtable.class, "table") != null) {
      return view(object, o, 6, hashtable(o));
    }
    String name = o.getClass().getName();
    if (name.equals("java.util.ImmutableCollections$SetN")) {
      return view(object, o, 7, probed(o, "elements", 1));
    }
    if (name.equals("java.util.ImmutableCollections$MapN")) {
      return view(object, o, 8, probed(o, "table", 2));
    }
    return null;
  }

  private HashedCollection view(int object, Object o, int kind, List<Entry> entries) {
    List<CapturedField> fields = classes.fields(classes.index(o.getClass()));
    Set<String> table = tableFields(kind);
    List<Integer> indices = new ArrayList<>();
    for (int f = 0; f < fields.size(); f++) {
      CapturedField field = fields.get(f);
      Class<?> owner = classes.get(field.declaringClass());
      if (!field.isStatic()
          && owner.getClassLoader() == null
          && table.contains(owner.getSimpleName() + "." + field.name())) {
        indices.add(f);
      }
    }
    int[] keys = new int[entries.size()];
    int[] values = new int[entries.size()];
    int[] hashes = new int[entries.size()];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = id.applyAsInt(entries.get(i).key());
      values[i] = id.applyAsInt(entries.get(i).value());
      hashes[i] = entries.get(i).hash();
    }
    int[] tableFields = indices.stream().mapToInt(Integer::intValue).toArray();
    return new HashedCollection(object, kind, tableFields, keys, values, hashes, false);
  }

  /** The fields that hold the arrangement, by simple class name and field name. */
  private static Set<String> tableFields(int kind) {
    return switch (kind) {
      case 1 -> Set.of("HashMap.table", "HashMap.size", "HashMap.threshold", "HashMap.modCount");
      case 2 ->
          Set.of(
              "HashMap.table",
              "HashMap.size",
              "HashMap.threshold",
              "HashMap.modCount",
              "LinkedHashMap.head",
              "LinkedHashMap.tail");
      case 3 -> Set.of("IdentityHashMap.table", "IdentityHashMap.size", "IdentityHashMap.modCount");
      case 4 ->
          Set.of(
              "WeakHashMap.table",
              "WeakHashMap.size",
              "WeakHashMap.threshold",
              "WeakHashMap.queue",
              "WeakHashMap.modCount");
      case 5 ->
          Set.of(
              "ConcurrentHashMap.table",
              "ConcurrentHashMap.nextTable",
              "ConcurrentHashMap.baseCount",
              "ConcurrentHashMap.sizeCtl",
              "ConcurrentHashMap.transferIndex",
              "ConcurrentHashMap.cellsBusy",
              "ConcurrentHashMap.counterCells");
      case 6 ->
          Set.of("Hashtable.table", "Hashtable.count", "Hashtable.threshold", "Hashtable.modCount");
      case 7 -> Set.of("SetN.elements", "SetN.size");
      case 8 -> Set.of("MapN.table", "MapN.size");
      default -> throw new IllegalArgumentException("kind=" + kind);
    };
  }

  private static int intField(Object o, Class<?> declaring, String name) {
    try {
      long offset = Peek.offset(declaring.getDeclaredField(name), false);
      return (int) Peek.primitive(o, offset, 'I');
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Class<?> nodeClass(Class<?> map, String name) {
    for (Class<?> c : map.getDeclaredClasses()) {
      if (c.getSimpleName().equals(name)) {
        return c;
      }
    }
    throw new IllegalStateException(map + " has no " + name);
  }

  private static List<Entry> chained(Object map, Class<?> declaring) {
    List<Entry> entries = new ArrayList<>();
    Object[] table = (Object[]) Peek.get(map, declaring, "table");
    Class<?> node = nodeClass(declaring, "Node");
    for (int i = 0; table != null && i < table.length; i++) {
      for (Object e = table[i]; e != null; e = Peek.get(e, node, "next")) {
        entries.add(entry(e, node));
      }
    }
    return entries;
  }

  private static Entry entry(Object e, Class<?> node) {
    Object value = Peek.get(e, node, node == chmNode() ? "val" : "value");
    return new Entry(Peek.get(e, node, "key"), value, intField(e, node, "hash"));
  }

  private static Class<?> chmNode() {
    return nodeClass(ConcurrentHashMap.class, "Node");
  }

  private static List<Entry> linked(Object map) {
    List<Entry> entries = new ArrayList<>();
    Class<?> node = nodeClass(HashMap.class, "Node");
    Class<?> linked = nodeClass(LinkedHashMap.class, "Entry");
    Object e = Peek.get(map, LinkedHashMap.class, "head");
    for (; e != null; e = Peek.get(e, linked, "after")) {
      entries.add(entry(e, node));
    }
    return entries;
  }

  private static List<Entry> identity(Object map) {
    List<Entry> entries = new ArrayList<>();
    Object[] table = (Object[]) Peek.get(map, IdentityHashMap.class, "table");
    Object nullKey = staticField(IdentityHashMap.class, "NULL_KEY");
    for (int i = 0; i < table.length; i += 2) {
      if (table[i] != null) {
        entries.add(new Entry(table[i] == nullKey ? null : table[i], table[i + 1], 0));
      }
    }
    return entries;
  }

  private static Object staticField(Class<?> c, String name) {
    try {
      return Peek.reference(c, Peek.offset(c.getDeclaredField(name), true));
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<Entry> weak(Object map) {
    List<Entry> entries = new ArrayList<>();
    for (Map.Entry<Object, Object> e : WeakMaps.entries(map)) {
      if (e.getKey() == null || known.applyAsInt(e.getKey()) != 0) {
        entries.add(new Entry(e.getKey(), e.getValue(), 0));
      }
    }
    return entries;
  }

  private static List<Entry> concurrent(Object map) {
    List<Entry> entries = new ArrayList<>();
    Object[] table = (Object[]) Peek.get(map, ConcurrentHashMap.class, "table");
    Class<?> node = chmNode();
    for (int i = 0; table != null && i < table.length; i++) {
      Object e = table[i];
      if (e != null && e.getClass().getSimpleName().equals("TreeBin")) {
        e = Peek.get(e, e.getClass(), "first");
      }
      for (; e != null; e = Peek.get(e, node, "next")) {
        entries.add(entry(e, node));
      }
    }
    return entries;
  }

  private static List<Entry> hashtable(Object map) {
    List<Entry> entries = new ArrayList<>();
    Object[] table = (Object[]) Peek.get(map, Hashtable.class, "table");
    Class<?> node = nodeClass(Hashtable.class, "Entry");
    for (int i = table.length - 1; i >= 0; i--) {
      for (Object e = table[i]; e != null; e = Peek.get(e, node, "next")) {
        entries.add(entry(e, node));
      }
    }
    return entries;
  }

  private static List<Entry> probed(Object o, String name, int step) {
    List<Entry> entries = new ArrayList<>();
    Object[] table = (Object[]) Peek.get(o, o.getClass(), name);
    for (int i = 0; i < table.length; i += step) {
      if (table[i] != null) {
        entries.add(new Entry(table[i], step == 2 ? table[i + 1] : null, hash(table[i])));
      }
    }
    return entries;
  }

  /** The hash value, or a number that no other JVM repeats when the key cannot tell it. */
  private static int hash(Object key) {
    try {
      return key.hashCode();
    } catch (RuntimeException | Error e) {
      return System.identityHashCode(key);
    }
  }
}
