package org.heapsnapshot.runtime.image;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.heapsnapshot.runtime.format.FingerprintLayout;
import org.heapsnapshot.runtime.format.SectionId;

/** FINGERPRINT: what the image was built on. The layout is {@link FingerprintLayout}'s. */
public final class Fingerprint {
  /** The feature release of the JDK. */
  public final int javaFeature;

  /** {@code java.vm.name}. */
  public final String vmName;

  /** {@code java.vm.version}. */
  public final String jdkBuild;

  private final int[] layout;
  private final byte[] jdkDigest;

  Fingerprint(Heap heap) {
    Section section = heap.section(SectionId.FINGERPRINT);
    javaFeature = section.next();
    int count = section.count();
    if (count != FingerprintLayout.LAYOUT_COUNT) {
      throw section.corrupt("layoutCount", count);
    }
    int at = section.column(count);
    layout = Arrays.copyOfRange(heap.words, at, at + count);
    at = heap.byteOf(section.column(FingerprintLayout.DIGEST_BYTES >> 2));
    jdkDigest = Arrays.copyOfRange(heap.bytes, at, at + FingerprintLayout.DIGEST_BYTES);
    vmName = text(heap, section);
    jdkBuild = text(heap, section);
    section.end();
  }

  private static String text(Heap heap, Section section) {
    int length = section.count();
    int words = section.column((int) ((long) length + 3 >> 2));
    int at = heap.byteOf(words);
    return new String(heap.bytes, at, length, StandardCharsets.UTF_8);
  }

  /** One of the numbers of the object layout, by a {@code LAYOUT} constant. */
  public int layout(int i) {
    return layout[i];
  }

  /** Whether the digest of the fields of JDK classes is that at build. */
  public boolean isJdkDigest(byte[] digest) {
    return Arrays.equals(jdkDigest, digest);
  }
}
