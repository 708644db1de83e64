package org.heapsnapshot.runtime.format;

/**
 * Section FINGERPRINT: what the image is bound to.
 *
 * <pre>
 *   offset        bytes  field
 *   0             4      javaFeature
 *   4             4      layoutCount   6
 *   8             24     layout        reference size in arrays; base offsets of Object[], byte[],
 *                                      long[]; offsets of LayoutCanary.reference and .narrow
 *   32            32     jdkDigest     see {@link JdkDigest}
 *   64            4 + n  vmName        length n, then UTF-8, zeros to a multiple of 4
 *   …             4 + n  jdkBuild      the same
 * </pre>
 *
 * <p>Hard: format version, {@code javaFeature}, {@code vmName}. Another {@code jdkBuild} or {@code
 * layout} only means that stored field offsets are not used.
 */
public final class FingerprintLayout {
  /** Count of numbers in {@code layout}. */
  public static final int LAYOUT_COUNT = 6;

  public static final int LAYOUT_REFERENCE_SIZE = 0;
  public static final int LAYOUT_OBJECT_ARRAY_BASE = 1;
  public static final int LAYOUT_BYTE_ARRAY_BASE = 2;
  public static final int LAYOUT_LONG_ARRAY_BASE = 3;
  public static final int LAYOUT_CANARY_REFERENCE = 4;
  public static final int LAYOUT_CANARY_NARROW = 5;

  public static final int FEATURE_OFFSET = 0;
  public static final int LAYOUT_COUNT_OFFSET = 4;
  public static final int LAYOUT_OFFSET = 8;
  public static final int DIGEST_OFFSET = 32;
  public static final int DIGEST_BYTES = 32;
  public static final int VM_NAME_OFFSET = 64;

  /** Binary name of the class whose two instance fields are the canary. */
  public static final String CANARY_CLASS = "org.heapsnapshot.runtime.restore.LayoutCanary";

  private FingerprintLayout() {}
}
