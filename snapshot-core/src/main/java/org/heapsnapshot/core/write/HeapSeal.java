package org.heapsnapshot.core.write;

/** Puts the image id into a heap. */
@FunctionalInterface
public interface HeapSeal {
  /**
   * The heap with the id and the checksum of its header set; nothing behind the header changes.
   *
   * @param heap a whole heap as docs/IMAGE-FORMAT.md says, its id zero
   * @param imageId 32 bytes
   */
  byte[] seal(byte[] heap, byte[] imageId);
}
