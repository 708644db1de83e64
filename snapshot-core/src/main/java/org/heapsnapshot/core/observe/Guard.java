package org.heapsnapshot.core.observe;

/**
 * A fact of the environment that an initializer read.
 *
 * @param kind the kind of section GUARDS
 * @param name its name
 * @param value its value at build, or null when it was absent
 * @param reader binary name of the first class that read it
 * @param partial whether only the classes of {@link Observation#conditional} depend on it, so that
 *     a start where it differs uses the rest of the image
 */
public record Guard(int kind, String name, String value, String reader, boolean partial) {
  /** A fact that the whole image depends on. */
  public Guard(int kind, String name, String value, String reader) {
    this(kind, name, value, reader, false);
  }

  /** The same fact, of which only some classes know. */
  Guard asPartial() {
    return new Guard(kind, name, value, reader, true);
  }
}
