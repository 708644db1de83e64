package org.heapsnapshot.core.rewrite;

/** Why a lambda call site keeps its {@code invokedynamic}. */
public enum KeptReason {
  /** The lambda is serializable: its serial form names the call site's host and implementation. */
  SERIALIZABLE("the lambda is serializable in an unusual way"),
  /** What the implementation does depends on the class that calls it. */
  CALLER_SENSITIVE("its target is caller-sensitive"),
  /** The implementation is protected, in a class of another package. */
  PROTECTED_ELSEWHERE("its target is protected in another package"),
  /** The implementation is not found, or a class on the way to it is missing. */
  TARGET_UNKNOWN("its target is not found"),
  /** Not even the host may call the implementation: the site fails when it is reached. */
  TARGET_INACCESSIBLE("its target is not accessible"),
  /** The interface or one of its supertypes is missing. */
  INTERFACE_UNKNOWN("its interface is not found"),
  /**
   * An interface with concrete methods has an initializer, which would run inside that of the
   * generated class: it could see the lambda before it is there, or deadlock, where the original
   * does neither. And it has no static field by which the host could initialize it before.
   */
  INTERFACE_INITIALIZER("its interface has an initializer that cannot be run before"),
  /** The host is an interface that cannot have static methods. */
  OLD_INTERFACE_HOST("its host is an interface older than Java 8"),
  /** The serial form of the host cannot be frozen. */
  SERIAL_FORM_CHANGES("the serial form of its host would change"),
  /** The constant pool of the host is full. */
  CLASS_TOO_LARGE("its host would be too large"),
  /** Not a site that {@code LambdaMetafactory} is documented to link. */
  UNUSUAL("it is not what a compiler writes");

  private final String text;

  KeptReason(String text) {
    this.text = text;
  }

  /** The end of a sentence that begins with "The call site is kept because". */
  public String text() {
    return text;
  }
}
