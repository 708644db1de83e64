package org.heapsnapshot.core;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.heapsnapshot.core.agent.ChildTask;
import org.heapsnapshot.core.agent.VerifyReport;
import org.heapsnapshot.core.jvm.ChildJvm;
import org.heapsnapshot.core.jvm.ChildResult;
import org.heapsnapshot.core.jvm.ExtensionJars;
import org.heapsnapshot.core.jvm.ObservedJvm;
import org.heapsnapshot.core.jvm.Serializers;
import org.heapsnapshot.core.jvm.TargetJdk;
import org.heapsnapshot.core.jvm.TemporaryDirectory;
import org.heapsnapshot.core.observe.Conviction;
import org.heapsnapshot.core.observe.Lockstep;
import org.heapsnapshot.core.report.ImageReport;

/**
 * Restores an image in a fresh JVM, initializes the same classes ordinarily in another, and
 * compares the two graphs; looks up every key of every hashed collection in both. The restoring JVM
 * has identity hashes unlike those of both captures of the build.
 *
 * <p>Thread-safety: an instance is for one thread and one job.
 */
public final class SnapshotVerify {
  private static final Duration TIMEOUT = Duration.ofMinutes(5);

  private final Path image;
  private final Path javaHome;
  private final List<Path> extensions;
  private final Progress progress;

  /**
   * @param image the image
   * @param javaHome the JDK to verify on, or null for the one this tool runs on
   */
  public SnapshotVerify(Path image, Path javaHome, Progress progress) {
    this(image, javaHome, List.of(), progress);
  }

  /**
   * @param image the image
   * @param javaHome the JDK to verify on, or null for the one this tool runs on
   * @param extensions jars of extensions that the image was built with
   */
  public SnapshotVerify(Path image, Path javaHome, List<Path> extensions, Progress progress) {
    this.extensions = List.copyOf(extensions);
    this.image = image.toAbsolutePath().normalize();
    this.javaHome = javaHome;
    this.progress = progress;
  }

  /**
   * Verifies.
   *
   * @throws SnapshotException when the image cannot be read or a JVM does not end well; a
   *     difference is no exception, but told in the summary
   */
  public VerifySummary verify() {
    ImageReport report = ImageReport.read(image);
    RestoredList restored = restoredList();
    TargetJdk jdk = TargetJdk.of(javaHome);
    ObservedJvm jvm =
        new ObservedJvm(jdk, ObservedJvm.ownJar(), List.of(), ExtensionJars.of(extensions));
    try (TemporaryDirectory work = TemporaryDirectory.create("snapshot-verify")) {
      List<String> serializers =
          new Serializers(Serializers.parse(restored.serializers()), false).jvmOptions();
      List<String> seed =
          List.of("-XX:+UnlockExperimentalVMOptions", "-XX:hashCode=1", "-Dsnapshot=" + image);
      List<String> trusted = new ArrayList<>(seed);
      trusted.add("-Dsnapshot.agents=passive");
      trusted.addAll(serializers);
      progress.stage("restore");
      VerifyReport first =
          child(jvm, work.path(), "restored", trusted, report.mainClass(), restored, false);
      if (!first.status().equals("restored")) {
        return new VerifySummary(
            false, 0, 0, List.of("the image was not restored: " + first.status()));
      }
      progress.stage("initialize");
      VerifyReport second =
          child(jvm, work.path(), "ordinary", serializers, report.mainClass(), restored, true);
      progress.stage("compare");
      return compare(first, second);
    }
  }

  private static VerifySummary compare(VerifyReport first, VerifyReport second) {
    List<String> differences = new ArrayList<>();
    first.problems().forEach(p -> differences.add("restored: " + p));
    second.problems().forEach(p -> differences.add("ordinary: " + p));
    int objects = 0;
    if (first.heap() != null && second.heap() != null) {
      objects = first.heap().objects().size();
      for (Conviction c : new Lockstep(first.heap(), second.heap()).compare()) {
        differences.add(
            c.className() + ": " + c.reason() + " [" + String.join(" ", c.evidence()) + "]");
      }
    }
    return new VerifySummary(
        differences.isEmpty(), objects, first.collections(), List.copyOf(differences));
  }

  private VerifyReport child(
      ObservedJvm jvm,
      Path work,
      String name,
      List<String> options,
      String mainClass,
      RestoredList restored,
      boolean preload) {
    Path taskFile = work.resolve(name + ".task");
    Path output = work.resolve(name + ".out");
    KryoStreams.write(
        new ChildTask(
            "verify",
            output.toString(),
            mainClass,
            List.of(),
            restored.classes(),
            List.of(),
            preload ? restored.preload() : List.of(),
            List.of(),
            restored.late(),
            new LinkedHashMap<>(),
            List.of(),
            List.of(),
            List.of(),
            false,
            0,
            0,
            "",
            restored.memos(),
            new LinkedHashMap<>(),
            new LinkedHashMap<>()),
        taskFile);
    ChildResult result =
        ChildJvm.of(
                jvm.command(
                    taskFile,
                    options,
                    List.of(image),
                    "org.heapsnapshot.core.agent.VerifyChild",
                    List.of()))
            .timeout(TIMEOUT)
            .run();
    if (!result.succeeded() || !Files.exists(output)) {
      throw new SnapshotException(
          "The verifying JVM ("
              + name
              + ") did not end well: "
              + result.describe()
              + ". Its last output:\n"
              + result.lastLines(12).indent(2).stripTrailing());
    }
    return KryoStreams.read(output, VerifyReport.class);
  }

  private RestoredList restoredList() {
    try (ZipFile zip = new ZipFile(image.toFile())) {
      ZipEntry entry = zip.getEntry(RestoredList.ENTRY);
      if (entry == null) {
        throw new SnapshotException(image + " has no entry " + RestoredList.ENTRY);
      }
      return RestoredList.parse(
          new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new SnapshotException("Cannot read " + image + ": " + e.getMessage(), e);
    }
  }
}
