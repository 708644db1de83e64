package org.heapsnapshot.core.jvm;

import java.nio.file.Path;

/**
 * The JDK that child JVMs run on.
 *
 * @param home its directory
 * @param feature its feature release, such as 17
 * @param vmName its {@code java.vm.name}
 * @param build its {@code java.vm.version}
 */
public record TargetJdk(Path home, int feature, String vmName, String build) {

  /** The {@code java} launcher. */
  public Path launcher() {
    return home.resolve("bin").resolve("java");
  }
}
