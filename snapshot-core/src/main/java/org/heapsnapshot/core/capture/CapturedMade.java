package org.heapsnapshot.core.capture;

import java.nio.charset.StandardCharsets;

/**
 * A class that the program made while it was observed: it is in no file of the class path.
 *
 * @param classIndex the class
 * @param host class index of a class of the program in the same protection domain, and in the same
 *     package if in the same loader; or {@link #NO_HOST} where the domain is the loader's own
 * @param file its class file
 * @param needs indices into {@link CapturedHeap#made}, ascending, its own among them: the classes
 *     that must be defined when this one is
 * @param madeBy binary name of the initializer or preload that made it
 * @param definers class indices of the restored classes whose initializers made it, or used or ran
 *     one that did: who finds one of them initialized finds this class
 * @param atBoot whether a preload made it, after which every start finds it
 */
public record CapturedMade(
    int classIndex,
    int host,
    byte[] file,
    int[] needs,
    String madeBy,
    int[] definers,
    boolean atBoot) {
  /** In the place of a host. */
  public static final int NO_HOST = -1;

  /** The class file as a text, a char for each byte. */
  public String fileText() {
    return new String(file, StandardCharsets.ISO_8859_1);
  }

  /** The same class, found defined by others. */
  public CapturedMade withDefiners(int[] others) {
    return new CapturedMade(classIndex, host, file, needs, madeBy, others, atBoot);
  }

  /** The same class with another class file. */
  public CapturedMade withFile(byte[] other) {
    return new CapturedMade(classIndex, host, other, needs, madeBy, definers, atBoot);
  }
}
