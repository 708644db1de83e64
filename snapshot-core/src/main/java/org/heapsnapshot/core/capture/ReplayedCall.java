package org.heapsnapshot.core.capture;

/**
 * A call of the JDK with an effect that the program needs and that does no harm: the initializer of
 * its class makes it again, with restored objects, when the program first uses the class.
 *
 * @param kind how it is called
 * @param owner internal name of the class
 * @param method name of the method, {@code <init>} of a constructor
 * @param descriptor its descriptor
 */
public record ReplayedCall(Kind kind, String owner, String method, String descriptor) {

  /** Ways to call. */
  public enum Kind {
    /** A static method. */
    STATIC,
    /** An instance method of a class; the receiver is the first argument. */
    VIRTUAL,
    /** A constructor. */
    NEW
  }

  /** Binds a thread local in the thread that runs the initializer. */
  public static final ReplayedCall SET_LOCAL =
      new ReplayedCall(Kind.VIRTUAL, "java/lang/ThreadLocal", "set", "(Ljava/lang/Object;)V");

  /** Whether it loads a native library, which may be missing when it is made again. */
  public boolean loadsLibrary() {
    return owner.equals("java/lang/System") && method.startsWith("load");
  }

  /** Such as {@code java.lang.Runtime.addShutdownHook}. */
  public String display() {
    String name = owner.replace('/', '.');
    return kind == Kind.NEW ? "new " + name : name + "." + method;
  }
}
