package org.heapsnapshot.core.jvm;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.util.Arrays;

/**
 * Reads one stream of a child to its end: all of it to a copy, the end of it kept, each line shown
 * to {@link UntilLine}.
 */
final class StreamPump {
  /** A longer line is shown in pieces, so that a child without line breaks costs no memory. */
  private static final int LONGEST_LINE = 1 << 16;

  private final InputStream from;
  private final OutputStream copy;
  private final UntilLine untilOrNull;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final Thread thread = new Thread(this::pump, "child-output");
  private byte[] kept = new byte[8192];
  private int keptCount;

  StreamPump(InputStream from, OutputStream copy, UntilLine untilOrNull) {
    this.from = from;
    this.copy = copy;
    this.untilOrNull = untilOrNull;
  }

  void start() {
    thread.setDaemon(true);
    thread.start();
  }

  /** Waits for the end of the stream, a while only. */
  void finish(long millis) throws InterruptedException {
    thread.join(millis);
  }

  /** What was kept, in the platform's encoding of {@code stdout}. */
  synchronized String tail() {
    int from = Math.max(0, keptCount - ChildJvm.KEPT_BYTES);
    return new String(kept, from, keptCount - from, nativeCharset());
  }

  private void pump() {
    byte[] buffer = new byte[8192];
    try {
      int count;
      while ((count = from.read(buffer)) >= 0) {
        keep(buffer, count);
        copy.write(buffer, 0, count);
        if (untilOrNull != null) {
          lines(buffer, count);
        }
      }
      if (untilOrNull != null && line.size() > 0) {
        untilOrNull.line(line.toString(nativeCharset()));
      }
    } catch (IOException e) {
      // The pipe was closed under us because the child was killed, or the copy's disk is full:
      // either way what was kept so far is what there is.
    }
  }

  /** Keeps the end; dropped in large steps, so that appending stays cheap. */
  private synchronized void keep(byte[] bytes, int count) {
    if (keptCount + count > 2 * ChildJvm.KEPT_BYTES) {
      System.arraycopy(kept, keptCount - ChildJvm.KEPT_BYTES, kept, 0, ChildJvm.KEPT_BYTES);
      keptCount = ChildJvm.KEPT_BYTES;
    }
    if (keptCount + count > kept.length) {
      kept = Arrays.copyOf(kept, Math.max(2 * kept.length, keptCount + count));
    }
    System.arraycopy(bytes, 0, kept, keptCount, count);
    keptCount += count;
  }

  private void lines(byte[] bytes, int count) {
    for (int i = 0; i < count; i++) {
      if (bytes[i] == '\n' || line.size() >= LONGEST_LINE) {
        untilOrNull.line(line.toString(nativeCharset()));
        line.reset();
      }
      if (bytes[i] != '\n') {
        line.write(bytes[i]);
      }
    }
  }

  private static Charset nativeCharset() {
    String name = System.getProperty("native.encoding");
    return name == null ? Charset.defaultCharset() : Charset.forName(name);
  }
}
