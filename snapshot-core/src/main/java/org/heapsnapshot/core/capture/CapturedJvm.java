package org.heapsnapshot.core.capture;

/**
 * What the fingerprint of an image is made of, read in the capturing JVM.
 *
 * @param feature feature release, such as 17
 * @param vmName {@code java.vm.name}
 * @param build {@code java.vm.version}
 * @param layout the six numbers of section FINGERPRINT, in its order
 * @param placeholderOffsets of the fields that {@link
 *     org.heapsnapshot.runtime.format.DeferredLayout} names, in its order
 */
public record CapturedJvm(
    int feature, String vmName, String build, int[] layout, long[] placeholderOffsets) {

  /** A JVM of which no heap gets placeholders. */
  public CapturedJvm(int feature, String vmName, String build, int[] layout) {
    this(feature, vmName, build, layout, new long[3]);
  }
}
