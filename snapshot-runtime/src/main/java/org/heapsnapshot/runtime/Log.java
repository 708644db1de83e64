package org.heapsnapshot.runtime;

import org.heapsnapshot.runtime.image.Image;
import org.heapsnapshot.runtime.restore.Restoration;

/**
 * Lines on standard error, each with the prefix {@code snapshot:}. The property {@code
 * snapshot.log} is {@code off}, {@code warn} (what stands when it is absent), {@code info} or
 * {@code debug}.
 */
final class Log {
  private Log() {}

  /** Warns that the start does without its image; a strict start says so whatever the level. */
  static void fallBack(String path, String reason) {
    if (!"off".equals(System.getProperty("snapshot.log")) || Boot.isStrict()) {
      print(path + ": ordinary start: " + reason);
    }
  }

  static void warn(String text) {
    if (!"off".equals(System.getProperty("snapshot.log"))) {
      print(text);
    }
  }

  /** Tells at {@code info} that the image is restored, and at {@code debug} what it took. */
  static void restored(Boot boot) {
    String level = System.getProperty("snapshot.log");
    boolean debug = "debug".equals(level);
    if (!debug && !"info".equals(level)) {
      return;
    }
    Image image = boot.image();
    if (image == null) {
      print(boot.path() + ": no state to restore");
      return;
    }
    print(
        boot.path()
            + ": restored "
            + image.objects.lastObject
            + " objects, "
            + (image.statics.classCount - boot.restoration().declinedClasses())
            + " classes, "
            + image.reseeds.count
            + " rebuilt collections in "
            + millis(System.nanoTime() - boot.startNanos())
            + " ms");
    Restoration restoration = boot.restoration();
    if (restoration.difference() != null) {
      print(
          restoration.declinedClasses()
              + " classes are initialized ordinarily: "
              + restoration.difference());
    }
    if (debug) {
      print("phase read " + millis(boot.readNanos()) + " ms");
      print("phase check " + millis(boot.checkNanos()) + " ms");
      for (int i = 0; i < Restoration.phaseCount(); i++) {
        print(
            "phase " + Restoration.phaseName(i) + " " + millis(restoration.phaseNanos(i)) + " ms");
      }
      print("offsets " + (restoration.offsetsComputed() ? "computed" : "from the image"));
    }
  }

  /** Milliseconds with three digits after the point. */
  static String millis(long nanos) {
    long micros = nanos / 1000;
    String fraction = String.valueOf(1000 + micros % 1000);
    return micros / 1000 + "." + fraction.substring(1);
  }

  private static void print(String line) {
    System.err.println("snapshot: " + line);
  }
}
