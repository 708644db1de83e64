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
public final class StockProgram {
  private final TargetJdk jdk;
  private final List<String> flags;
  private final ClassPath original;
  private final Path archive; // null when there is none

  private StockProgram(TargetJdk jdk, List<String> flags, ClassPath original, Path archive) {
    this.jdk = jdk;
    this.flags = List.copyOf(flags);
    this.original = original;
    this.archive = archive;
  }

  /** The program without an archive of its own. */
  public static StockProgram plain(TargetJdk jdk, List<String> jvmArgs, ClassPath original) {
    List<String> flags = new ArrayList<>(jvmArgs);
    ImageManifest manifest =
        ImageManifest.ofAttributes(original.mainClass(), original.manifestAttributes());
    flags.addAll(manifest.moduleFlags(jdk.feature()));
    return new StockProgram(jdk, flags, original, null);
  }

  /**
   * Trains the archive.
   *
   * @param jvmArgs the user's further flags of every start
   * @param work where the archive is put; it has to stay while the program is started
   * @param notes where to say why there is no archive
   */
  public static StockProgram train(
      TargetJdk jdk,
      List<String> jvmArgs,
      ClassPath original,
      TrainingRuns training,
      Path work,
      List<String> notes) {
    StockProgram plain = plain(jdk, jvmArgs, original);
    Path archive = work.resolve(jdk.hasAotCache() ? "stock.aot" : "stock.jsa");
    ClassArchive maker = new ClassArchive(jdk, plain.flags, plain.program(), notes);
    return maker.write(archive, training)
        ? new StockProgram(jdk, plain.flags, original, archive)
        : plain;
  }

  private List<String> program() {
    return List.of("-cp", pathOf(original), original.mainClass());
  }

  private static String pathOf(ClassPath original) {
    return original.entries().stream()
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** The command that starts it, without the program's arguments. */
  public List<String> command() {
    List<String> command = new ArrayList<>(List.of(jdk.launcher().toString()));
    if (archive != null) {
      command.addAll(LaunchFlags.using(archive, jdk));
    }
    command.addAll(flags);
    command.addAll(program());
    return List.copyOf(command);
  }

  /** Its archive, or null when there is none. */
  public Path archive() {
    return archive;
  }

  /** {@code its AOT cache}, {@code its AppCDS archive} or {@code no archive}. */
  String archiveName() {
    if (archive == null) {
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
