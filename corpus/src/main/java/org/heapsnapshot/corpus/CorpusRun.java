package org.heapsnapshot.corpus;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.heapsnapshot.core.jvm.ArgumentString;
import org.heapsnapshot.core.jvm.ChildJvm;
import org.heapsnapshot.core.jvm.ChildResult;
import org.heapsnapshot.core.jvm.TargetJdk;

/**
 * One program on one JDK: plain, then from an image, in every way there is. Each start has a
 * working directory of its own, with fresh inputs.
 */
final class CorpusRun {
  private static final Duration START = Duration.ofMinutes(2);
  private static final Duration BUILD = Duration.ofMinutes(20);
  private static final Duration VERIFY = Duration.ofMinutes(10);
  private static final Pattern OUTCOME = Pattern.compile("\"outcome\"\\s*:\\s*\"(\\w+)\"");
  private static final Pattern REASON = Pattern.compile("\"reason\"\\s*:\\s*\"([^\"]*)\"");

  private final Program program;
  private final TargetJdk jdk;
  private final String classPath;
  private final CommandLineTool tool;
  private final Path directory;
  private final int port;

  /**
   * @param programs the directory of the jars
   * @param directory an empty directory to work in, absolute
   * @throws IOException if no port is free
   */
  CorpusRun(Program program, TargetJdk jdk, Path programs, CommandLineTool tool, Path directory)
      throws IOException {
    this.program = program;
    this.jdk = jdk;
    this.classPath =
        program.jars().stream()
            .map(jar -> programs.resolve(jar).toString())
            .collect(Collectors.joining(File.pathSeparator));
    this.tool = tool;
    this.directory = directory;
    this.port = program.server() == null ? 0 : freePort();
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

  /** The unmodified program on the arguments of one of its runs. */
  Observed plain(int run) throws IOException {
    List<String> command =
        List.of(jdk.launcher().toString(), "-cp", classPath, program.mainClass());
    return observe(command, run, directory.resolve("plain" + run));
  }

  /**
   * Builds the image; the training runs work in a directory like every other start.
   *
   * @param more further options of the build
   */
  Path build(String... more) throws IOException {
    Path training = directory.resolve("training");
    program.prepare(training);
    Path image = directory.resolve("app.img");
    List<String> command = new ArrayList<>();
    command.addAll(List.of("build", "--class-path", classPath, "--main", program.mainClass()));
    command.addAll(List.of("--java-home", jdk.home().toString(), "-o", image.toString()));
    for (String arguments : program.training()) {
      command.addAll(List.of("--train", withPort(arguments)));
    }
    for (String preload : program.preload()) {
      command.addAll(List.of("--preload", preload));
    }
    for (String guard : program.guards()) {
      command.addAll(List.of("--guard", guard));
    }
    if (program.server() != null) {
      command.addAll(List.of("--train-until", program.server().until()));
    }
    command.addAll(List.of(more));
    tool.run(training, BUILD, command);
    return image;
  }

  /**
   * Compares what an image restores with what the initializers build.
   *
   * @return what the tool says about it
   * @throws IOException if they differ, with what the tool says about that
   */
  String verify(Path image) throws IOException {
    return tool.run(
        directory,
        VERIFY,
        List.of("verify", "--java-home", jdk.home().toString(), image.toString()));
  }

  /** Whether {@link #verify} finds the same; prints what it says, or hands over what is wrong. */
  boolean isVerified(Path image, Consumer<String> problem) {
    try {
      verify(image).lines().forEach(line -> System.out.println("  verify: " + line));
      return true;
    } catch (IOException e) {
      problem.accept(e.getMessage());
      return false;
    }
  }

  /** Starts the image in one of the ways, on the arguments of one run, and compares. */
  Line start(Start start, int run, Path image, Observed plain) throws IOException {
    Path work = directory.resolve(start.name() + run);
    Path report = directory.resolve(start.name() + run + ".json");
    List<String> command = start.command(jdk.launcher(), image, program, work, report);
    Observed observed = observe(command, run, work);
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

  private Observed observe(List<String> java, int run, Path work) throws IOException {
    program.prepare(work);
    List<String> command = new ArrayList<>(java);
    command.addAll(ArgumentString.split(withPort(program.runs().get(run))));
    Client client = program.server() == null ? null : new Client(program.server(), port);
    Thread asking = client == null ? null : new Thread(client, "client");
    if (asking != null) {
      asking.setDaemon(true);
      asking.start();
    }
    ChildResult result = ChildJvm.of(command).in(work).timeout(START).run();
    if (asking != null) {
      asking.interrupt();
    }
    if (result.timedOut()) {
      throw new IOException(program.name() + " was " + result.describe());
    }
    return Observed.of(program, result, client == null ? "" : client.answer(), work);
  }

  private String withPort(String arguments) {
    return arguments.replace("@PORT@", Integer.toString(port));
  }

  /** One that was free a moment ago; the same for all starts, as an image is trained with it. */
  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static String first(Pattern pattern, String text, String otherwise) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group(1) : otherwise;
  }
}
