package org.heapsnapshot.jmh;

import java.util.IdentityHashMap;
import java.util.Map;
import org.heapsnapshot.core.capture.CapturedObject;

/** The heap of an image of which {@link Node#root} is the only static. */
final class TreeHeap {
  private final HeapWriter writer = new HeapWriter();
  private final int type = writer.type(Node.class);
  private final Map<String, Integer> names = new IdentityHashMap<>();

  private TreeHeap() {}

  /** The bytes of the heap for a tree. */
  static byte[] of(Node root) throws ReflectiveOperationException {
    TreeHeap heap = new TreeHeap();
    return heap.writer.write(Node.class, "root", heap.add(root));
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
    return writer.add(new CapturedObject.Instance(type, values));
  }

  private int text(String text) {
    return writer.add(new CapturedObject.Text(text, false));
  }
}
