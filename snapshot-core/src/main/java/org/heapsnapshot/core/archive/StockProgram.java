package org.heapsnapshot.core.archive;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.heapsnapshot.core.classpath.ClassPath;
import org.heapsnapshot.core.jvm.ArgumentString;
import org.heapsnapshot.core.jvm.TargetJdk;

/**
 * The unmodified program with the best archive that its JDK offers: a static CDS archive, or from
 * JDK 24 on an AOT cache. Immutable.
 */
final class StockProgram {
  private final TargetJdk jdk;
  private final List<String> flags;
  private final ClassPath original;
  private final List<String> command;
  private final boolean archived;

  private StockProgram(
      TargetJdk jdk,
      List<String> flags,
      ClassPath original,
      List<String> command,
      boolean archived) {
    this.jdk = jdk;
    this.flags = flags;
    this.original = original;
    this.command = command;
    this.archived = archived;
  }

  /**
   * Trains the archive.
   *
   * @param jvmArgs the user's further flags of every start
   * @param work where the archive is put; it has to stay while the program is started
   * @param notes where to say why there is no archive
   */
  static StockProgram train(
      TargetJdk jdk,
      List<String> jvmArgs,
      ClassPath original,
      TrainingRuns training,
      Path work,
      List<String> notes) {
    List<String> flags = new ArrayList<>(jvmArgs);
    ImageManifest manifest =
        ImageManifest.ofAttributes(original.mainClass(), original.manifestAttributes());
    flags.addAll(manifest.moduleFlags(jdk.feature()));
    List<String> program = List.of("-cp", pathOf(original), original.mainClass());
    Path archive = work.resolve(jdk.hasAotCache() ? "stock.aot" : "stock.jsa");
    boolean archived = new ClassArchive(jdk, flags, program, notes).write(archive, training);
    List<String> command = new ArrayList<>(List.of(jdk.launcher().toString()));
    if (archived) {
      command.addAll(LaunchFlags.using(archive, jdk));
    }
    command.addAll(flags);
    command.addAll(program);
    return new StockProgram(jdk, flags, original, List.copyOf(command), archived);
  }

  private static String pathOf(ClassPath original) {
    return original.entries().stream()
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** The command that starts it, without the program's arguments. */
  List<String> command() {
    return command;
  }

  /** {@code its AOT cache}, {@code its AppCDS archive} or {@code no archive}. */
  String archiveName() {
    if (!archived) {
      return "no archive";
    }
    return jdk.hasAotCache() ? "its AOT cache" : "its AppCDS archive";
  }

  /** The commands by which a user makes and uses that archive, a line each. */
  String advice(List<String> args) {
    List<String> start = new ArrayList<>(flags);
    start.addAll(List.of("-cp", pathOf(original)));
    String options = ArgumentString.join(start);
    String run = original.mainClass() + " " + ArgumentString.join(args);
    String later = original.mainClass() + " ARGS";
    if (jdk.hasAotCache()) {
      return "  java -XX:AOTCacheOutput=app.aot "
          + options
          + " "
          + run
          + "\n  java -XX:AOTCache=app.aot "
          + options
          + " "
          + later;
    }
    return "  java -XX:DumpLoadedClassList=app.lst "
        + options
        + " "
        + run
        + "\n  java -Xshare:dump -XX:SharedClassListFile=app.lst -XX:SharedArchiveFile=app.jsa "
        + options
        + "\n  java -XX:SharedArchiveFile=app.jsa "
        + options
        + " "
        + later;
  }
}
