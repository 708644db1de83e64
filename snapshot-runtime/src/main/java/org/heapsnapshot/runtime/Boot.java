package org.heapsnapshot.runtime;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.security.CodeSource;
import org.heapsnapshot.image.ImageId;
import org.heapsnapshot.runtime.format.DeferredLayout;
import org.heapsnapshot.runtime.image.Heap;
import org.heapsnapshot.runtime.image.Image;
import org.heapsnapshot.runtime.image.ImageFile;
import org.heapsnapshot.runtime.image.LoadResult;
import org.heapsnapshot.runtime.image.Refusal;
import org.heapsnapshot.runtime.restore.Deferred;
import org.heapsnapshot.runtime.restore.Memory;
import org.heapsnapshot.runtime.restore.Restoration;

/** One boot: checks everything, passes the point of no return, restores, and tells the outcome. */
final class Boot {
  /** Exit status of a start that had to use its image and could not. */
  static final int STRICT_EXIT = 3;

  /** What lazy classes are restored from; set before the point of no return. */
  private static Restoration lazy;

  private final String path;
  private final long start = System.nanoTime();
  private long readNanos;
  private long checkNanos;
  private Heap heap;
  private Image image;
  private Restoration restoration;

  private Boot(String path) {
    this.path = path;
  }

  /**
   * Boots the image that the property {@code snapshot} names.
   *
   * @return whether it is restored; false after a fallback
   * @throws Error when something failed past the point of no return; the program cannot run then
   */
  static boolean boot() {
    Boot boot = new Boot(System.getProperty("snapshot"));
    try {
      boot.check();
    } catch (Refusal e) {
      boot.fallBack(e);
      return false;
    } catch (Throwable e) {
      // A bug of ours, or a JDK that behaves as none before: nothing has changed yet.
      boot.fallBack(new Refusal(LoadResult.UNEXPECTED, e.toString()));
      return false;
    }
    // ---- Point of no return. From here on restored classes are initialized without the bodies of
    // ---- their initializers. Whatever can be checked has been checked.
    boot.restore();
    return true;
  }

  /** Restores a lazy class; false when its own initializer has to run. */
  static boolean enterLazy(int number, Class<?> owner) {
    try {
      return lazy.enter(number, owner);
    } catch (Refusal e) {
      if (owner.getName().contains(DeferredLayout.HOLDER)) {
        // It has no initializer of its own: the field would be null for ever.
        throw new LinkageError(owner.getName() + " cannot be restored: " + e.getMessage(), e);
      }
      Log.warn(owner.getName() + " is initialized ordinarily: " + e.getMessage());
      return false;
    }
  }

  /** The class of a row that is restored by its own initializer. */
  static Class<?> lazyClass(int number) {
    return lazy.owner(number);
  }

  /** An object that an initializer asks for once its class is restored. */
  static Object handed(int number, int object) {
    return lazy.handed(number, object);
  }

  /** Moves the fields of an object that an initializer made to one of the image. */
  static void adopt(Object object, Object made) {
    lazy.adopt(object, made);
  }

  /** What a placeholder stands for. */
  static Object read(Deferred placeholder, Object holder) {
    return lazy.read(placeholder, holder);
  }

  static boolean isStrict() {
    try {
      return "true".equals(System.getProperty("snapshot.strict"));
    } catch (SecurityException e) {
      return false;
    }
  }

  /** Classes that are restored later would ask for permissions that their caller may not have. */
  @SuppressWarnings("removal")
  private static boolean hasSecurityManager() {
    return System.getSecurityManager() != null;
  }

  private void check() {
    if (hasSecurityManager()) {
      throw new Refusal(LoadResult.SECURITY_MANAGER, null);
    }
    if (!isAlone()) {
      throw new Refusal(LoadResult.NOT_ALONE, null);
    }
    ClassLoader loader = Boot.class.getClassLoader();
    if (loader != ClassLoader.getSystemClassLoader()
        || loader.getParent() != ClassLoader.getPlatformClassLoader()) {
      throw new Refusal(LoadResult.FOREIGN_LOADER, String.valueOf(loader));
    }
    if (!ImageId.hasState()) {
      checkCodeSource();
      return; // Every start is right for it: nothing is read.
    }
    heap = ImageFile.open(path);
    readNanos = System.nanoTime() - start;
    String id = ImageId.digest();
    if (!heap.imageId().equals(id)) {
      throw Refusal.found(LoadResult.OTHER_IMAGE_ID, "imageId", id, heap.imageId());
    }
    checkCodeSource();
    image = new Image(heap);
    checkNanos = System.nanoTime() - start - readNanos;
    int feature = Runtime.version().feature();
    restoration = new Restoration(image, loader, memory(feature));
    restoration.prepare(feature, "trusted".equals(System.getProperty("snapshot.agents")));
    Class<?> disturbed = Restore.disturbed();
    if (disturbed != null) {
      throw new Refusal(LoadResult.DISTURBED, disturbed.getName());
    }
  }

