package org.heapsnapshot.jmh;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;

/** The graph as Kryo writes it: classes registered, shared objects written once. */
final class KryoForm {
  private KryoForm() {}

  static byte[] write(Node root) {
    Output output = new Output(1 << 16, -1);
    kryo().writeObject(output, root);
    return output.toBytes();
  }

  /** Makes the {@code Kryo} as well, as a start has to. */
  static Node read(byte[] bytes) {
    return kryo().readObject(new Input(bytes), Node.class);
  }

  /** As {@link #read} wants it; to be kept by those who read again and again. */
  static Kryo kryo() {
    Kryo kryo = new Kryo();
    // First: what is registered before would write shared strings again and again.
    kryo.setReferences(true);
    kryo.register(Node.class);
    return kryo;
  }
}
