package org.heapsnapshot.runtime.image;

/** A heap that is in memory already. */
final class BytesSource extends HeapSource {
  private final byte[] bytes;

  private BytesSource(byte[] bytes) {
    this.bytes = bytes;
  }

  static HeapSource of(byte[] bytes) {
    return new BytesSource(bytes);
  }

  @Override
  int size() {
    return bytes.length;
  }

  @Override
  void read(int at, byte[] to, int from, int count) {
    System.arraycopy(bytes, at, to, from, count);
  }

  @Override
  void close() {
    // Nothing is open.
  }
}
