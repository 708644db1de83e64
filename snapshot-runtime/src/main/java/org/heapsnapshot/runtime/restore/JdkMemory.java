package org.heapsnapshot.runtime.restore;

/**
 * Stands where an image has memory through {@code jdk.internal.misc.Unsafe}, which javac cannot
 * compile for release 17. In an image the builder puts {@link SunMemory}'s bytecode in its place,
 * with the names of {@link org.heapsnapshot.runtime.format.UnsafeNames}.
 */
final class JdkMemory {
  private JdkMemory() {}

  /**
   * The memory.
   *
   * @throws UnsupportedOperationException outside an image
   */
  static Memory open() {
    throw new UnsupportedOperationException();
  }
}
