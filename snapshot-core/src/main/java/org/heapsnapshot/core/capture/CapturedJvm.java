package org.heapsnapshot.core.capture;

/**
 * What the fingerprint of an image is made of, read in the capturing JVM.
 *
 * @param feature feature release, such as 17
 * @param vmName {@code java.vm.name}
 * @param build {@code java.vm.version}
 * @param layout the six numbers of section FINGERPRINT, in its order
 */
public record CapturedJvm(int feature, String vmName, String build, int[] layout) {}
