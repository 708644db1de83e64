package org.heapsnapshot.runtime.restore;

import java.util.HashMap;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import org.heapsnapshot.runtime.format.ReseedKind;
import org.heapsnapshot.runtime.image.LoadResult;
import org.heapsnapshot.runtime.image.Refusal;

/** Where one kind of hashed collection has its table: offsets of fields of the JDK. */
final class TableFields {
  /** The class that the objects are instances of. */
  final Class<?> owner;

  /** Offsets of the references that are moved. */
  final long[] references;

  /** Offsets of the {@code int}s that are moved. */
  final long[] ints;

  /** Offset of the {@code long} that is moved, or -1. */
  final long wide;

  /** Offset of the {@code float} that sizes the table, or -1; it stays. */
  final long loadFactor;

  /** Offset of the {@code int} that tells the capacity, or -1; it is moved. */
  final long threshold;

  private TableFields(
      Class<?> owner, long[] references, long[] ints, long wide, long loadFactor, long threshold) {
    this.owner = owner;
    this.references = references;
    this.ints = ints;
    this.wide = wide;
    this.loadFactor = loadFactor;
    this.threshold = threshold;
  }

  /**
   * The fields of a {@link ReseedKind}.
   *
   * @throws Refusal when this JDK has other fields
   */
  static TableFields of(int kind, Memory memory) {
    try {
      switch (kind) {
        case ReseedKind.HASH_MAP:
          return hashMap(memory, HashMap.class, new long[1]);
        case ReseedKind.LINKED_HASH_MAP:
          long head = offset(memory, LinkedHashMap.class, "head");
          long tail = offset(memory, LinkedHashMap.class, "tail");
          return hashMap(memory, LinkedHashMap.class, new long[] {0, head, tail});
        case ReseedKind.WEAK_HASH_MAP:
          long queue = offset(memory, WeakHashMap.class, "queue");
          return sized(memory, WeakHashMap.class, WeakHashMap.class, new long[] {0, queue}, "size");
        case ReseedKind.HASHTABLE:
          return sized(memory, Hashtable.class, Hashtable.class, new long[1], "count");
        case ReseedKind.CONCURRENT_HASH_MAP:
          return concurrentHashMap(memory);
        case ReseedKind.IDENTITY_HASH_MAP:
          return plain(memory, IdentityHashMap.class, "table");
        case ReseedKind.SET_N:
          return plain(memory, immutable("SetN"), "elements");
        default:
          return plain(memory, immutable("MapN"), "table");
      }
    } catch (ReflectiveOperationException e) {
      throw new Refusal(LoadResult.OTHER_FIELDS, e.toString());
    }
  }

  /** Whether instances of a class hold a hash table of one of the kinds. */
  static boolean isHashed(Class<?> type) {
    return HashMap.class.isAssignableFrom(type)
        || IdentityHashMap.class.isAssignableFrom(type)
        || WeakHashMap.class.isAssignableFrom(type)
        || ConcurrentHashMap.class.isAssignableFrom(type)
        || Hashtable.class.isAssignableFrom(type)
        || type.getName().equals("java.util.ImmutableCollections$SetN")
        || type.getName().equals("java.util.ImmutableCollections$MapN");
  }

  private static TableFields hashMap(Memory memory, Class<?> owner, long[] references)
      throws NoSuchFieldException {
    return sized(memory, owner, HashMap.class, references, "size");
  }

  private static TableFields sized(
      Memory memory, Class<?> owner, Class<?> declaring, long[] references, String size)
      throws NoSuchFieldException {
    references[0] = offset(memory, declaring, "table");
    long threshold = offset(memory, declaring, "threshold");
    long[] ints = {offset(memory, declaring, size), threshold};
    long loadFactor = offset(memory, declaring, "loadFactor");
    return new TableFields(owner, references, ints, -1, loadFactor, threshold);
  }

  private static TableFields concurrentHashMap(Memory memory) throws NoSuchFieldException {
    Class<?> owner = ConcurrentHashMap.class;
    long[] references = {offset(memory, owner, "table"), offset(memory, owner, "counterCells")};
    long[] ints = {offset(memory, owner, "sizeCtl")};
    return new TableFields(owner, references, ints, offset(memory, owner, "baseCount"), -1, -1);
  }

  private static TableFields plain(Memory memory, Class<?> owner, String table)
      throws NoSuchFieldException {
    long[] references = {offset(memory, owner, table)};
    return new TableFields(
        owner, references, new long[] {offset(memory, owner, "size")}, -1, -1, -1);
  }

  private static Class<?> immutable(String name) throws ClassNotFoundException {
    return Class.forName("java.util.ImmutableCollections$" + name, false, null);
  }

  private static long offset(Memory memory, Class<?> owner, String field)
      throws NoSuchFieldException {
    return memory.offset(owner.getDeclaredField(field));
  }

  /** Moves the table of one collection into another of the same kind. */
  void move(Memory memory, Object from, Object to) {
    for (int i = 0; i < references.length; i++) {
      memory.putReference(to, references[i], memory.getReference(from, references[i]));
    }
    for (int i = 0; i < ints.length; i++) {
      memory.putInt(to, ints[i], memory.getInt(from, ints[i]));
    }
    if (wide >= 0) {
      memory.moveLong(from, to, wide);
    }
  }
}
