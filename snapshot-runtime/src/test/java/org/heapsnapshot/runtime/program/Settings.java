package org.heapsnapshot.runtime.program;

import java.util.HashMap;
import java.util.Map;
import org.heapsnapshot.runtime.Restore;

/** A restored class, with a superclass that is restored as well. */
public class Settings extends Base {
  public static String name;
  public static Object key;
  public static Map<Object, String> byKey;
  public static Map<Object, String> byRecord;
  public static long[] numbers;

  static {
    if (!Restore.enter(1, Settings.class)) {
      initialize();
    }
  }

  /** A key with the hash of its components. */
  public record Point(int x, String label) {}

  private static void initialize() {
    Bodies.run++;
    name = "settings";
    key = new Object();
    byKey = new HashMap<>();
    byKey.put(key, "by identity");
    byKey.put(Settings.class, "by class");
    byRecord = new HashMap<>();
    byRecord.put(new Point(3, "p"), "by record");
    numbers = new long[] {1L << 40, start};
  }

  /** Reads a static of the superclass. */
  public static int total() {
    return start - 7;
  }
}
