package org.heapsnapshot.jmh;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.heapsnapshot.core.capture.CapturedClass;
import org.heapsnapshot.core.capture.CapturedField;
import org.heapsnapshot.core.capture.CapturedHeap;
import org.heapsnapshot.core.capture.CapturedJvm;
import org.heapsnapshot.core.capture.CapturedObject;
import org.heapsnapshot.core.capture.CapturedStatics;
import org.heapsnapshot.core.capture.HashedCollection;
import org.heapsnapshot.core.encode.HeapEncoder;
import org.heapsnapshot.core.intern.Intern;
import org.heapsnapshot.runtime.format.ClassFlags;
import sun.misc.Unsafe;

/**
 * Writes the heap of an image in which one static field holds all: as {@code build} writes it, with
 * the layout and field offsets of this JVM, so that it is restored the fast way.
 */
final class HeapWriter {
  private static final String CANARY = "org.heapsnapshot.runtime.restore.LayoutCanary";

  private final Unsafe unsafe = unsafe();
  private final Map<Class<?>, Integer> types = new HashMap<>();
  private final List<CapturedClass> classes = new ArrayList<>();
  private final List<CapturedObject> objects = new ArrayList<>();
  private final List<HashedCollection> hashed = new ArrayList<>();

  /** The class index of a class. */
  int type(Class<?> type) {
    Integer known = types.get(type);
    if (known != null) {
      return known;
    }
    int index = classes.size();
    types.put(type, index);
    classes.add(null);
    int loader =
        element(type).getClassLoader() == null
            ? ClassFlags.LOADER_BOOT
            : ClassFlags.LOADER_APPLICATION;
    List<CapturedField> fields = new ArrayList<>();
    addInstanceFields(type, fields);
    addStaticFields(type, fields);
    classes.set(index, new CapturedClass(type.getName(), loader, type.isArray(), false, fields));
    return index;
  }

  /** The fields of a class index. */
  List<CapturedField> fields(int type) {
    return classes.get(type).fields();
  }

  /** Adds an object; answers its id. */
  int add(CapturedObject object) {
    objects.add(object);
    return objects.size();
  }

  /** Has a collection rebuilt. */
  void rebuild(HashedCollection collection) {
    hashed.add(collection);
  }

  /**
   * The heap.
   *
   * @param owner the class that is restored
   * @param field its only static field that is not final
   * @param id of the object in it
   */
  byte[] write(Class<?> owner, String field, int id) throws ReflectiveOperationException {
    int type = type(owner);
    int index = fields(type).size() - 1;
    if (!fields(type).get(index).name().equals(field)) {
      throw new NoSuchFieldException(owner.getName() + '.' + field);
    }
    CapturedStatics statics = new CapturedStatics(type, new int[] {index}, new long[] {id});
    CapturedHeap heap = new CapturedHeap(jvm(), classes, objects, List.of(statics), hashed);
    byte[] bytes =
        new HeapEncoder()
            .encode(
                heap,
                new Intern().intern(heap, List.of(), Map.of(), Map.of()),
                List.of(),
                Map.of(),
                Map.of())
            .bytes();
    return HeapEncoder.seal(bytes, new byte[32]);
  }

  private void addInstanceFields(Class<?> type, List<CapturedField> fields) {
    if (type.getSuperclass() != null) {
      addInstanceFields(type.getSuperclass(), fields);
    }
    for (Field field : type.getDeclaredFields()) {
      if (!Modifier.isStatic(field.getModifiers())) {
        fields.add(captured(field, unsafe.objectFieldOffset(field)));
      }
    }
  }

  private void addStaticFields(Class<?> type, List<CapturedField> fields) {
    for (Field field : type.getDeclaredFields()) {
      int modifiers = field.getModifiers();
      if (Modifier.isStatic(modifiers) && !Modifier.isFinal(modifiers)) {
        fields.add(captured(field, unsafe.staticFieldOffset(field)));
      }
    }
  }

  private CapturedField captured(Field field, long offset) {
    return new CapturedField(
        type(field.getDeclaringClass()),
        field.getName(),
        field.getType().descriptorString().charAt(0),
        offset,
        Modifier.isStatic(field.getModifiers()),
        CapturedField.Treatment.COPIED);
  }

  private static Class<?> element(Class<?> type) {
    return type.isArray() ? element(type.getComponentType()) : type;
  }

  private CapturedJvm jvm() throws ReflectiveOperationException {
    Class<?> canary = Class.forName(CANARY);
    int[] layout = {
      Unsafe.ARRAY_OBJECT_INDEX_SCALE,
      Unsafe.ARRAY_OBJECT_BASE_OFFSET,
      Unsafe.ARRAY_BYTE_BASE_OFFSET,
      Unsafe.ARRAY_LONG_BASE_OFFSET,
      (int) unsafe.objectFieldOffset(canary.getDeclaredField("reference")),
      (int) unsafe.objectFieldOffset(canary.getDeclaredField("narrow"))
    };
    return new CapturedJvm(
        Runtime.version().feature(),
        System.getProperty("java.vm.name"),
        System.getProperty("java.vm.version"),
        layout);
  }

  private static Unsafe unsafe() {
    try {
      Field field = Unsafe.class.getDeclaredField("theUnsafe");
      field.setAccessible(true);
      return (Unsafe) field.get(null);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("sun.misc.Unsafe", e);
    }
  }
}
