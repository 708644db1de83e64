package org.heapsnapshot.jmh;

import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.heapsnapshot.core.capture.CapturedObject;
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
 * Arrays of primitives, restored against {@code System.arraycopy} of the same bytes: {@link #copy}
 * is memcpy and nothing else, {@link #allocateAndCopy} makes the arrays as well, as restoring must.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 2, jvmArgs = "-Xmx1g")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PrimitiveArraysBenchmark {
  /** The type of the elements. */
  @Param({"byte", "int", "long", "double"})
  public String kind;

  /** Number of bytes in all arrays together. */
  @Param("16777216")
  public int bytes;

  /** Number of arrays. */
  @Param({"1", "4096"})
  public int arrays;

  private Object[] source;
  private Object[] target;
  private byte[] heap;
  private Image image;

  /** The state that the image restores. */
  static final class Held {
    static Object[] arrays;

    private Held() {}
  }

  /** Fills arrays, writes them as a heap, and compares what is restored. */
  @Setup
  public void write() throws Throwable {
    HeapWriter writer = new HeapWriter();
    source = new Object[arrays];
    int[] ids = new int[arrays];
    Random random = new Random(7);
    for (int i = 0; i < arrays; i++) {
      byte[] data = new byte[bytes / arrays];
      random.nextBytes(data);
      source[i] = array(data);
      int length = Array.getLength(source[i]);
      int type = writer.type(source[i].getClass());
      ids[i] = writer.add(new CapturedObject.PrimitiveArray(type, length, data));
    }
    int root = writer.add(new CapturedObject.ReferenceArray(writer.type(Object[].class), ids));
    heap = writer.write(Held.class, "arrays", root);
    image = new Image(Heap.open(heap));
    target = allocateAndCopy();
    if (!Arrays.deepEquals(openAndRestore(), source)) {
      throw new IllegalStateException("the restored arrays are others");
    }
  }

  private Object array(byte[] data) {
    ByteBuffer buffer = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
    switch (kind) {
      case "byte":
        return data.clone();
      case "int":
        int[] ints = new int[data.length / Integer.BYTES];
        buffer.asIntBuffer().get(ints);
        return ints;
      case "long":
        long[] longs = new long[data.length / Long.BYTES];
        buffer.asLongBuffer().get(longs);
        return longs;
      case "double":
        double[] doubles = new double[data.length / Double.BYTES];
        buffer.asDoubleBuffer().get(doubles);
        return doubles;
      default:
        throw new IllegalArgumentException("kind: " + kind);
    }
  }

  /** From a heap that was checked. */
  @Benchmark
  public Object[] restore() throws Throwable {
    ImageForm.restore(image);
    return Held.arrays;
  }

  /** The whole way: the checksum of the bytes as well. */
  @Benchmark
  public Object[] openAndRestore() throws Throwable {
    ImageForm.restore(new Image(Heap.open(heap)));
    return Held.arrays;
  }

  /** Into fresh arrays. */
  @Benchmark
  public Object[] allocateAndCopy() {
    Object[] fresh = new Object[arrays];
    for (int i = 0; i < arrays; i++) {
      int length = Array.getLength(source[i]);
      fresh[i] = Array.newInstance(source[i].getClass().getComponentType(), length);
      System.arraycopy(source[i], 0, fresh[i], 0, length);
    }
    return fresh;
  }

  /** Into arrays that are there. */
  @Benchmark
  public Object[] copy() {
    for (int i = 0; i < arrays; i++) {
      System.arraycopy(source[i], 0, target[i], 0, Array.getLength(source[i]));
    }
    return target;
  }
}
