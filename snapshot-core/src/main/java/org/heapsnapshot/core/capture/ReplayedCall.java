package org.heapsnapshot.core.capture;

/**
 * A call of the JDK with an effect that the program needs and that does no harm: the initializer of
 * its class makes it again, with restored objects, when the program first uses the class.
 */
public enum ReplayedCall {
  /** Makes a driver known to {@code java.sql}. */
  REGISTER_DRIVER("java/sql/DriverManager", "registerDriver", "(Ljava/sql/Driver;)V", false),
  /** Binds a thread local in the thread that runs the initializer. */
  SET_LOCAL("java/lang/ThreadLocal", "set", "(Ljava/lang/Object;)V", true);

  private final String owner;
  private final String method;
  private final String descriptor;
  private final boolean onObject;

  ReplayedCall(String owner, String method, String descriptor, boolean onObject) {
    this.owner = owner;
    this.method = method;
    this.descriptor = descriptor;
    this.onObject = onObject;
  }

  /** Internal name of the class. */
  public String owner() {
    return owner;
  }

  /** Name of the method. */
  public String method() {
    return method;
  }

  /** Its descriptor. */
  public String descriptor() {
    return descriptor;
  }

  /** Whether the first object is the receiver; else the method is static. */
  public boolean onObject() {
    return onObject;
  }
}
