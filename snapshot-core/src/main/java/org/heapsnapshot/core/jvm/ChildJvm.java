package org.heapsnapshot.core.jvm;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.heapsnapshot.core.SnapshotException;

/**
 * One child JVM, from its command line to its end: bounded in time, its output bounded in memory,
 * and ended with everything it started when this process ends first.
 *
 * <pre>
 * ChildResult result = ChildJvm.of(command).in(directory).timeout(Duration.ofSeconds(60)).run();
 * </pre>
 *
 * <p>Not thread-safe; an instance may be run more than once, one run after another.
 */
public final class ChildJvm {
  /** How much of the end of each stream {@link ChildResult} keeps. */
  public static final int KEPT_BYTES = 1 << 20;

  /** What a program gets between SIGTERM and SIGKILL: time to write an archive at its exit. */
  private static final Duration GRACE = Duration.ofSeconds(60);

  /** For the last output after the end of a process; a grandchild may hold the pipe for ever. */
  private static final long DRAIN_MILLIS = 2_000;

  private final List<String> command;
  private Path directory;
  private Map<String, String> environment;
  private byte[] input = new byte[0];
  private Duration timeout = Duration.ofMinutes(10);
  private Pattern until;
  private Path outputFile;
  private Path errorFile;
  private boolean inherited;
  private final List<Consumer<ProcessHandle>> watchers = new ArrayList<>();

  private ChildJvm(List<String> command) {
    this.command = List.copyOf(command);
  }

  /** A child started by this command line, the launcher first. */
  public static ChildJvm of(List<String> command) {
    return new ChildJvm(command);
  }

  /** A child started by this command line, the launcher first. */
  public static ChildJvm of(String... command) {
    return new ChildJvm(List.of(command));
  }

  /** Its working directory; by default ours. */
  public ChildJvm in(Path workingDirectory) {
    this.directory = workingDirectory;
    return this;
  }

  /** All its environment variables, none inherited; by default it inherits ours. */
  public ChildJvm environment(Map<String, String> variables) {
    this.environment = Map.copyOf(variables);
    return this;
  }

  /** What it reads on standard input; by default nothing. */
  public ChildJvm input(byte[] bytes) {
    this.input = bytes.clone();
    return this;
  }

  /** After this time it is killed; by default ten minutes. */
  public ChildJvm timeout(Duration limit) {
    this.timeout = limit;
    return this;
  }

  /** Once a line of its output contains a match it is asked to end; null never. */
  public ChildJvm until(Pattern line) {
    this.until = line;
    return this;
  }

  /** Writes the whole standard output to a file as well. */
  public ChildJvm outputTo(Path file) {
    this.outputFile = file;
    return this;
  }

  /** Writes the whole standard error to a file as well. */
  public ChildJvm errorsTo(Path file) {
    this.errorFile = file;
    return this;
  }

  /** Gives it our own three streams, so that nothing is captured and {@code until} is not seen. */
  public ChildJvm inheritStreams() {
    this.inherited = true;
    return this;
  }

  /**
   * What happens beside it while it runs, on a thread of its own that is interrupted at its end. It
   * may ask the process to end.
   */
  public ChildJvm watchedBy(Consumer<ProcessHandle> watcher) {
    watchers.add(watcher);
    return this;
  }

  /**
   * Starts it and waits for its end.
   *
   * @throws SnapshotException if it cannot be started, a file cannot be written, or this thread is
   *     interrupted (the child is killed then)
   */
  public ChildResult run() {
    long start = System.nanoTime();
    Process process = start();
    LiveChildren.add(process);
    List<Thread> watching = watch(process);
    try {
      return inherited ? waitFor(process, start) : capture(process, start);
    } catch (IOException e) {
      throw new SnapshotException("cannot keep the output of " + name() + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SnapshotException("interrupted while " + name() + " ran", e);
    } finally {
      if (process.isAlive()) {
        LiveChildren.kill(process);
      }
      LiveChildren.remove(process);
      watching.forEach(Thread::interrupt);
    }
  }

  private List<Thread> watch(Process process) {
    List<Thread> threads = new ArrayList<>();
    for (Consumer<ProcessHandle> watcher : watchers) {
      Thread thread = new Thread(() -> watcher.accept(process.toHandle()), "child-watcher");
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
    return threads;
  }

  private Process start() {
    ProcessBuilder builder = new ProcessBuilder(command);
    if (directory != null) {
      builder.directory(directory.toFile());
    }
    if (environment != null) {
      builder.environment().clear();
      builder.environment().putAll(environment);
    }
    if (inherited) {
      builder.inheritIO();
    }
    try {
      return builder.start();
    } catch (IOException e) {
      throw new SnapshotException("cannot start " + name() + ": " + e.getMessage(), e);
    }
  }

  private ChildResult waitFor(Process process, long start) throws InterruptedException {
    boolean timedOut = !process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
    if (timedOut) {
      LiveChildren.kill(process);
      process.waitFor();
    }
    return new ChildResult(process.exitValue(), timedOut, false, "", "", System.nanoTime() - start);
  }

  private ChildResult capture(Process process, long start)
      throws IOException, InterruptedException {
    UntilLine line = until == null ? null : new UntilLine(until, process);
    try (OutputStream outputCopy = copy(outputFile);
        OutputStream errorCopy = copy(errorFile)) {
      StreamPump output = new StreamPump(process.getInputStream(), outputCopy, line);
      StreamPump errors = new StreamPump(process.getErrorStream(), errorCopy, line);
      output.start();
      errors.start();
      feed(process);
      boolean timedOut = awaitEnd(process, line, start);
      long end = line != null && line.seen() ? line.seenAt() : System.nanoTime();
      output.finish(DRAIN_MILLIS);
      errors.finish(DRAIN_MILLIS);
      return new ChildResult(
          process.exitValue(),
          timedOut,
          line != null && line.seen(),
          output.tail(),
          errors.tail(),
          end - start);
    }
  }

  private static OutputStream copy(Path file) throws IOException {
    return file == null ? OutputStream.nullOutputStream() : Files.newOutputStream(file);
  }

  /** A child that does not read ends the feeding thread by closing the pipe at its end. */
  private void feed(Process process) {
    Thread feeder =
        new Thread(
            () -> {
              try (OutputStream stdin = process.getOutputStream()) {
                stdin.write(input);
              } catch (IOException e) {
                // The child ended or closed its input: it needs no more of it.
              }
            },
            "child-input");
    feeder.setDaemon(true);
    feeder.start();
  }

  /** Waits; answers whether the time was over. A child asked to end gets some more of it. */
  private boolean awaitEnd(Process process, UntilLine line, long start)
      throws InterruptedException {
    long deadline = start + timeout.toNanos();
    boolean extended = false;
    while (true) {
      long left = deadline - System.nanoTime();
      if (process.waitFor(Math.min(Math.max(left, 1), 100_000_000L), TimeUnit.NANOSECONDS)) {
        return false;
      }
      if (!extended && line != null && line.seen()) {
        extended = true;
        deadline = System.nanoTime() + GRACE.toNanos();
      } else if (left <= 0) {
        LiveChildren.kill(process);
        process.waitFor();
        return true;
      }
    }
  }

  private String name() {
    return command.isEmpty() ? "an empty command" : command.get(0);
  }
}
