package org.heapsnapshot.jmh;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.heapsnapshot.interning.InternPool;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Numbering the texts of a program: the pool against a map of boxed numbers. The texts look like
 * those of an image (names of classes and members, and short words), each occurring about three
 * times, as distinct string objects whose hash is not cached yet.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 2, jvmArgs = "-Xmx1g")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class InternPoolBenchmark {
  private static final String[] PACKAGES = {"java.util.", "org.example.parser.", "net.acme.", ""};
  private static final String[] WORDS = {"Node", "value", "List", "parse", "Token", "map", "Entry"};

  /** How many string objects. */
  @Param({"10000", "300000"})
  public int occurrences;

  private char[][] texts;

  /** Makes the texts, the same ones every time. */
  @Setup
  public void makeTexts() {
    Random random = new Random(7);
    texts = new char[occurrences][];
    for (int i = 0; i < occurrences; i++) {
      int distinct = random.nextInt(Math.max(1, occurrences / 3));
      String text =
          PACKAGES[distinct % PACKAGES.length] + WORDS[distinct % WORDS.length] + distinct;
      texts[i] = text.toCharArray();
    }
  }

  /** The pool of the image's builder. */
  @Benchmark
  public int internPool() {
    InternPool pool = new InternPool();
    int last = 0;
    for (char[] text : texts) {
      last = pool.intern(new String(text));
    }
    return last + pool.size();
  }

  /** What one would write without it. */
  @Benchmark
  public int hashMap() {
    Map<String, Integer> numbers = new HashMap<>();
    int last = 0;
    for (char[] text : texts) {
      Integer next = numbers.size();
      Integer known = numbers.putIfAbsent(new String(text), next);
      last = known == null ? next : known;
    }
    return last + numbers.size();
  }

  /** The JVM's own pool, which the images need for interned strings only. */
  @Benchmark
  public int stringIntern() {
    int last = 0;
    for (char[] text : texts) {
      last += new String(text).intern().length();
    }
    return last;
  }
}
