package org.heapsnapshot.core.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.heapsnapshot.core.SnapshotException;
import org.heapsnapshot.core.jvm.ChildJvm;
import org.heapsnapshot.core.jvm.ChildResult;
import org.heapsnapshot.core.jvm.TemporaryDirectory;

/** One process of a variant: prepared, then run once. For one thread, another one each step. */
final class OneStart implements AutoCloseable {
  private final BenchPlan plan;
  private final Variant variant;
  private final TemporaryDirectory directory;
  private final FirstAnswer answer;
  private final ChildJvm child;

  /**
   * Prepares it: copies the directory, finds a port.
   *
   * @param flags further flags of the JVM
   * @param watchers of {@link ChildJvm#watchedBy}
   */
  OneStart(
      BenchPlan plan, Variant variant, List<String> flags, List<Consumer<ProcessHandle>> watchers) {
    this.plan = plan;
    this.variant = variant;
    this.directory = plan.directory() == null ? null : copyOf(plan.directory());
    String port = usesPort(plan) ? FreePort.find() : "";
    List<String> command = new ArrayList<>(variant.command());
    command.addAll(1, flags);
    plan.args().forEach(arg -> command.add(arg.replace(BenchPlan.PORT, port)));
    this.answer =
        plan.request() == null
            ? null
            : new FirstAnswer(plan.request(), plan.request().url().replace(BenchPlan.PORT, port));
    this.child = ChildJvm.of(command).timeout(plan.timeout()).until(plan.until());
    if (directory != null) {
      child.in(directory.path());
    }
    watchers.forEach(child::watchedBy);
    if (answer != null) {
      child.watchedBy(answer::watch);
    }
  }

  /**
   * How it ended.
   *
   * @param endNanos {@code System.nanoTime} of its end, of the line, or of the answer
   * @param lastLines what it printed last, for messages
   */
  record End(long endNanos, Behaviour behaviour, String lastLines) {}

  /**
   * Runs it.
   *
   * @throws SnapshotException if it hangs, or a server ends before it answers
   */
  End run() {
    long begin = System.nanoTime();
    ChildResult result = child.run();
    if (result.timedOut()) {
      throw failed("was " + result.describe(), result);
    }
    if (answer != null) {
      if (answer.answer() == null) {
        throw failed(
            "ended with " + result.describe() + " before it answered rightly: " + answer.last(),
            result);
      }
      String body = plan.comparable(answer.answer());
      return new End(answer.atNanos(), new Behaviour(0, body), result.lastLines(5));
    }
    if (plan.until() != null && !result.untilSeen()) {
      throw failed("ended with " + result.describe() + " without the line waited for", result);
    }
    Behaviour behaviour =
        plan.until() != null
            ? new Behaviour(0, "")
            : new Behaviour(result.exitCode(), plan.comparable(result.output()));
    return new End(begin + result.nanos(), behaviour, result.lastLines(5));
  }

  private SnapshotException failed(String how, ChildResult result) {
    return new SnapshotException(
        "a start of '" + variant.kind().label() + "' " + how + "\n" + result.lastLines(5));
  }

  @Override
  public void close() {
    if (directory != null) {
      directory.close();
    }
  }

  private static boolean usesPort(BenchPlan plan) {
    return plan.request() != null && plan.request().url().contains(BenchPlan.PORT)
        || plan.args().stream().anyMatch(arg -> arg.contains(BenchPlan.PORT));
  }

  private static TemporaryDirectory copyOf(Path source) {
    TemporaryDirectory copy = TemporaryDirectory.create("snapshot-start");
    try (Stream<Path> all = Files.walk(source)) {
      for (Path from : all.toList()) {
        Path to = copy.path().resolve(source.relativize(from).toString());
        if (!from.equals(source)) {
          Files.copy(from, to);
        }
      }
      return copy;
    } catch (IOException e) {
      copy.close();
      throw new SnapshotException("cannot copy " + source + ": " + e, e);
    }
  }
}
