package org.heapsnapshot.core.encode;

/** The contents of one section: first asked how long it is, then told to write itself. */
interface Section {

  /** Length in bytes, a multiple of 4; may be more than a heap can hold. */
  long lengthBytes();

  /** Writes exactly {@link #lengthBytes()} bytes from the position of {@code out} on. */
  void write(HeapOutput out);

  /** A section that is a sequence of ints. */
  static Section ofInts(IntSequence ints) {
    return new Section() {
      @Override
      public long lengthBytes() {
        return ints.size() * (long) Integer.BYTES;
      }

      @Override
      public void write(HeapOutput out) {
        out.putInts(ints);
      }
    };
  }
}
