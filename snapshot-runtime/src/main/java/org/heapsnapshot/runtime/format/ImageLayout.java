package org.heapsnapshot.runtime.format;

/**
 * The first two entries of an image, as a start reads them.
 *
 * <pre>
 *   offset   bytes  local header of a ZIP entry (APPNOTE.TXT 4.3.7)
 *   +0       4      signature 0x04034b50
 *   +4       2      version needed
 *   +6       2      flags            bit 3 clear: sizes are in this header
 *   +8       2      method           0: stored
 *   +10      4      time, date
 *   +14      4      CRC-32
 *   +18      4      compressed size  equal to
 *   +22      4      size
 *   +26      2      name length n
 *   +28      2      extra length m
 *   +30      n      name
 *   +30+n    m      extra fields     entry 2: header id 0x4850, zeros, so that data is aligned
 *   +30+n+m         data
 *
 *   image := entry META-INF/MANIFEST.MF, entry META-INF/snapshot/heap, other entries, directory
 * </pre>
 */
public final class ImageLayout {
  /** Name of the first entry. */
  public static final String MANIFEST_NAME = "META-INF/MANIFEST.MF";

  /** Name of the second entry. */
  public static final String HEAP_NAME = "META-INF/snapshot/heap";

  /** Manifest attribute that holds the format version. */
  public static final String FORMAT_ATTRIBUTE = "Snapshot-Format";

  /** Manifest attribute that holds the image id. */
  public static final String IMAGE_ID_ATTRIBUTE = "Snapshot-Image-Id";

  /** Binary name of the class that tells the image id. */
  public static final String IMAGE_ID_CLASS = "org.heapsnapshot.image.ImageId";

  /** The heap's data starts at a multiple of this many bytes of the file. */
  public static final int HEAP_ALIGNMENT = 4096;

  /** Header id of the extra field that pads the heap's local header. */
  public static final int PADDING_EXTRA_ID = 0x4850;

  /** First byte of a complete file, {@code P}. */
  public static final int COMPLETE_BYTE = 0x50;

  public static final int LOCAL_SIGNATURE = 0x04034b50;
  public static final int LOCAL_FLAGS_OFFSET = 6;
  public static final int LOCAL_METHOD_OFFSET = 8;
  public static final int LOCAL_COMPRESSED_SIZE_OFFSET = 18;
  public static final int LOCAL_SIZE_OFFSET = 22;
  public static final int LOCAL_NAME_LENGTH_OFFSET = 26;
  public static final int LOCAL_EXTRA_LENGTH_OFFSET = 28;
  public static final int LOCAL_HEADER_BYTES = 30;

  /** Flag bit 3: the sizes follow the data, which an image never does. */
  public static final int FLAG_SIZES_FOLLOW = 1 << 3;

  /** Method 0. */
  public static final int METHOD_STORED = 0;

  private ImageLayout() {}
}
