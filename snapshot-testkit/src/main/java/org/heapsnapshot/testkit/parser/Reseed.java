package org.heapsnapshot.testkit.parser;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Section 12.
 *
 * @param rows the collections to be rebuilt, inner before outer
 */
public record Reseed(List<Row> rows) {
  private static final List<String> CLASSES =
      List.of(
          "java.util.HashMap",
          "java.util.LinkedHashMap",
          "java.util.IdentityHashMap",
          "java.util.WeakHashMap",
          "java.util.concurrent.ConcurrentHashMap",
          "java.util.Hashtable",
          "java.util.ImmutableCollections$SetN",
          "java.util.ImmutableCollections$MapN");
  private static final int LINKED_HASH_MAP = 2;
  private static final int IDENTITY_HASH_MAP = 3;
  private static final int SET_N = 7;
  private static final int HANDLED = 9;
  private static final int IDENTITY_HASH = 10;
  private static final int CLASS_VALUE = 11;

  /** hashCodeForCache, identity. */
  private static final int DRAWN = 2;

  /** A collection: its object id, its kind (1 to 11), ids of keys and values in iteration order. */
  public record Row(int object, int kind, int[] keys, int[] values) {
    /** Whether the values are numbers that are added to identity hashes. */
    boolean isOfIdentities() {
      return kind == IDENTITY_HASH;
    }

    /** The JDK class of the table, for kinds below 9. */
    public String className() {
      return CLASSES.get(kind - 1);
    }
  }

  static Reseed parse(Cursor in) {
    int count = in.readCount("count");
    int[] object = in.readColumn("object", count);
    int[] kind = in.readColumn("kind", count);
    int[] entryStart = in.readStarts("entryStart", count);
    int[] key = in.readColumn("key", entryStart[count]);
    int[] value = in.readColumn("value", entryStart[count]);
    in.end();
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      if (kind[i] < 1 || kind[i] > CLASS_VALUE) {
        throw in.error("kind[" + i + "]", kind[i], "1 to " + CLASS_VALUE);
      }
      int from = entryStart[i];
      int to = entryStart[i + 1];
      rows.add(
          new Row(
              object[i],
              kind[i],
              java.util.Arrays.copyOfRange(key, from, to),
              java.util.Arrays.copyOfRange(value, from, to)));
      for (int j = from; kind[i] == SET_N && j < to; j++) {
        if (value[j] != 0) {
          throw in.error("value[" + j + "]", value[j], "0 for a set");
        }
      }
    }
    return new Reseed(List.copyOf(rows));
  }

  /** Checks what the section says about other sections: call once object ids are in range. */
  void check(Cursor in, Heap heap) {
    Map<Integer, Integer> order = new HashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      if (order.put(row.object(), i) != null) {
        throw in.error("object[" + i + "]", row.object(), "each collection once");
      }
      checkInstance(in, heap, i, row);
    }
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      for (int key : row.keys()) {
        Integer inner = order.get(key);
        if (inner != null
            && inner >= i
            && hashes(row)
            && hashes(rows.get(inner))
            && row.kind() != HANDLED) {
          throw in.error("object[" + i + "]", "before its key, row " + inner, "inner before outer");
        }
      }
    }
  }

  /** Whether the hash of the collection, or that of its keys, is made of contents. */
  private static boolean hashes(Row row) {
    return row.kind() != IDENTITY_HASH_MAP && row.kind() != IDENTITY_HASH;
  }

  private static void checkInstance(Cursor in, Heap heap, int i, Row row) {
    if (!(heap.object(row.object()) instanceof HeapObject.Instance instance)) {
      throw in.error("object[" + i + "]", row.object(), "an instance");
    }
    if (row.kind() == HANDLED) {
      checkHandler(in, heap, i, row);
      return;
    }
    if (row.kind() == IDENTITY_HASH) {
      checkIdentities(in, heap, i, row, instance);
      return;
    }
    if (row.kind() == CLASS_VALUE) {
      checkClassValue(in, heap, i, row, instance);
      return;
    }
    String table = row.kind() == LINKED_HASH_MAP ? "java.util.HashMap" : row.className();
    boolean absent = false;
    boolean accessOrder = false;
    for (Classes.Field field : heap.classes().fieldsOf(instance.type())) {
      absent |= field.isZero() && field.declaring().equals(table);
      accessOrder |= !field.isZero() && field.name().equals("accessOrder");
    }
    if (!absent) {
      throw in.error(
          "object[" + i + "]",
          "columns of " + instance.type().name(),
          "a field of " + table + " with bit 10");
    }
    if (row.kind() == LINKED_HASH_MAP && !accessOrder) {
      throw in.error("object[" + i + "]", instance.type().name(), "a column of accessOrder");
    }
  }

  private static void checkIdentities(
      Cursor in, Heap heap, int i, Row row, HeapObject.Instance instance) {
    int fields = 0;
    for (Classes.Field field : heap.classes().fieldsOf(instance.type())) {
      fields += field.isZero() && !field.isStatic() && field.type() == 'I' ? 1 : 0;
    }
    if (fields == 0 || fields != row.keys().length) {
      throw in.error("entries of row " + i, row.keys().length, fields + " int fields with bit 10");
    }
  }

  private static void checkClassValue(
      Cursor in, Heap heap, int i, Row row, HeapObject.Instance instance) {
    int drawn = 0;
    for (Classes.Field field : heap.classes().fieldsOf(instance.type())) {
      drawn += field.isZero() && field.declaring().equals("java.lang.ClassValue") ? 1 : 0;
    }
    if (drawn != DRAWN) {
      throw in.error(
          "object[" + i + "]",
          drawn + " fields of " + instance.type().name() + " with bit 10",
          DRAWN + " fields of java.lang.ClassValue with bit 10");
    }
    for (int key : row.keys()) {
      if (!isClass(heap, key)) {
        throw in.error("key of row " + i, key, "a class");
      }
    }
  }

  private static boolean isClass(Heap heap, int object) {
    int symbol = object - (int) heap.firstSymbol();
    return symbol >= 0
        && symbol < heap.symbols().rows().size()
        && heap.symbols().rows().get(symbol).kind() == 0;
  }

  private static void checkHandler(Cursor in, Heap heap, int i, Row row) {
    if (row.keys().length == 0 || !isClass(heap, row.keys()[0]) || row.values()[0] != 0) {
      throw in.error("first entry of row " + i, row.keys().length, "the class of a handler");
    }
  }
}
