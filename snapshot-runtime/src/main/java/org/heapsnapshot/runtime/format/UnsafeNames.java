package org.heapsnapshot.runtime.format;

/**
 * How the writer derives the image's {@code JdkMemory} from {@code SunMemory} for JDK 24 and later:
 * the same bytecode with these names replaced, so that the memory-access warnings of {@code
 * sun.misc.Unsafe} do not appear. Nothing else changes: no descriptor but for the class names.
 *
 * <pre>
 *   class   org.heapsnapshot.runtime.restore.SunMemory  becomes  ….JdkMemory
 *   class   sun.misc.Unsafe                             becomes  jdk.internal.misc.Unsafe
 *   method  Unsafe.putObject                            becomes  putReference
 *   method  Unsafe.getObject                            becomes  getReference
 *   method  Unsafe.compareAndSwapObject                 becomes  compareAndSetReference
 * </pre>
 */
public final class UnsafeNames {
  /** Internal name of the class that is the pattern. */
  public static final String SUN_MEMORY = "org/heapsnapshot/runtime/restore/SunMemory";

  /** Internal name of the class that is derived. */
  public static final String JDK_MEMORY = "org/heapsnapshot/runtime/restore/JdkMemory";

  /** Internal name of the class that SunMemory calls. */
  public static final String SUN_UNSAFE = "sun/misc/Unsafe";

  /** Internal name of the class that JdkMemory calls. */
  public static final String JDK_UNSAFE = "jdk/internal/misc/Unsafe";

  private static final String[] METHODS = {
    "putObject", "putReference",
    "getObject", "getReference",
    "compareAndSwapObject", "compareAndSetReference",
  };

  private UnsafeNames() {}

  /** The name that a method of {@code sun.misc.Unsafe} has in {@code jdk.internal.misc.Unsafe}. */
  public static String method(String sunName) {
    for (int i = 0; i < METHODS.length; i += 2) {
      if (METHODS[i].equals(sunName)) {
        return METHODS[i + 1];
      }
    }
    return sunName;
  }
}
