package org.heapsnapshot.core.observe;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.heapsnapshot.core.capture.CapturedField;
import org.heapsnapshot.core.capture.CapturedHeap;
import org.heapsnapshot.core.capture.CapturedObject;

/**
 * The maps in which annotations hold their members. Their order is that in which a JVM happens to
 * find the methods of the annotation's type, and says nothing.
 */
final class AnnotationMembers {
  private static final String HANDLER = "sun.reflect.annotation.AnnotationInvocationHandler";

  private AnnotationMembers() {}

  /** The ids of the maps. */
  static Set<Integer> of(CapturedHeap heap) {
    Set<Integer> maps = new HashSet<>();
    for (CapturedObject object : heap.objects()) {
      if (object instanceof CapturedObject.Instance instance
          && heap.classes().get(instance.classIndex()).name().equals(HANDLER)) {
        List<CapturedField> fields = heap.classes().get(instance.classIndex()).fields();
        for (int f = 0; f < instance.values().length; f++) {
          if (fields.get(f).name().equals("memberValues")) {
            maps.add((int) instance.values()[f]);
          }
        }
      }
    }
    return maps;
  }
}
