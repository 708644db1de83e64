package org.heapsnapshot.runtime.restore;

import java.util.HashMap;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import org.heapsnapshot.runtime.format.ReseedKind;
import org.heapsnapshot.runtime.image.CopiedObjects;
import org.heapsnapshot.runtime.image.Image;
import org.heapsnapshot.runtime.image.LoadResult;
import org.heapsnapshot.runtime.image.Refusal;
import org.heapsnapshot.runtime.image.Reseeds;

/**
 * Rebuilds the collections whose arrangement depends on hash values of this JVM. Each is built
 * afresh, as an object of the JDK's own class, and its table is moved into the restored object: its
 * identity stays, and a {@code put} that the program overrides does not run. {@code modCount} stays
 * what it was, for iterators that were captured.
 */
final class Reseed {
  private static final float DEFAULT_LOAD_FACTOR = 0.75f;

  /** A carried capacity is used up to this, or to 16 times the entries. */
  private static final int FREE_CAPACITY = 1024;

  private final Reseeds reseeds;
  private final Object[] objects;
  private final Memory memory;

  /** The tables of each kind that occurs, by {@link ReseedKind}. */
  private final TableFields[] fields = new TableFields[ReseedKind.LAST + 1];

  private HandledObjects handled;
  private IdentityFields identities;
  private ClassValues classValues;
  private int rebuilt;
  private int entries;

  Reseed(Reseeds reseeds, Object[] objects, Memory memory) {
    this.reseeds = reseeds;
    this.objects = objects;
    this.memory = memory;
  }

  /**
   * Finds the fields of the tables, and checks that each object is of the class that its kind says.
   *
   * @param count how many collections, from the first on
   * @throws Refusal when the JDK has other fields, or the image contradicts itself
   */
  void prepare(Image image, LoadedClasses types, int count) {
    CopiedObjects copied = image.objects;
    for (int i = 0; i < reseeds.count; i++) {
      if (reseeds.kind(i) == ReseedKind.IDENTITY_HASH && identities == null) {
        identities = new IdentityFields(image, types, objects, memory);
      } else if (reseeds.kind(i) == ReseedKind.CLASS_VALUE && classValues == null) {
        classValues = new ClassValues(memory);
      }
    }
    for (int i = 0; i < count; i++) {
      int kind = reseeds.kind(i);
      if (kind == ReseedKind.HANDLED) {
        if (handled == null) {
          handled = new HandledObjects(image, objects, memory);
        }
        handled.prepare(i, types);
        continue;
      }
      if (kind == ReseedKind.IDENTITY_HASH) {
        if (types.isReady(copied.instanceClass(copied.groupOf(reseeds.object(i))))) {
          identities.prepare(i);
        }
        continue;
      }
      Class<?> type = types.get(copied.instanceClass(copied.groupOf(reseeds.object(i))));
      if (kind == ReseedKind.CLASS_VALUE) {
        ClassValues.check(type, i);
        continue;
      }
      if (fields[kind] == null) {
        fields[kind] = TableFields.of(kind, memory);
      }
      boolean linked = LinkedHashMap.class.isAssignableFrom(type);
      if (!fields[kind].owner.isAssignableFrom(type) || linked && kind == ReseedKind.HASH_MAP) {
        throw Refusal.found(
            LoadResult.CORRUPT, "reseed " + i, type.getName(), fields[kind].owner.getName());
      }
    }
  }

