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
import org.heapsnapshot.core.encode.HeapEncoder;
import org.heapsnapshot.core.intern.Intern;
import org.heapsnapshot.runtime.format.ClassFlags;
import sun.misc.Unsafe;

/**
 * The heap of an image of which {@link Node#root} is the only static: written as {@code build}
 * writes it, with the layout and field offsets of this JVM, so that it is restored the fast way.
 */
final class TreeHeap {
  private static final String CANARY = "org.heapsnapshot.runtime.restore.LayoutCanary";

  private final Unsafe unsafe = unsafe();
  private final List<CapturedObject> objects = new ArrayList<>();
  private final Map<String, Integer> names = new HashMap<>();

  private TreeHeap() {}

  /** The bytes of the heap for a tree. */
  static byte[] of(Node root) throws ReflectiveOperationException {
    return new TreeHeap().encode(root);
  }

  private byte[] encode(Node root) throws ReflectiveOperationException {
    int id = add(root);
    List<CapturedField> fields = new ArrayList<>();
    for (boolean isStatic : new boolean[] {false, true}) {
      for (Field field : Node.class.getDeclaredFields()) {
        boolean constant = Modifier.isFinal(field.getModifiers());
        if (!constant && Modifier.isStatic(field.getModifiers()) == isStatic) {
          fields.add(captured(field, isStatic));
        }
      }
    }
    CapturedClass type =
        new CapturedClass(
            Node.class.getName(), ClassFlags.LOADER_APPLICATION, false, false, fields);
    CapturedStatics statics =
        new CapturedStatics(0, new int[] {fields.size() - 1}, new long[] {id});
    CapturedHeap heap =
        new CapturedHeap(jvm(), List.of(type), objects, List.of(statics), List.of());
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

  /** Adds a tree, children first; its depth is the logarithm of its size. */
  private int add(Node node) {
    if (node == null) {
      return 0;
    }
    int left = add(node.left);
    int right = add(node.right);
    int name = names.computeIfAbsent(node.name, this::text);
    // In the order in which Node declares its fields.
    long[] values = {node.id, node.weight, name, left, right};
    objects.add(new CapturedObject.Instance(0, values));
    return objects.size();
  }

  private int text(String text) {
    objects.add(new CapturedObject.Text(text, false));
    return objects.size();
  }

  private CapturedField captured(Field field, boolean isStatic) {
    long offset = isStatic ? unsafe.staticFieldOffset(field) : unsafe.objectFieldOffset(field);
    return new CapturedField(
        0,
        field.getName(),
        field.getType().descriptorString().charAt(0),
        offset,
        isStatic,
        CapturedField.Treatment.COPIED);
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
