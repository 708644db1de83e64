package org.heapsnapshot.core.capture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import org.heapsnapshot.runtime.format.ReseedKind;

/**
 * Reads the entries of the hashed collections of the JDK, and of subclasses of them, from their own
 * fields: no method that a program may override is called, and no lock is taken.
 */
public final class HashedEntries {
  /**
   * One entry.
   *
   * @param value null in sets
   * @param hash as the collection stores it; 0 where it stores none
   */
  public record Entry(Object key, Object value, int hash) {}

  private HashedEntries() {}

  /** The kind of section RESEED, or 0. */
  public static int kind(Object o) {
    if (o instanceof LinkedHashMap) {
      return ReseedKind.LINKED_HASH_MAP;
    }
    if (o instanceof HashMap) {
      return ReseedKind.HASH_MAP;
    }
    if (o instanceof IdentityHashMap) {
      return ReseedKind.IDENTITY_HASH_MAP;
    }
    if (o instanceof WeakHashMap) {
      return ReseedKind.WEAK_HASH_MAP;
    }
    if (o instanceof ConcurrentHashMap) {
      return ReseedKind.CONCURRENT_HASH_MAP;
    }
    if (o instanceof Hashtable && Peek.get(o, Hashtable.class, "table") != null) {
      return ReseedKind.HASHTABLE;
    }
    return switch (o.getClass().getName()) {
      case "java.util.ImmutableCollections$SetN" -> ReseedKind.SET_N;
      case "java.util.ImmutableCollections$MapN" -> ReseedKind.MAP_N;
      default -> 0;
    };
  }

  /**
   * The entries in the order of the table, or in that of insertion where that is kept.
   *
   * @param kind of {@link #kind}
   */
  public static List<Entry> of(Object o, int kind) {
    return switch (kind) {
      case ReseedKind.HASH_MAP -> chained(o, HashMap.class);
      case ReseedKind.LINKED_HASH_MAP -> linked(o);
      case ReseedKind.IDENTITY_HASH_MAP -> identity(o);
      case ReseedKind.WEAK_HASH_MAP -> weak(o);
      case ReseedKind.CONCURRENT_HASH_MAP -> concurrent(o);
      case ReseedKind.HASHTABLE -> hashtable(o);
      case ReseedKind.SET_N -> probed(o, "elements", 1);
      case ReseedKind.MAP_N -> probed(o, "table", 2);
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

  private static List<Entry> weak(Object map) {
    List<Entry> entries = new ArrayList<>();
    for (Map.Entry<Object, Object> e : WeakMaps.entries(map)) {
      entries.add(new Entry(e.getKey(), e.getValue(), 0));
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
        entries.add(new Entry(table[i], step == 2 ? table[i + 1] : null, 0));
      }
    }
    return entries;
  }
}
