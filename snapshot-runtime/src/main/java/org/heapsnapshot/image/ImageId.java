package org.heapsnapshot.image;

/**
 * Tells the id of the image that a class of that image was loaded from.
 *
 * <p>This is a stand-in for tests and for the compiler: in an image the builder puts a generated
 * class of the same name in its place, which answers with the image's own id. A class archive that
 * still holds another image's classes therefore answers with another id.
 */
public final class ImageId {
  private ImageId() {}

  /** The image id, 64 lower-case hexadecimal digits; empty outside an image. */
  public static String digest() {
    return "";
  }

  /** Whether the image has anything to restore. */
  public static boolean hasState() {
    return true;
  }
}
