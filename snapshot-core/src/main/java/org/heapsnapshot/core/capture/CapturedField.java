package org.heapsnapshot.core.capture;

/**
 * A field of a {@link CapturedClass}.
 *
 * @param declaringClass class index of the declaring class
 * @param name field name
 * @param kind first character of the descriptor
 * @param offset for {@code Unsafe} in the capturing JVM
 * @param isStatic whether it is static
 * @param treatment how its value is carried
 */
public record CapturedField(
    int declaringClass,
    String name,
    char kind,
    long offset,
    boolean isStatic,
    Treatment treatment) {

  /** How a field's value is carried. */
  public enum Treatment {
    /** The captured value is restored. */
    COPIED,
    /** Left zero or null: the JVM or the JDK fills it ({@code Reference.next}, cached hashes). */
    ZEROED,
    /** Static only: recomputed from {@code desiredAssertionStatus()}; a boolean. */
    ASSERTION_STATUS
  }

  /** Whether the value is an object id. */
  public boolean isReference() {
    return kind == 'L' || kind == '[';
  }
}
