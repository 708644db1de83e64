package org.heapsnapshot.jmh;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.heapsnapshot.runtime.image.Heap;
import org.heapsnapshot.runtime.image.Image;
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
 * Maps whose keys hash by identity, which no image can hold as they were: the runtime makes keys
 * and maps and puts one into the other, against an initializer that does the same. The hashes are
 * new ones in both, and are part of it. The runtime knows how many entries come; maps of the
 * initializer grow, as most do.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 2, jvmArgs = "-Xmx1g")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ReseedBenchmark {
  /** Number of entries in all maps together. */
  @Param("100000")
  public int entries;

  /** Number of maps. */
  @Param({"1", "10000"})
  public int maps;

  private Image image;

  /** Writes the heap, and looks up what it holds once restored. */
  @Setup
  public void write() throws Throwable {
    image = new Image(Heap.open(MapsHeap.of(maps, entries / maps)));
    for (Object restored : restore()) {
      Map<?, ?> map = (Map<?, ?>) restored;
      for (Object key : map.keySet()) {
        if (map.size() != entries / maps || map.get(key) != key) {
          throw new IllegalStateException("the restored maps are others");
        }
      }
    }
  }

  /** From an open image to maps that can be asked. */
  @Benchmark
  public Object[] restore() throws Throwable {
    ImageForm.restore(image);
    return MapsHeap.maps;
  }

  /** What the initializer would do. */
  @Benchmark
  public Object[] initializer() {
    return MapsHeap.fill(maps, entries / maps);
  }
}
