package org.heapsnapshot.jmh;

import org.heapsnapshot.runtime.image.Heap;
import org.heapsnapshot.runtime.image.Image;
import org.heapsnapshot.runtime.restore.Memory;
import org.heapsnapshot.runtime.restore.Restoration;

/** The graph as the heap of an image, restored as a start restores it. */
final class ImageForm {
  private ImageForm() {}

  static byte[] write(Node root) throws ReflectiveOperationException {
    return TreeHeap.of(root);
  }

  static Node read(byte[] heap) throws Throwable {
    restore(new Image(Heap.open(heap)));
    return Node.root;
  }

  /** Sets the statics of the restored class, and makes all below them. */
  static void restore(Image image) throws Throwable {
    int feature = Runtime.version().feature();
    Restoration restoration =
        new Restoration(image, ImageForm.class.getClassLoader(), Memory.open(feature));
    restoration.prepare(feature, false);
    restoration.restore();
    if (restoration.offsetsComputed()) {
      throw new IllegalStateException("field offsets were computed: not what a start does");
    }
  }
}
