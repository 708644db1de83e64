package org.heapsnapshot.jmh;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
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
 * Opening a heap before anything is made of it: checksums, and every count, index and id in bounds.
 * The floor is reading the same {@code int}s and looking at none of them.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 2, jvmArgs = "-Xmx1g")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DecodeBenchmark {
  /** Number of nodes in the heap, some six {@code int}s each. */
  @Param({"1000", "100000", "1000000"})
  public int nodes;

  private byte[] heap;
  private byte[] kryoFixed;
  private byte[] kryoVariable;
  private int count;

  /** Writes the heap, and its {@code int}s once more as Kryo writes them. */
  @Setup
  public void write() throws ReflectiveOperationException {
    heap = TreeHeap.of(Node.tree(nodes));
    int[] ints = byteBuffer();
    count = ints.length;
    Output fixed = new Output(1 << 16, -1);
    fixed.writeInts(ints, 0, count);
    kryoFixed = fixed.toBytes();
    Output variable = new Output(1 << 16, -1);
    variable.writeInts(ints, 0, count, true);
    kryoVariable = variable.toBytes();
    if (!Arrays.equals(kryoFixed(), ints) || !Arrays.equals(kryoVariable(), ints)) {
      throw new IllegalStateException("Kryo reads other numbers");
    }
  }

  /** Header, section table and checksums. */
  @Benchmark
  public Heap open() {
    return Heap.open(heap);
  }

  /** That, and what the sections hold: all that a start checks before it trusts. */
  @Benchmark
  public Image check() {
    return new Image(Heap.open(heap));
  }

  /** The checksum alone. */
  @Benchmark
  public long crc32() {
    CRC32 crc = new CRC32();
    crc.update(heap, 0, heap.length);
    return crc.getValue();
  }

  /** The floor: one copy in bulk. */
  @Benchmark
  public int[] byteBuffer() {
    int[] ints = new int[heap.length >> 2];
    ByteBuffer.wrap(heap).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(ints);
    return ints;
  }

  /** Kryo, four bytes a number. */
  @Benchmark
  public int[] kryoFixed() {
    return new Input(kryoFixed).readInts(count);
  }

  /** Kryo, one to five bytes a number. */
  @Benchmark
  public int[] kryoVariable() {
    return new Input(kryoVariable).readInts(count, true);
  }
}
