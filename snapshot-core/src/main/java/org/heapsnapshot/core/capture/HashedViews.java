package org.heapsnapshot.core.capture;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.heapsnapshot.runtime.format.ReseedKind;

/**
 * Reads the logical view of each hashed collection from its own fields, so that no method a program
 * may override decides what the image holds. Only the hash values of immutable sets and maps, which
 * store none, are asked of the keys, and that after the graph was walked.
 */
final class HashedViews {
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
    int kind = HashedEntries.kind(o);
    if (kind == 0) {
      return null;
    }
    List<HashedEntries.Entry> entries = HashedEntries.of(o, kind);
    if (kind == ReseedKind.WEAK_HASH_MAP) {
      entries.removeIf(e -> e.key() != null && known.applyAsInt(e.key()) == 0);
    }
    return view(object, o, kind, entries);
  }

  private HashedCollection view(int object, Object o, int kind, List<HashedEntries.Entry> entries) {
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
      boolean none = kind == ReseedKind.SET_N || kind == ReseedKind.MAP_N;
      hashes[i] = none ? hash(entries.get(i).key()) : entries.get(i).hash();
    }
    int[] tableFields = indices.stream().mapToInt(Integer::intValue).toArray();
    return new HashedCollection(object, kind, tableFields, keys, values, hashes, false);
  }

  /** The fields that hold the arrangement, by simple class name and field name. */
  private static Set<String> tableFields(int kind) {
    return switch (kind) {
      case ReseedKind.HASH_MAP ->
          Set.of("HashMap.table", "HashMap.size", "HashMap.threshold", "HashMap.modCount");
      case ReseedKind.LINKED_HASH_MAP ->
          Set.of(
              "HashMap.table",
              "HashMap.size",
              "HashMap.threshold",
              "HashMap.modCount",
              "LinkedHashMap.head",
              "LinkedHashMap.tail");
      case ReseedKind.IDENTITY_HASH_MAP ->
          Set.of("IdentityHashMap.table", "IdentityHashMap.size", "IdentityHashMap.modCount");
      case ReseedKind.WEAK_HASH_MAP ->
          Set.of(
              "WeakHashMap.table",
              "WeakHashMap.size",
              "WeakHashMap.threshold",
              "WeakHashMap.queue",
              "WeakHashMap.modCount");
      case ReseedKind.CONCURRENT_HASH_MAP ->
          Set.of(
              "ConcurrentHashMap.table",
              "ConcurrentHashMap.nextTable",
              "ConcurrentHashMap.baseCount",
              "ConcurrentHashMap.sizeCtl",
              "ConcurrentHashMap.transferIndex",
              "ConcurrentHashMap.cellsBusy",
              "ConcurrentHashMap.counterCells");
      case ReseedKind.HASHTABLE ->
          Set.of("Hashtable.table", "Hashtable.count", "Hashtable.threshold", "Hashtable.modCount");
      case ReseedKind.SET_N -> Set.of("SetN.elements", "SetN.size");
      case ReseedKind.MAP_N -> Set.of("MapN.table", "MapN.size");
      default -> throw new IllegalArgumentException("kind=" + kind);
    };
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
