package org.heapsnapshot.jmh;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import org.heapsnapshot.core.capture.CapturedField;
import org.heapsnapshot.core.capture.CapturedObject;
import org.heapsnapshot.core.capture.HashedCollection;
import org.heapsnapshot.runtime.format.ReseedKind;

/** The heap of an image whose only static is {@link #maps}: maps to be rebuilt, of fresh keys. */
final class MapsHeap {
  private static final float LOAD_FACTOR = 0.75f;

  /** The state that the image restores. */
  static Object[] maps;

  /** Hashes by identity. */
  static final class Key {
    int id;

    Key(int id) {
      this.id = id;
    }
  }

  private final HeapWriter writer = new HeapWriter();
  private final int keyType = writer.type(Key.class);
  private final int mapType = writer.type(HashMap.class);
  private final int entries;

  private MapsHeap(int entries) {
    this.entries = entries;
  }

  /** What an initializer does: maps that grow as they are filled; each key is its own value. */
  static Object[] fill(int count, int entries) {
    Object[] filled = new Object[count];
    for (int m = 0; m < count; m++) {
      HashMap<Key, Key> map = new HashMap<>();
      for (int i = 0; i < entries; i++) {
        Key key = new Key(i);
        map.put(key, key);
      }
      filled[m] = map;
    }
    return filled;
  }

  /** The bytes of the heap for what {@link #fill} answers. */
  static byte[] of(int count, int entries) throws ReflectiveOperationException {
    MapsHeap heap = new MapsHeap(entries);
    int[] elements = new int[count];
    for (int m = 0; m < count; m++) {
      elements[m] = heap.addMap();
    }
    int type = heap.writer.type(Object[].class);
    int root = heap.writer.add(new CapturedObject.ReferenceArray(type, elements));
    return heap.writer.write(MapsHeap.class, "maps", root);
  }

  private int addMap() {
    int[] keys = new int[entries];
    for (int i = 0; i < entries; i++) {
      keys[i] = writer.add(new CapturedObject.Instance(keyType, new long[] {i}));
    }
    List<CapturedField> fields = writer.fields(mapType);
    long[] values = new long[fields.size()];
    values[field(fields, "modCount")] = entries;
    values[field(fields, "threshold")] = threshold();
    values[field(fields, "loadFactor")] = Float.floatToRawIntBits(LOAD_FACTOR);
    int map = writer.add(new CapturedObject.Instance(mapType, values));
    int[] table = {field(fields, "table"), field(fields, "size")};
    Arrays.sort(table);
    writer.rebuild(
        new HashedCollection(map, ReseedKind.HASH_MAP, table, keys, keys, new int[entries], true));
    return map;
  }

  /** That of a map which has grown to hold the entries. */
  private int threshold() {
    int capacity = 16;
    while (entries > capacity * LOAD_FACTOR) {
      capacity *= 2;
    }
    return (int) (capacity * LOAD_FACTOR);
  }

  private static int field(List<CapturedField> fields, String name) {
    for (int f = 0; f < fields.size(); f++) {
      if (fields.get(f).name().equals(name)) {
        return f;
      }
    }
    throw new IllegalStateException("this JDK has no HashMap." + name);
  }
}
