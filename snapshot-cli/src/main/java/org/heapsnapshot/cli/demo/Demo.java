package org.heapsnapshot.cli.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.heapsnapshot.core.BuildRequest;
import org.heapsnapshot.core.BuildSummary;
import org.heapsnapshot.core.FactOptions;
import org.heapsnapshot.core.Progress;
import org.heapsnapshot.core.SnapshotBuild;
import org.heapsnapshot.core.SnapshotException;
import org.heapsnapshot.core.jvm.ChildJvm;
import org.heapsnapshot.core.jvm.ChildResult;
import org.heapsnapshot.core.jvm.TargetJdk;

/** Builds an image of the bundled program and compares the ways of starting it. */
public final class Demo {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Path jar;
  private final Path directory;
  private final Path javaHome;
  private final int starts;

  /**
   * A demonstration that has not begun.
   *
   * @param jar the program, unmodified
   * @param directory where the image and the archives go; it exists
   * @param javaHome the JDK, or null for the one this tool runs on
   * @param starts how many starts of each kind are measured
   */
  public Demo(Path jar, Path directory, Path javaHome, int starts) {
    this.jar = jar;
    this.directory = directory;
    this.javaHome = javaHome;
    this.starts = starts;
  }

  /**
   * Builds, starts and compares.
   *
   * @return the comparison as text
   * @throws SnapshotException when the image cannot be built, a start does not use it, or it prints
   *     something else than the program does without it
   */
  public String run(Progress progress) {
    TargetJdk jdk = TargetJdk.of(javaHome);
    BuildSummary summary = new SnapshotBuild(request(), progress).build();
    progress.stage("stock archive");
    List<Contender> contenders = new ArrayList<>();
    contenders.add(new Contender("unmodified", command(jdk, List.of("-jar", jar.toString()))));
    addStockArchive(contenders, jdk);
    contenders.add(image(jdk, summary));
    if (summary.archive() != null) {
      contenders.add(
          new Contender("image and its archive", command(jdk, List.of("@" + summary.args()))));
    }
    progress.stage("check that the image is used");
    checkRestores(jdk, summary);
    String output = new Race(contenders).run(starts, progress);
    return DemoText.of(jdk, summary, contenders, starts, output);
  }

  private BuildRequest request() {
    return new BuildRequest(
        jar,
        List.of(),
        null,
        null,
        List.of(""),
        null,
        LIMIT,
        List.of(),
        List.of(),
        List.of(),
        FactOptions.NONE,
        javaHome,
        List.of(),
        List.of(),
        Map.of(),
        true,
        false,
        directory.resolve("example.img"));
  }

  private static Contender image(TargetJdk jdk, BuildSummary summary) {
    String image = summary.image().toString();
    return new Contender("image", command(jdk, List.of("-Dsnapshot=" + image, "-jar", image)));
  }

  /** The best the JDK offers for the unmodified program: a CDS archive or an AOT cache. */
  private void addStockArchive(List<Contender> contenders, TargetJdk jdk) {
    Path archive = directory.resolve(jdk.hasAotCache() ? "stock.aot" : "stock.jsa");
    // The one-step form of making an AOT cache came with 25.
    boolean oneStep = !jdk.hasAotCache() || jdk.feature() >= 25;
    if (!oneStep) {
      return;
    }
    String make = jdk.hasAotCache() ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=";
    String use = jdk.hasAotCache() ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=";
    List<String> program = List.of("-jar", jar.toString());
    ChildResult made = start(jdk, make + archive, program);
    if (made.succeeded() && Files.isRegularFile(archive)) {
      List<String> arguments = new ArrayList<>(List.of(use + archive));
      arguments.addAll(program);
      String name = jdk.hasAotCache() ? "unmodified, AOT cache" : "unmodified, CDS archive";
      contenders.add(new Contender(name, command(jdk, arguments)));
    }
  }

  /** A start that falls back to ordinary initialization fails under {@code snapshot.strict}. */
  private static void checkRestores(TargetJdk jdk, BuildSummary summary) {
    String image = summary.image().toString();
    List<String> program = List.of("-Dsnapshot=" + image, "-jar", image);
    ChildResult strict = start(jdk, "-Dsnapshot.strict=true", program);
    if (!strict.succeeded()) {
      throw new SnapshotException(
          "a start does not use the image: " + strict.describe() + ": " + strict.lastLines(3));
    }
  }

  private static ChildResult start(TargetJdk jdk, String option, List<String> program) {
    List<String> arguments = new ArrayList<>(List.of(option));
    arguments.addAll(program);
    return ChildJvm.of(command(jdk, arguments)).timeout(LIMIT).run();
  }

  private static List<String> command(TargetJdk jdk, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(jdk.launcher().toString());
    command.addAll(arguments);
    return command;
  }
}
