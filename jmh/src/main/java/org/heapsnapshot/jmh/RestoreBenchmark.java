package org.heapsnapshot.jmh;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.concurrent.TimeUnit;
import org.heapsnapshot.runtime.image.Heap;
import org.heapsnapshot.runtime.image.Image;
import org.heapsnapshot.runtime.restore.Memory;
import org.heapsnapshot.runtime.restore.Restoration;
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
 * From bytes in memory to a graph of small objects: the runtime against Kryo and Java
 * serialization, on the same graph. As written here warm; cold, as a start sees it, with {@code -bm
 * ss -f 20 -wi 0 -i 1}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 2, jvmArgs = "-Xmx1g")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RestoreBenchmark {
  /** Number of nodes. */
  @Param({"1000", "100000"})
  public int nodes;

  private byte[] heap;
  private byte[] kryoBytes;
  private byte[] javaBytes;

  /** Writes the graph in all three forms, and reads the first back. */
  @Setup
  public void write() throws Throwable {
    Node tree = Node.tree(0, nodes);
    heap = TreeHeap.of(tree);
    Output output = new Output(1 << 16, -1);
    kryo().writeObject(output, tree);
    kryoBytes = output.toBytes();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(tree);
    }
    javaBytes = bytes.toByteArray();
    if (restore().sum() != tree.sum()) {
      throw new IllegalStateException("the restored graph is another one");
    }
  }

  private static Kryo kryo() {
    Kryo kryo = new Kryo();
    kryo.register(Node.class);
    kryo.setReferences(true);
    return kryo;
  }

  /** Checksums, and every count, index and id in bounds: what a start does before it trusts. */
  @Benchmark
  public Image check() {
    return new Image(Heap.open(heap));
  }

  /** The whole way, checks included. */
  @Benchmark
  public Node restore() throws Throwable {
    int feature = Runtime.version().feature();
    Image image = new Image(Heap.open(heap));
    Restoration restoration =
        new Restoration(image, Node.class.getClassLoader(), Memory.open(feature));
    restoration.prepare(feature, false);
    restoration.restore();
    if (restoration.offsetsComputed()) {
      throw new IllegalStateException("field offsets were computed: not what a start does");
    }
    return Node.root;
  }

  /** Kryo with registered classes; making the {@code Kryo} is part of it, as it is at a start. */
  @Benchmark
  public Node kryoRead() {
    return kryo().readObject(new Input(kryoBytes), Node.class);
  }

  /** The JDK's own. */
  @Benchmark
  public Object javaSerialization() throws IOException, ClassNotFoundException {
    return new ObjectInputStream(new ByteArrayInputStream(javaBytes)).readObject();
  }
}
