package org.heapsnapshot.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.heapsnapshot.core.jvm.ChildJvm;
import org.heapsnapshot.core.jvm.ChildResult;
import org.heapsnapshot.core.jvm.TargetJdk;

/**
 * One program on one JDK: plain, then from an image, in every way there is. Each start has a
 * working directory of its own, with fresh inputs.
 */
final class CorpusRun {
  private static final Duration START = Duration.ofMinutes(2);
  private static final Duration BUILD = Duration.ofMinutes(10);
  private static final Pattern OUTCOME = Pattern.compile("\"outcome\"\\s*:\\s*\"(\\w+)\"");
  private static final Pattern REASON = Pattern.compile("\"reason\"\\s*:\\s*\"([^\"]*)\"");

  private final Program program;
  private final TargetJdk jdk;
  private final Path jar;
  private final CommandLineTool tool;
  private final Path directory;

  /**
   * @param programs the directory of the jars
   * @param directory an empty directory to work in, absolute
   */
  CorpusRun(Program program, TargetJdk jdk, Path programs, CommandLineTool tool, Path directory) {
    this.program = program;
    this.jdk = jdk;
    this.jar = programs.resolve(program.jar());
    this.tool = tool;
    this.directory = directory;
  }

  /**
   * One line of the table.
   *
   * @param start how it was started
   * @param outcome {@code restored}, {@code fallback} or {@code off}, as the start reported; with a
   *     plus when the JVM accepted the archive
   * @param nanos how long it took
   * @param problems what differs from the plain start; empty when nothing does
   */
  record Line(Start start, String outcome, long nanos, List<String> problems) {}

  /** The unmodified program. */
  Observed plain() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(jdk.launcher().toString());
    command.addAll(List.of("-cp", jar.toString(), program.mainClass()));
    command.addAll(program.arguments());
    return observe(command, directory.resolve("plain"));
  }

  /** Builds the image; the training run works in a directory like every other start. */
  Path build() throws IOException {
    Path training = directory.resolve("training");
    program.prepare(training);
    Path image = directory.resolve("app.img");
    tool.run(
        training,
        BUILD,
        List.of(
            "build",
            "--class-path",
            jar.toString(),
            "--main",
            program.mainClass(),
            "--train",
            program.args(),
            "--java-home",
            jdk.home().toString(),
            "-o",
            image.toString()));
    return image;
  }

  /** Starts the image in one of the ways and compares. */
  Line start(Start start, Path image, Observed plain) throws IOException {
    Path work = directory.resolve(start.name());
    Path report = directory.resolve(start.name() + ".json");
    Observed observed = observe(start.command(jdk.launcher(), image, program, work, report), work);
    List<String> problems = new ArrayList<>(observed.differences(plain));
    String text = Files.exists(report) ? Files.readString(report) : "";
    String outcome = first(OUTCOME, text, "off");
    if (start.restores() != outcome.equals("restored")) {
      problems.add(
          "outcome " + outcome + ": " + first(REASON, text, "no reason given") + observed.errors());
    }
    if (text.contains("\"archiveAccepted\":false")) {
      problems.add("the JVM refused the archive");
    }
    boolean archived = text.contains("\"archiveAccepted\":true");
    return new Line(start, archived ? outcome + "+" : outcome, observed.nanos(), problems);
  }

  private Observed observe(List<String> command, Path work) throws IOException {
    program.prepare(work);
    ChildResult result = ChildJvm.of(command).in(work).timeout(START).run();
    if (result.timedOut()) {
      throw new IOException(program.name() + " was " + result.describe());
    }
    return Observed.of(program, result, work);
  }

  private static String first(Pattern pattern, String text, String otherwise) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group(1) : otherwise;
  }
}
