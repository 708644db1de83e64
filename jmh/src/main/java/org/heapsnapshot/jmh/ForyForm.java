package org.heapsnapshot.jmh;

import org.apache.fory.Fory;
import org.apache.fory.logging.LoggerFactory;

/**
 * The graph as Apache Fory writes it: for Java alone, classes registered and the same on both
 * sides, shared objects written once. By default it writes a shared string again and again, which
 * would make another graph, and so it is told not to.
 */
final class ForyForm {
  private ForyForm() {}

  static byte[] write(Node root) {
    return fory(true).serialize(root);
  }

  /**
   * Makes the {@code Fory} as well, as a start has to.
   *
   * @param generating whether it compiles serializers, as it does by default: faster once it has
   */
  static Node read(byte[] bytes, boolean generating) {
    return (Node) fory(generating).deserialize(bytes);
  }

  /** As {@link #read} wants it; to be kept by those who read again and again. */
  static Fory fory(boolean generating) {
    LoggerFactory.disableLogging();
    Fory fory =
        Fory.builder()
            .withXlang(false)
            .withCompatible(false)
            .withRefTracking(true)
            .ignoreStringRef(false)
            .requireClassRegistration(true)
            .withCodegen(generating)
            .build();
    fory.register(Node.class);
    return fory;
  }
}
