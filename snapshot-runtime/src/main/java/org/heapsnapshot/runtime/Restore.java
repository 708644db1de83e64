package org.heapsnapshot.runtime;

import org.heapsnapshot.runtime.restore.Deferred;

/**
 * What the rewritten initializers of an image call: {@code if (Restore.enter(N, X.class)) return;}.
 *
 * <p>The first call boots the image that the system property {@code snapshot} names, or decides
 * that there is none or that it does not apply.
 *
 * <p>Thread-safety and locks. The thread that makes the first call boots; it does so only when it
 * is the only thread of the program, so in an ordinary start nobody else is here. {@link #LOCK} is
 * held for changes of state only, never while a class is initialized, and boot does not run in this
 * class's own initializer, whose lock another thread would wait for. A thread that an initializer
 * of the program starts during boot, and that calls {@code enter}, waits for the end of boot: it
 * must not see statics that are not set. It holds the initialization lock of its {@code owner}
 * then. That is safe as long as boot does not need this class any more; boot initializes all
 * restored classes first, so it can only happen while it does that. Should both wait for one
 * another, the waiting thread gives up after {@link #PATIENCE_MILLIS} with an error, which frees
 * the other.
 */
public final class Restore {
  private static final int NEW = 0;

  /** Nothing has changed yet, and the start may still fall back. */
  private static final int CHECKING = 1;

  /** Past the point of no return. */
  private static final int RESTORING = 2;

  private static final int RESTORED = 3;

  /** No image, or none that applies: every initializer runs. */
  private static final int ORDINARY = 4;

  /** Boot failed past the point of no return; the program cannot run. */
  private static final int BROKEN = 5;

  private static final long PATIENCE_MILLIS = 10_000;

  private static final Object LOCK = new Object();

  private static volatile int state;

  /** The classes restored at boot by number, null for lazy ones; set before {@link #RESTORING}. */
  private static Class<?>[] owners;

  private static Thread booter;

  /** A class that the thread which boots initialized while it was still checking. */
  private static Class<?> disturbed;

  private Restore() {}

  /**
   * Whether the statics of a class come from the image, so that its initializer has nothing to do.
   *
   * @param number the row of the class in section STATICS; -1 for a class that is not restored and
   *     only boots the image
   * @param owner the class that is being initialized; another class of the same name, defined by
   *     another loader, is not restored
   * @return true when the initializer is to return at once
   */
  public static boolean enter(int number, Class<?> owner) {
    int now = state;
    if (now == NEW) {
      now = begin();
    }
    if (now == ORDINARY) {
      return false;
    }
    if ((now == CHECKING || now == RESTORING) && Thread.currentThread() != booter) {
      now = awaitEnd(owner);
    }
    if (now == CHECKING) {
      disturbed = owner;
      return false;
    }
    if (now == BROKEN) {
      throw new IllegalStateException("the image could not be restored");
    }
    if (now == ORDINARY || number < 0 || number >= owners.length) {
      return false;
    }
    Class<?> restored = owners[number];
    return restored == null ? Boot.enterLazy(number, owner) : restored == owner;
  }

  /**
   * Initializes a restored class, for another whose own initializer did so and is skipped.
   *
   * @param number the row of the class in section STATICS
   */
  public static void initialize(int number) {
    Class<?> other = owners[number] == null ? Boot.lazyClass(number) : owners[number];
    try {
      Class.forName(other.getName(), true, other.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e); // It is loaded.
    }
  }

  /**
   * An object of the image for an initializer that is skipped and repeats an effect with it.
   *
   * @param number the row of the class in section STATICS
   * @param object which one
   */
  public static Object handed(int number, int object) {
    return Boot.handed(number, object);
  }

  /**
   * Gives an object of the image what belongs to the process: the fields that classes of the JDK
   * declare are those of another, which the initializer has made for it.
   *
   * @param object of the image, of the class of {@code made} or a subclass
   * @param made is not to be used any more
   */
  public static void adopt(Object object, Object made) {
    Boot.adopt(object, made);
  }

  /**
   * What a field holds that the image leaves to be made when it is read for the first time. Called
   * where the program reads it and finds a {@link Deferred}.
   *
   * @param placeholder what was found
   * @param holder the object with the field
   * @return what the program would have found
   */
  public static Object read(Object placeholder, Object holder) {
    if (state == RESTORING && Thread.currentThread() != booter) {
      awaitEnd(holder.getClass());
    }
    return Boot.read((Deferred) placeholder, holder);
  }

  /**
   * Completes the stack trace of a throwable of the image, which has the frames down to that of the
   * initializer that made it, with those below.
   *
   * @param object the throwable
   * @param here made by that initializer at this start
   */
  public static void trace(Object object, Throwable here) {
    StackTraces.complete((Throwable) object, here.getStackTrace());
  }

  private static int begin() {
    try {
      if (System.getProperty("snapshot") == null) {
        return off();
      }
    } catch (SecurityException e) {
      state = ORDINARY; // A security manager forbids to ask for the image, or to tell.
      return ORDINARY;
    }
    synchronized (LOCK) {
      if (state != NEW) {
        return state;
      }
      booter = Thread.currentThread();
      state = CHECKING;
    }
    int outcome = BROKEN;
    try {
      outcome = Boot.boot() ? RESTORED : ORDINARY;
    } finally {
      end(outcome);
    }
    if (outcome == ORDINARY && Boot.isStrict()) {
      System.exit(Boot.STRICT_EXIT);
    }
    return outcome;
  }

  private static int off() {
    state = ORDINARY;
    System.setProperty("snapshot.status", "off");
    if (System.getProperty("snapshot.report") != null) {
      Report.off();
    }
    return ORDINARY;
  }

  /** Called by {@link Boot} at the point of no return. */
  static void beginRestoring(Class<?>[] restored) {
    owners = restored;
    state = RESTORING;
  }

  /** The class that was initialized while the image was checked, or null. */
  static Class<?> disturbed() {
    return disturbed;
  }

  private static void end(int outcome) {
    synchronized (LOCK) {
      state = outcome;
      booter = null;
      LOCK.notifyAll();
    }
  }

  private static int awaitEnd(Class<?> owner) {
    long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
    boolean interrupted = false;
    synchronized (LOCK) {
      while (state == CHECKING || state == RESTORING) {
        if (System.nanoTime() - end > 0) {
          throw new IllegalStateException(
              owner.getName()
                  + " was initialized by "
                  + Thread.currentThread()
                  + " while the image was restored, and waited for too long");
        }
        try {
          LOCK.wait(100);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return state;
  }
}
