package org.heapsnapshot.jmh;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Input;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.apache.fory.Fory;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * From bytes in memory to a graph of small objects: the runtime against Kryo, Java serialization
 * and Apache Fory, on the same graph, in which the nodes share their names.
 *
 * <p>What each is given: the runtime has the heap as {@code build} writes it, and checks all of it
 * each time. Kryo and Fory have the class registered, write shared objects once, and are made by
 * the first call and kept. Java serialization has nothing to be told. None of the three looks at a
 * checksum.
 *
 * <p>As written here warm. With {@code -bm ss -f 20 -wi 0 -i 1} the first call of a JVM that has
 * written the graph: the writers of the peers are warm then. {@link ColdRestore} is what a start
 * sees.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 2, jvmArgs = "-Xmx2g")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RestoreBenchmark {
  /** Number of nodes. */
  @Param({"1000", "100000", "1000000"})
  public int nodes;

  private byte[] heap;
  private byte[] kryoBytes;
  private byte[] javaBytes;
  private byte[] foryBytes;
  private Kryo kryo;
  private Fory fory;
  private Fory interpreting;
  private Node read;

  /** Writes the graph in all forms. */
  @Setup
  public void write() throws IOException, ReflectiveOperationException {
    Node tree = Node.tree(nodes);
    heap = ImageForm.write(tree);
    kryoBytes = KryoForm.write(tree);
    javaBytes = JavaForm.write(tree);
    foryBytes = ForyForm.write(tree);
  }

  /** Looks at what was read last: afterwards, for it would warm the first call. */
  @TearDown
  public void check() {
    read.check(nodes);
  }

  /** The whole way, checks included. */
  @Benchmark
  public Node restore() throws Throwable {
    return read = ImageForm.read(heap);
  }

  /** Kryo with its defaults. */
  @Benchmark
  public Node kryo() {
    if (kryo == null) {
      kryo = KryoForm.kryo();
    }
    return read = kryo.readObject(new Input(kryoBytes), Node.class);
  }

  /** The JDK's own. */
  @Benchmark
  public Node javaSerialization() throws IOException, ClassNotFoundException {
    return read = JavaForm.read(javaBytes);
  }

  /** Fory with serializers that it generates and compiles. */
  @Benchmark
  public Node fory() {
    if (fory == null) {
      fory = ForyForm.fory(true);
    }
    return read = (Node) fory.deserialize(foryBytes);
  }

  /** Fory without: less to do before the first object. */
  @Benchmark
  public Node foryInterpreting() {
    if (interpreting == null) {
      interpreting = ForyForm.fory(false);
    }
    return read = (Node) interpreting.deserialize(foryBytes);
  }
}
