package org.heapsnapshot.jmh;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;

/** The graph as the JDK serializes it. */
final class JavaForm {
  private JavaForm() {}

  static byte[] write(Node root) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(root);
    }
    return bytes.toByteArray();
  }

  static Node read(byte[] bytes) throws IOException, ClassNotFoundException {
    return (Node) new ObjectInputStream(new ByteArrayInputStream(bytes)).readObject();
  }
}
