package org.heapsnapshot.core.archive;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.heapsnapshot.core.jvm.TargetJdk;

/** The command line of a start from an image, in the parts that an archive depends on. */
final class LaunchFlags {
  private LaunchFlags() {}

  /**
   * The flags of every start from the image, whether there is an archive or not. An AOT cache is
   * valid only under the module flags it was made with, so these are the same at both times.
   *
   * @param image absolute
   */
  static List<String> restoring(Path image, ImageManifest manifest, TargetJdk jdk) {
    List<String> flags = new ArrayList<>();
    flags.add("-Dsnapshot=" + image);
    if (jdk.hasAotCache()) {
      // The runtime writes fields through jdk.internal.misc.Unsafe; the second flag is for its
      // fallback, sun.misc.Unsafe, which would warn.
      flags.add("--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED");
      flags.add("--sun-misc-unsafe-memory-access=allow");
    }
    for (String flag : manifest.moduleFlags(jdk.feature())) {
      if (!flags.contains(flag)) { // The manifest of an image names our own export as well.
        flags.add(flag);
      }
    }
    return flags;
  }

  /**
   * What follows the flags. With {@code -cp} the launcher need not open the image to find the main
   * class, and classes that come from the archive do not open it either.
   */
  static List<String> program(Path image, ImageManifest manifest) {
    return manifest.needsJar()
        ? List.of("-jar", image.toString())
        : List.of("-cp", image.toString(), manifest.mainClass());
  }

  /**
   * The flags that use an archive, and keep the JVM silent when it cannot: its complaints go to
   * standard output, where they would change what the program prints.
   */
  static List<String> using(Path archive, TargetJdk jdk) {
    List<String> flags = new ArrayList<>();
    if (jdk.hasAotCache()) {
      flags.add("-XX:AOTCache=" + archive);
    } else {
      flags.add("-XX:SharedArchiveFile=" + archive);
      flags.add("-Xshare:auto");
    }
    flags.addAll(quiet(jdk));
    return flags;
  }

  private static List<String> quiet(TargetJdk jdk) {
    // An unknown tag is a fatal error, and `aot` is one before 25.
    return jdk.feature() >= 25
        ? List.of("-Xlog:cds*=off", "-Xlog:aot*=off")
        : List.of("-Xlog:cds*=off");
  }

  /** The flags under which the JVM refuses to start unless it can use the archive. */
  static List<String> requiring(Path archive, TargetJdk jdk) {
    return jdk.hasAotCache()
        ? List.of("-XX:AOTCache=" + archive, "-XX:AOTMode=on")
        : List.of("-XX:SharedArchiveFile=" + archive, "-Xshare:on");
  }
}
