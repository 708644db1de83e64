package org.heapsnapshot.core.encode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.heapsnapshot.core.capture.CapturedClass;
import org.heapsnapshot.core.capture.CapturedField;
import org.heapsnapshot.core.capture.CapturedField.Treatment;
import org.heapsnapshot.core.capture.CapturedHeap;
import org.heapsnapshot.core.capture.CapturedJvm;
import org.heapsnapshot.core.capture.CapturedMade;
import org.heapsnapshot.core.capture.CapturedObject;
import org.heapsnapshot.core.capture.CapturedStatics;
import org.heapsnapshot.core.capture.HashedCollection;
import org.heapsnapshot.core.intern.Intern;
import org.heapsnapshot.core.observe.Guard;
import org.heapsnapshot.runtime.format.ClassFlags;
import org.heapsnapshot.runtime.format.ReseedKind;

/** Builds captured heaps by hand, and encodes them. */
final class HeapFixture {
  static final CapturedJvm JVM =
      new CapturedJvm(
          17, "OpenJDK 64-Bit Server VM", "17.0.15+6", new int[] {4, 16, 16, 16, 12, 16});

  final List<CapturedClass> classes = new ArrayList<>();
  final List<CapturedObject> objects = new ArrayList<>();
  final List<CapturedStatics> statics = new ArrayList<>();
  final List<HashedCollection> hashed = new ArrayList<>();
  final List<CapturedMade> made = new ArrayList<>();
  final List<Guard> guards = new ArrayList<>();
  final Map<String, List<String>> constants = new TreeMap<>();
  final Map<String, String> metadata = new TreeMap<>();

  private int nodeClass = -1;
  private int tableClass = -1;
  private int mapClass = -1;

  /** Adds a class of the program; each field is {@code name:kind}, {@code static} ones follow. */
  int program(String name, String... fields) {
    return type(name, ClassFlags.LOADER_APPLICATION, fields);
  }

  int jdk(String name, String... fields) {
    return type(name, ClassFlags.LOADER_BOOT, fields);
  }

  private int type(String name, int loader, String... fields) {
    int index = classes.size();
    List<CapturedField> all = new ArrayList<>();
    long offset = 12;
    for (String field : fields) {
      String[] parts = field.split("[: ]");
      boolean isStatic = parts[0].equals("static");
      int at = isStatic ? 1 : 0;
      Treatment treatment =
          parts.length > at + 2 ? Treatment.valueOf(parts[at + 2]) : Treatment.COPIED;
      all.add(
          new CapturedField(
              index, parts[at], parts[at + 1].charAt(0), offset, isStatic, treatment));
      offset += "JD".contains(parts[at + 1]) ? 8 : 4;
    }
    classes.add(new CapturedClass(name, loader, false, false, all));
    return index;
  }

  int array(String name, int loader) {
    classes.add(new CapturedClass(name, loader, true, false, List.of()));
    return classes.size() - 1;
  }

  int add(CapturedObject object) {
    objects.add(object);
    return objects.size();
  }

  int text(String text) {
    return add(new CapturedObject.Text(text, false));
  }

  int interned(String text) {
    return add(new CapturedObject.Text(text, true));
  }

  int instance(int type, long... values) {
    return add(new CapturedObject.Instance(type, values));
  }

  int references(int type, int... elements) {
    return add(new CapturedObject.ReferenceArray(type, elements));
  }

  /** A class with one static reference field {@code root} that holds an object. */
  int root(String name, int object) {
    int type = program(name, "static root:L");
    statics.add(new CapturedStatics(type, new int[] {0}, new long[] {object}));
    return type;
  }

  /** Reserves an id for a {@code HashMap} whose entries are told later. */
  int map() {
    if (mapClass < 0) {
      mapClass = jdk("java.util.HashMap", "table:[", "size:I", "loadFactor:F");
      tableClass = array("[Ljava.util.HashMap$Node;", ClassFlags.LOADER_BOOT);
      nodeClass = jdk("java.util.HashMap$Node", "hash:I", "key:L", "value:L", "next:L");
    }
    return instance(mapClass, 0, 0, Float.floatToRawIntBits(0.75f));
  }

  /** Fills a map: one chain of nodes in one bucket; keys and values alternate. */
  void fill(int map, boolean unstable, int... keysAndValues) {
    int[] keys = new int[keysAndValues.length / 2];
    int[] values = new int[keys.length];
    int chain = 0;
    for (int i = keys.length - 1; i >= 0; i--) {
      keys[i] = keysAndValues[2 * i];
      values[i] = keysAndValues[2 * i + 1];
      chain = instance(nodeClass, 7, keys[i], values[i], chain);
    }
    long[] fields = ((CapturedObject.Instance) objects.get(map - 1)).values();
    fields[0] = references(tableClass, chain);
    fields[1] = keys.length;
    hashed.add(
        new HashedCollection(
            map,
            ReseedKind.HASH_MAP,
            new int[] {0, 1},
            keys,
            values,
            new int[keys.length],
            unstable));
  }

  CapturedHeap heap() {
    return new CapturedHeap(JVM, classes, objects, statics, hashed).withMade(made);
  }

  EncodedHeap encode() {
    return encode(new HeapEncoder());
  }

  EncodedHeap encode(HeapEncoder encoder) {
    return encode(encoder, heap());
  }

  EncodedHeap encode(HeapEncoder encoder, CapturedHeap heap) {
    return encode(encoder, heap, Set.of());
  }

  EncodedHeap encode(HeapEncoder encoder, CapturedHeap heap, Set<String> conditional) {
    return encoder.encode(
        heap,
        new Intern().intern(heap, guards, constants, metadata),
        guards,
        conditional,
        constants,
        metadata);
  }

  /** Encodes and reads back. */
  RawHeap raw() {
    return new RawHeap(encode().bytes());
  }
}
