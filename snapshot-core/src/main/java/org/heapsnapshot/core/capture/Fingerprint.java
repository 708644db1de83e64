package org.heapsnapshot.core.capture;

import java.lang.reflect.Field;
import org.heapsnapshot.runtime.format.DeferredLayout;

/** Reads what section FINGERPRINT holds in the JVM it runs in. */
final class Fingerprint {
  private Fingerprint() {}

  static CapturedJvm ofThisJvm() {
    try {
      // By name: the builder's own copy of the canary is laid out as the image's will be.
      Class<?> canary = Class.forName("org.heapsnapshot.runtime.restore.LayoutCanary");
      Field reference = canary.getDeclaredField("reference");
      Field narrow = canary.getDeclaredField("narrow");
      int[] layout = {
        Peek.arrayScale(Object[].class),
        Peek.arrayBase(Object[].class),
        Peek.arrayBase(byte[].class),
        Peek.arrayBase(long[].class),
        (int) Peek.offset(reference, false),
        (int) Peek.offset(narrow, false)
      };
      return new CapturedJvm(
          Runtime.version().feature(),
          System.getProperty("java.vm.name"),
          System.getProperty("java.vm.version"),
          layout,
          placeholderOffsets());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long[] placeholderOffsets() throws ReflectiveOperationException {
    Class<?> placeholder = Class.forName(DeferredLayout.CLASS);
    return new long[] {
      Peek.offset(placeholder.getDeclaredField(DeferredLayout.VALUE), false),
      Peek.offset(placeholder.getDeclaredField(DeferredLayout.TARGET), false),
      Peek.offset(placeholder.getDeclaredField(DeferredLayout.FIELD), false)
    };
  }
}
