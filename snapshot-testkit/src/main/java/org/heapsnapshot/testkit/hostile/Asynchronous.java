package org.heapsnapshot.testkit.hostile;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.RecursiveTask;
import java.util.stream.IntStream;
import org.heapsnapshot.testkit.hostile.Hostile.Expected;
import org.heapsnapshot.testkit.hostile.Hostile.Net;

/** Work that initializers hand to others. */
final class Asynchronous {
  private Asynchronous() {}

  /** Starts the threads of the common pool, whose number the machine decides. */
  @Hostile(nets = {Net.EFFECTS, Net.HEAP})
  static final class SuppliesLater {
    static final CompletableFuture<String> VALUE = CompletableFuture.supplyAsync(() -> "supplied");
  }

  static Object suppliesLater(Start start) {
    return SuppliesLater.VALUE.join();
  }

  @Hostile(cause = "EFFECT", nets = Net.EFFECTS)
  static final class SumsInParallel {
    static final long SUM = IntStream.range(0, 100_000).parallel().asLongStream().sum();
  }

  static Object sumsInParallel(Start start) {
    return SumsInParallel.SUM;
  }

  static final class Twice extends RecursiveTask<Integer> {
    private static final long serialVersionUID = 1;

    @Override
    protected Integer compute() {
      return 42;
    }
  }

  @Hostile(
      cause = "EFFECT",
      nets = {Net.EFFECTS, Net.HEAP})
  static final class Forks {
    static final ForkJoinTask<Integer> TASK = ForkJoinPool.commonPool().submit(new Twice());
  }

  static Object forks(Start start) {
    return Forks.TASK.join();
  }

  /** A future that was completed by the initializer itself is a value; carrying it is a recipe. */
  @Hostile(verdict = Expected.EITHER)
  static final class KeepsCompleted {
    static final CompletableFuture<String> VALUE = CompletableFuture.completedFuture("complete");
  }

  static Object keepsCompleted(Start start) {
    return KeepsCompleted.VALUE.join();
  }
}