  /**
   * Rebuilds the collections {@code from} to {@code to}. Those of boot units run {@code hashCode}
   * and {@code equals} of the program.
   */
  void rebuild(int from, int to) {
    for (int i = from; i < to; i++) {
      Object shell = objects[reseeds.object(i)];
      int kind = reseeds.kind(i);
      if (kind == ReseedKind.IDENTITY_HASH) {
        identities.set(i);
        continue;
      }
      int start = reseeds.start(i);
      int end = reseeds.start(i + 1);
      if (kind == ReseedKind.CLASS_VALUE) {
        classValues.associate((ClassValue<?>) shell, reseeds, start, end, objects);
        continue;
      }
      if (fields[kind] == null && kind != ReseedKind.HANDLED) {
        fields[kind] = TableFields.of(kind, memory);
      }
      if (kind == ReseedKind.HANDLED) {
        handled.make(i);
      } else if (kind == ReseedKind.SET_N || kind == ReseedKind.MAP_N) {
        rebuildProbed(shell, fields[kind], start, end, kind == ReseedKind.MAP_N);
      } else {
        rebuild(shell, kind, start, end);
      }
      rebuilt++;
      entries += end - start;
    }
  }

  /** Number of collections that were rebuilt. */
  int rebuilt() {
    return rebuilt;
  }

  /** Number of entries that were put into them. */
  int entries() {
    return entries;
  }

  private void rebuild(Object shell, int kind, int start, int end) {
    TableFields table = fields[kind];
    Map<Object, Object> fresh = fresh(shell, table, kind, end - start);
    for (int e = start; e < end; e++) {
      fresh.put(objects[reseeds.key(e)], objects[reseeds.value(e)]);
    }
    table.move(memory, fresh, shell);
  }

  private Map<Object, Object> fresh(Object shell, TableFields table, int kind, int entries) {
    if (kind == ReseedKind.IDENTITY_HASH_MAP) {
      return new IdentityHashMap<>(
          Math.max(entries, 21)); // 21 is the size of new IdentityHashMap()
    }
    if (kind == ReseedKind.CONCURRENT_HASH_MAP) {
      return new ConcurrentHashMap<>(Math.max(entries, 8)); // 8 gives the table of 16 by default
    }
    float loadFactor = memory.getFloat(shell, table.loadFactor);
    // An odd factor is possible, but would make the new table enormous, or throw.
    if (!(loadFactor >= 0.1f && loadFactor <= 16f)) {
      loadFactor = DEFAULT_LOAD_FACTOR;
    }
    int threshold = memory.getInt(shell, table.threshold);
    int capacity = capacity(threshold, loadFactor, entries);
    switch (kind) {
      case ReseedKind.LINKED_HASH_MAP:
        return new LinkedHashMap<>(capacity, loadFactor);
      case ReseedKind.WEAK_HASH_MAP:
        return new WeakHashMap<>(capacity, loadFactor);
      case ReseedKind.HASHTABLE:
        return new Hashtable<>(capacity, loadFactor);
      default:
        return new HashMap<>(capacity, loadFactor);
    }
  }

  /** The capacity that had that threshold, else what the entries need. */
  private static int capacity(int threshold, float loadFactor, int entries) {
    int needed = (int) Math.min(1 << 30, (long) (entries / loadFactor) + 1);
    int had = (int) Math.min(1 << 30, (long) Math.ceil(threshold / loadFactor));
    int most = Math.max(FREE_CAPACITY, 16 * Math.min(entries, 1 << 26));
    return Math.max(Math.max(needed, 16), Math.min(had, most));
  }

  /**
   * {@code SetN} and {@code MapN}: open addressing in a table of twice the entries, found by {@code
   * floorMod} of the plain hash, in steps of one entry.
   */
  private void rebuildProbed(Object shell, TableFields table, int start, int end, boolean map) {
    int width = map ? 2 : 1;
    int slots = 2 * (end - start);
    Object[] probed = new Object[slots * width];
    for (int e = start; e < end; e++) {
      Object key = objects[reseeds.key(e)];
      int slot = Math.floorMod(key.hashCode(), slots);
      while (probed[slot * width] != null) {
        slot = slot + 1 == slots ? 0 : slot + 1;
      }
      probed[slot * width] = key;
      if (map) {
        probed[slot * width + 1] = objects[reseeds.value(e)];
      }
    }
    memory.putReference(shell, table.references[0], probed);
    memory.putInt(shell, table.ints[0], end - start);
  }
}