  private static Memory memory(int feature) {
    try {
      return Memory.open(feature);
    } catch (LinkageError | UnsupportedOperationException e) {
      throw new Refusal(LoadResult.MEMORY_REFUSED, e.toString());
    }
  }

  /** Whether no other thread of the program can run; those of the JVM are in another group. */
  private static boolean isAlone() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    if (group == null || !"main".equals(group.getName())) {
      return false;
    }
    return group.activeCount() == 1 || isAloneButForFlightRecorder(group);
  }

  private static boolean isAloneButForFlightRecorder(ThreadGroup group) {
    Thread[] threads = new Thread[8];
    int count = group.enumerate(threads);
    for (int i = 0; i < count; i++) {
      if (threads[i] != Thread.currentThread() && !threads[i].getName().startsWith("JFR ")) {
        return false;
      }
    }
    return count < threads.length;
  }

  /** Refuses classes of another file: an archive may hold those of an image that was moved. */
  private void checkCodeSource() {
    CodeSource source = ImageId.class.getProtectionDomain().getCodeSource();
    URL url = source == null ? null : source.getLocation();
    if (url == null || !"file".equals(url.getProtocol())) {
      throw Refusal.found(LoadResult.OTHER_CODE_SOURCE, "codeSource", url, path);
    }
    try {
      if (!url.getPath().equals(new File(path).getAbsolutePath())
          && !isImage(new File(url.toURI()))) {
        throw Refusal.found(LoadResult.OTHER_CODE_SOURCE, "codeSource", url, path);
      }
      checkFirst();
    } catch (IOException | java.net.URISyntaxException e) {
      throw Refusal.found(LoadResult.OTHER_CODE_SOURCE, "codeSource", url, path);
    }
  }

  /** What is in front of the image may have other classes and resources of the same names. */
  private void checkFirst() throws IOException {
    String classPath = System.getProperty("java.class.path", "");
    int end = classPath.indexOf(File.pathSeparatorChar);
    String first = end < 0 ? classPath : classPath.substring(0, end);
    if (!first.equals(path) && !isImage(new File(first))) {
      throw Refusal.found(LoadResult.NOT_FIRST, "first", first, path);
    }
  }

  private boolean isImage(File file) throws IOException {
    return file.getCanonicalPath().equals(new File(path).getCanonicalPath());
  }

  private void restore() {
    try {
      if (restoration == null) {
        Restore.beginRestoring(new Class<?>[0]);
      } else {
        lazy = restoration;
        Restore.beginRestoring(restoration.owners());
        restoration.restore();
      }
    } catch (Throwable e) {
      System.err.println(
          "snapshot: "
              + path
              + ": restoring failed where it must not; the program cannot run: "
              + e);
      throw new Error("restoring " + path, e);
    }
    System.setProperty("snapshot.status", "restored");
    if (System.getProperty("snapshot.log") != null) {
      Log.restored(this);
    }
    if (System.getProperty("snapshot.report") != null) {
      Report.write(this, "restored", null);
    }
  }

  private void fallBack(Refusal refusal) {
    if (heap != null) {
      heap.close();
    }
    String reason = refusal.getMessage();
    try {
      System.setProperty("snapshot.status", "fallback: " + reason);
      Log.fallBack(path, reason);
      if (System.getProperty("snapshot.report") != null) {
        Report.write(this, "fallback", refusal);
      }
    } catch (SecurityException e) {
      // A security manager that forbids to tell; the program runs.
    }
  }

  String path() {
    return path;
  }

  /** The image, or null when it was refused before it was read, or has no state. */
  Image image() {
    return image;
  }

  /** The restoration, or null when the image was refused before or has no state. */
  Restoration restoration() {
    return restoration;
  }

  long readNanos() {
    return readNanos;
  }

  long checkNanos() {
    return checkNanos;
  }

  long startNanos() {
    return start;
  }
}
