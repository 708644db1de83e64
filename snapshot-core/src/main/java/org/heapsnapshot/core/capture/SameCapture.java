package org.heapsnapshot.core.capture;

import java.util.Arrays;
import java.util.List;

/** Compares two walks of the same statics in one JVM, object by object. */
final class SameCapture {
  private SameCapture() {}

  /** The first id whose object is in another state, or 0. */
  static int firstDifference(List<CapturedObject> a, List<CapturedObject> b) {
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      if (!isSame(a.get(i), b.get(i))) {
        return i + 1;
      }
    }
    return 0;
  }

  private static boolean isSame(CapturedObject a, CapturedObject b) {
    if (a instanceof CapturedObject.Instance x && b instanceof CapturedObject.Instance y) {
      return x.classIndex() == y.classIndex() && Arrays.equals(x.values(), y.values());
    }
    if (a instanceof CapturedObject.ReferenceArray x
        && b instanceof CapturedObject.ReferenceArray y) {
      return x.classIndex() == y.classIndex() && Arrays.equals(x.elements(), y.elements());
    }
    if (a instanceof CapturedObject.PrimitiveArray x
        && b instanceof CapturedObject.PrimitiveArray y) {
      return x.classIndex() == y.classIndex() && Arrays.equals(x.data(), y.data());
    }
    if (a instanceof CapturedObject.Recipe x && b instanceof CapturedObject.Recipe y) {
      return x.kind() == y.kind() && Arrays.equals(x.arguments(), y.arguments());
    }
    if (a instanceof CapturedObject.FactoryCall x && b instanceof CapturedObject.FactoryCall y) {
      return Arrays.equals(x.arguments(), y.arguments());
    }
    return a.equals(b);
  }
}
