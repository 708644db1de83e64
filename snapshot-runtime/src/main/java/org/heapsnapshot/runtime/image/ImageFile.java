package org.heapsnapshot.runtime.image;

import java.io.IOException;
import java.io.RandomAccessFile;
import org.heapsnapshot.runtime.format.HeapLayout;
import org.heapsnapshot.runtime.format.ImageLayout;

/**
 * Reads the heap out of an image: the file is opened once, two local headers are read, then the
 * heap in bulk. The layout is {@link ImageLayout}'s. The file stays open where elements of arrays
 * are read later: another may be moved to its place at any time. Not thread-safe.
 */
public final class ImageFile extends HeapSource {
  /** Holds both local headers when the manifest is of the usual size. */
  private static final int HEAD_BYTES = ImageLayout.HEAP_ALIGNMENT;

  private final RandomAccessFile file;
  private final long fileBytes;
  private final byte[] head;
  private final int headBytes;
  private final long start;
  private final int size;

  /** Where the file stands. */
  private long position;

  /**
   * Finds the heap.
   *
   * @param file the caller closes it unless {@link #readsLater}
   * @throws Refusal when it is not a complete image
   */
  ImageFile(RandomAccessFile file) throws IOException {
    this.file = file;
    fileBytes = file.length();
    head = new byte[HEAD_BYTES];
    headBytes = (int) Math.min(fileBytes, HEAD_BYTES);
    file.readFully(head, 0, headBytes);
    checkFirstByte();
    long manifest = entryData(0, ImageLayout.MANIFEST_NAME);
    long header = manifest + entrySize(0);
    start = entryData(header, ImageLayout.HEAP_NAME);
    long bytes = entrySize(header);
    if (bytes > HeapLayout.MAX_HEAP_BYTES || start + bytes > fileBytes) {
      throw Refusal.found(LoadResult.TRUNCATED, "fileBytes", fileBytes, start + bytes);
    }
    size = (int) bytes;
    position = -1;
  }

  /**
   * The heap of the image.
   *
   * @param path of the image; a relative one is resolved against the working directory
   * @throws Refusal when there is no such file, it is not a complete image, or its heap is damaged
   */
  public static Heap open(String path) {
    RandomAccessFile file = null;
    boolean later = false;
    try {
      file = new RandomAccessFile(path, "r");
      Heap heap = Heap.open(new ImageFile(file));
      later = heap.source.readsLater();
      return heap;
    } catch (IOException e) {
      throw new Refusal(LoadResult.FILE_MISSING, e.getMessage());
    } catch (OutOfMemoryError e) {
      throw new Refusal(LoadResult.NO_MEMORY, null);
    } finally {
      if (!later) {
        close(file);
      }
    }
  }

  @Override
  void close() {
    close(file);
  }

  @Override
  int size() {
    return size;
  }

  @Override
  void read(int at, byte[] to, int from, int count) {
    try {
      boolean elsewhere = position != start + at;
      position = -1; // Until the read has ended.
      if (elsewhere) {
        file.seek(start + at);
      }
      int done = 0;
      while (done < count) {
        int n = file.read(to, from + done, count - done);
        if (n < 0) {
          throw Refusal.found(LoadResult.TRUNCATED, "heapBytes", at + done, size);
        }
        done += n;
      }
      position = start + at + count;
    } catch (IOException e) {
      throw new Refusal(LoadResult.FILE_MISSING, e.getMessage());
    }
  }

  private void checkFirstByte() {
    if (headBytes == 0) {
      throw new Refusal(LoadResult.FILE_EMPTY, null);
    }
    if (head[0] == 0) {
      throw new Refusal(LoadResult.FILE_UNFINISHED, null);
    }
    if (head[0] != ImageLayout.COMPLETE_BYTE) {
      throw Refusal.found(LoadResult.NOT_AN_IMAGE, "firstByte", head[0], "80");
    }
  }

  /** Where the data of the entry starts whose local header is at {@code at} and has that name. */
  private long entryData(long at, String name) throws IOException {
    int nameBytes = name.length();
    if (at + ImageLayout.LOCAL_HEADER_BYTES + nameBytes > fileBytes) {
      throw Refusal.found(
          LoadResult.TRUNCATED, "fileBytes", fileBytes, "entry " + name + " at " + at);
    }
    if (u2(at + ImageLayout.LOCAL_NAME_LENGTH_OFFSET) != nameBytes
        || u4(at) != ImageLayout.LOCAL_SIGNATURE
        || !nameIs(at + ImageLayout.LOCAL_HEADER_BYTES, name)) {
      throw new Refusal(LoadResult.NOT_AN_IMAGE, "no entry " + name + " at offset " + at);
    }
    if ((u2(at + ImageLayout.LOCAL_FLAGS_OFFSET) & ImageLayout.FLAG_SIZES_FOLLOW) != 0
        || u2(at + ImageLayout.LOCAL_METHOD_OFFSET) != ImageLayout.METHOD_STORED) {
      throw new Refusal(LoadResult.NOT_AN_IMAGE, "entry " + name + " is not stored");
    }
    int extraBytes = u2(at + ImageLayout.LOCAL_EXTRA_LENGTH_OFFSET);
    return at + ImageLayout.LOCAL_HEADER_BYTES + nameBytes + extraBytes;
  }

  private long entrySize(long at) throws IOException {
    long size = u4(at + ImageLayout.LOCAL_SIZE_OFFSET) & 0xFFFFFFFFL;
    long stored = u4(at + ImageLayout.LOCAL_COMPRESSED_SIZE_OFFSET) & 0xFFFFFFFFL;
    if (size != stored) {
      throw Refusal.found(LoadResult.NOT_AN_IMAGE, "storedBytes", stored, size);
    }
    return size;
  }

  private boolean nameIs(long at, String name) throws IOException {
    for (int i = 0; i < name.length(); i++) {
      if (u1(at + i) != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private int u4(long at) throws IOException {
    return u2(at) | u2(at + 2) << 16;
  }

  private int u2(long at) throws IOException {
    return u1(at) | u1(at + 1) << 8;
  }

  /** A byte of the file, from its head where that reaches: only a large manifest needs a seek. */
  private int u1(long at) throws IOException {
    if (at < headBytes) {
      return head[(int) at] & 0xFF;
    }
    file.seek(at);
    int value = file.read();
    if (value < 0) {
      throw Refusal.found(LoadResult.TRUNCATED, "fileBytes", fileBytes, "more than " + at);
    }
    return value;
  }

  private static void close(RandomAccessFile file) {
    if (file != null) {
      try {
        file.close();
      } catch (IOException e) {
        // What was read is complete and is checked; nothing depends on the close.
        return;
      }
    }
  }
}
