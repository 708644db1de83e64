package org.heapsnapshot.core.encode;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.heapsnapshot.core.capture.CapturedClass;
import org.heapsnapshot.core.capture.CapturedField;
import org.heapsnapshot.core.capture.CapturedField.Treatment;
import org.heapsnapshot.core.capture.CapturedHeap;
import org.heapsnapshot.core.capture.CapturedJvm;
import org.heapsnapshot.core.capture.CapturedObject;
import org.heapsnapshot.core.capture.CapturedStatics;
import org.heapsnapshot.core.capture.HashedCollection;
import org.heapsnapshot.runtime.format.ClassFlags;
import org.heapsnapshot.runtime.format.ReseedKind;

/**
 * Captures what one static field holds, in this very JVM: just enough of a capture for graphs of
 * the tests. A map is unstable unless all its keys are strings or numbers.
 */
final class InProcessCapture {
  private static final Map<Class<?>, Integer> KINDS =
      Map.of(
          HashMap.class,
          ReseedKind.HASH_MAP,
          LinkedHashMap.class,
          ReseedKind.LINKED_HASH_MAP,
          IdentityHashMap.class,
          ReseedKind.IDENTITY_HASH_MAP,
          ConcurrentHashMap.class,
          ReseedKind.CONCURRENT_HASH_MAP,
          Hashtable.class,
          ReseedKind.HASHTABLE,
          Set.of(1, 2, 3).getClass(),
          ReseedKind.SET_N,
          Map.of(1, 2, 3, 4).getClass(),
          ReseedKind.MAP_N);
  private static final Set<String> TABLE_FIELDS =
      Set.of(
          "table",
          "size",
          "threshold",
          "head",
          "tail",
          "sizeCtl",
          "baseCount",
          "counterCells",
          "count",
          "elements");
  private static final Set<String> VIEWS = Set.of("keySet", "values", "entrySet");

  private final Map<Class<?>, Integer> classIndex = new HashMap<>();
  private final List<CapturedClass> classes = new ArrayList<>();
  private final List<List<Field>> reflected = new ArrayList<>();
  private final Map<Object, Integer> ids = new IdentityHashMap<>();
  private final List<CapturedObject> captured = new ArrayList<>();
  private final Deque<Object> worklist = new ArrayDeque<>();
  private final List<HashedCollection> hashed = new ArrayList<>();

  /** What JDK collections compare with: symbols, by the static field that holds them. */
  private final Map<Object, Field> sentinels = new IdentityHashMap<>();

  private InProcessCapture() throws ReflectiveOperationException {
    addSentinel(HashSet.class, "PRESENT");
    addSentinel(Class.forName("java.util.ImmutableCollections"), "EMPTY");
  }

  private void addSentinel(Class<?> owner, String name) throws NoSuchFieldException {
    Field field = declared(owner, name);
    sentinels.put(FieldAccess.reference(owner, field), field);
  }

  private static Field declared(Class<?> type, String name) throws NoSuchFieldException {
    return type.getDeclaredField(name);
  }

  static CapturedHeap capture(Class<?> owner, String field) throws ReflectiveOperationException {
    InProcessCapture capture = new InProcessCapture();
    int type = capture.type(owner);
    Object root = FieldAccess.reference(owner, declared(owner, field));
    int rootId = capture.id(root);
    while (!capture.worklist.isEmpty()) {
      Object object = capture.worklist.poll();
      capture.captured.set(capture.ids.get(object) - 1, capture.record(object));
    }
    List<CapturedField> fields = capture.classes.get(type).fields();
    int index = fields.size() - 1;
    return new CapturedHeap(
        jvm(),
        capture.classes,
        capture.captured,
        List.of(new CapturedStatics(type, new int[] {index}, new long[] {rootId})),
        capture.hashed);
  }

  private static CapturedJvm jvm() throws ReflectiveOperationException {
    Class<?> canary = Class.forName("org.heapsnapshot.runtime.restore.LayoutCanary");
    int[] layout = {
      FieldAccess.arrayScale(Object[].class),
      FieldAccess.arrayBase(Object[].class),
      FieldAccess.arrayBase(byte[].class),
      FieldAccess.arrayBase(long[].class),
      (int) FieldAccess.offset(declared(canary, "reference")),
      (int) FieldAccess.offset(declared(canary, "narrow"))
    };
    return new CapturedJvm(
        Runtime.version().feature(),
        System.getProperty("java.vm.name"),
        System.getProperty("java.vm.version"),
        layout);
  }

  private int id(Object object) {
    if (object == null) {
      return 0;
    }
    Integer known = ids.get(object);
    if (known == null) {
      captured.add(null);
      known = captured.size();
      ids.put(object, known);
      worklist.add(object);
    }
    return known;
  }

