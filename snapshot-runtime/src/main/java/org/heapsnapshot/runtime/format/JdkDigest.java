package org.heapsnapshot.runtime.format;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The digest of the fields of the JDK classes that an image carries fields of, so that writer and
 * reader hash the same bytes.
 *
 * <pre>
 *   for each row of CLASSES of loader boot or platform with at least one row in the field table:
 *     name \n                                 for example  java.util.HashMap
 *     for each of its rows in the field table:
 *       declaringName . fieldName ' ' kind \n for example  java.util.HashMap.table [
 * </pre>
 *
 * <p>{@code kind} is the first character of the descriptor. SHA-256 over the UTF-8 of that. Only a
 * start on another JDK build computes it. Not thread-safe.
 */
public final class JdkDigest {
  private final MessageDigest sha256;

  /** Starts an empty digest. */
  public JdkDigest() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Begins the next class; {@code name} is its binary name. */
  public void addClass(String name) {
    add(name + "\n");
  }

  /**
   * Adds a field of the class begun last.
   *
   * @param declaring binary name of the declaring class
   * @param name field name
   * @param kind first character of the field's descriptor
   */
  public void addField(String declaring, String name, char kind) {
    add(declaring + "." + name + " " + kind + "\n");
  }

  /** The 32 bytes of the digest; this object is not to be used afterwards. */
  public byte[] digest() {
    return sha256.digest();
  }

  private void add(String line) {
    sha256.update(line.getBytes(StandardCharsets.UTF_8));
  }
}
