package org.heapsnapshot.core.archive;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.heapsnapshot.core.SnapshotException;
import org.heapsnapshot.core.jvm.TargetJdk;

/** The command line of {@code snapshot run}. */
public final class ImageLaunch {
  private ImageLaunch() {}

  /**
   * How to start an image: by its argument file when that still fits the image, its place and the
   * JDK, otherwise by the same flags without the archive.
   *
   * @param image the image, at any path
   * @param javaHomeOrNull the JDK to start it on, or null for the one this tool runs on
   * @param baseline start the same file without its heap, by ordinary initialization
   * @param jvmArgs further flags, before everything else
   * @param args the program's arguments
   * @return the command, the launcher first
   * @throws SnapshotException if the image or the JDK cannot be used
   */
  public static List<String> command(
      Path image, Path javaHomeOrNull, boolean baseline, List<String> jvmArgs, List<String> args) {
    Path place = image.toAbsolutePath().normalize();
    ImageManifest manifest = ImageManifest.read(place);
    TargetJdk jdk = TargetJdk.of(javaHomeOrNull);
    Path argsPath = ArgsFile.beside(place);
    ArgsFile file = ArgsFile.readOrNull(argsPath);
    List<String> command = new ArrayList<>();
    command.add(jdk.launcher().toString());
    command.addAll(jvmArgs);
    if (!baseline && file != null && file.validFor(place, manifest, jdk)) {
      command.add("@" + argsPath);
    } else {
      // The user's own flags belong to the program, not to the archive.
      List<String> own = file == null ? List.of() : file.origin().jvmArgs();
      if (baseline) {
        command.addAll(own);
        command.add("-jar");
        command.add(place.toString());
      } else {
        command.addAll(LaunchFlags.restoring(place, manifest, jdk));
        command.addAll(own);
        command.addAll(LaunchFlags.program(place, manifest));
      }
    }
    command.addAll(args);
    return command;
  }
}