  private CapturedObject record(Object object) {
    if (object instanceof String text) {
      boolean interned = new String(text.toCharArray()).intern() == text;
      return new CapturedObject.Text(text, interned);
    }
    if (object instanceof Class<?> type) {
      return new CapturedObject.ClassMirror(type(type));
    }
    Field sentinel = sentinels.get(object);
    if (sentinel != null) {
      int owner = type(sentinel.getDeclaringClass());
      return new CapturedObject.StaticField(owner, reflected.get(owner).indexOf(sentinel));
    }
    if (object instanceof Enum<?> constant) {
      return new CapturedObject.JdkEnum(type(constant.getDeclaringClass()), constant.name());
    }
    if (object instanceof Integer number && number == (byte) (int) number) {
      return new CapturedObject.SmallBox(type(Integer.class), number);
    }
    if (object instanceof Boolean flag) {
      return new CapturedObject.SmallBox(type(Boolean.class), flag ? 1 : 0);
    }
    if (object instanceof Object[] array) {
      int[] elements = new int[array.length];
      for (int i = 0; i < array.length; i++) {
        elements[i] = id(array[i]);
      }
      return new CapturedObject.ReferenceArray(type(array.getClass()), elements);
    }
    if (object.getClass().isArray()) {
      return new CapturedObject.PrimitiveArray(
          type(object.getClass()), Array.getLength(object), FieldAccess.elements(object));
    }
    return instance(object);
  }

  private CapturedObject instance(Object object) {
    int type = type(object.getClass());
    List<Field> fields = reflected.get(type);
    int count = classes.get(type).instanceFieldCount();
    long[] values = new long[count];
    for (int i = 0; i < count; i++) {
      Field field = fields.get(i);
      if (classes.get(type).fields().get(i).treatment() == Treatment.COPIED) {
        values[i] =
            field.getType().isPrimitive()
                ? FieldAccess.primitive(object, field)
                : id(FieldAccess.reference(object, field));
      }
    }
    Integer kind = KINDS.get(object.getClass());
    if (kind != null) {
      hashed.add(hashed(object, kind, fields.subList(0, count)));
    }
    return new CapturedObject.Instance(type, values);
  }

  private HashedCollection hashed(Object object, int kind, List<Field> fields) {
    List<Integer> keys = new ArrayList<>();
    List<Integer> values = new ArrayList<>();
    List<Integer> tableFields = new ArrayList<>();
    boolean unstable = kind == ReseedKind.IDENTITY_HASH_MAP;
    Map<?, ?> map = object instanceof Map<?, ?> entries ? entries : null;
    for (Object key : map == null ? (Set<?>) object : map.keySet()) {
      keys.add(id(key));
      unstable |= !(key instanceof String || key instanceof Number);
    }
    if (map != null) {
      map.values().forEach(value -> values.add(id(value)));
    }
    for (int i = 0; i < fields.size(); i++) {
      if (TABLE_FIELDS.contains(fields.get(i).getName())) {
        tableFields.add(i);
      }
    }
    return new HashedCollection(
        ids.get(object),
        kind,
        ints(tableFields),
        ints(keys),
        ints(values),
        new int[keys.size()],
        unstable);
  }

  private static int[] ints(List<Integer> list) {
    return list.stream().mapToInt(Integer::intValue).toArray();
  }

  private int type(Class<?> type) {
    Integer known = classIndex.get(type);
    if (known != null) {
      return known;
    }
    int index = classes.size();
    classIndex.put(type, index);
    classes.add(null);
    List<Field> fields = new ArrayList<>();
    reflected.add(fields);
    List<CapturedField> described = new ArrayList<>();
    if (!type.isArray() && !type.isPrimitive() && type != String.class && type != Class.class) {
      addInstanceFields(type, fields);
      addStaticFields(type, fields);
      fields.forEach(field -> described.add(describe(field)));
    }
    classes.set(
        index,
        new CapturedClass(
            type.getName(), loader(type), type.isArray(), type.isPrimitive(), described));
    return index;
  }

  private static int loader(Class<?> type) {
    Class<?> element = type;
    while (element.isArray()) {
      element = element.getComponentType();
    }
    return element.getClassLoader() == null
        ? ClassFlags.LOADER_BOOT
        : ClassFlags.LOADER_APPLICATION;
  }

  private static void addInstanceFields(Class<?> type, List<Field> fields) {
    List<Class<?>> chain = new ArrayList<>();
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      chain.add(c);
    }
    Collections.reverse(chain);
    for (Class<?> c : chain) {
      for (Field field : c.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers())) {
          fields.add(field);
        }
      }
    }
  }

  private void addStaticFields(Class<?> type, List<Field> fields) {
    for (Field field : type.getDeclaredFields()) {
      boolean wanted =
          List.copyOf(sentinels.values()).contains(field) || field.getName().equals("root");
      if (wanted && Modifier.isStatic(field.getModifiers())) {
        fields.add(field);
      }
    }
  }

  private CapturedField describe(Field field) {
    boolean isStatic = Modifier.isStatic(field.getModifiers());
    boolean view = VIEWS.contains(field.getName()) && loader(field.getDeclaringClass()) == 0;
    return new CapturedField(
        type(field.getDeclaringClass()),
        field.getName(),
        field.getType().descriptorString().charAt(0),
        FieldAccess.offset(field),
        isStatic,
        view && !isStatic ? Treatment.ZEROED : Treatment.COPIED);
  }
}
