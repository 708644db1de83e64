package org.heapsnapshot.observed;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.TimeZone;

/** The program of a training run. */
public final class Trained {
  private Trained() {}

  static final class Outer {
    static final long OWN = take(40);
    static final long INNER = Inner.VALUE;
  }

  static final class Inner {
    static final long VALUE = take(200);
  }

  static final class Late {
    static final Object VALUE = new Object();
  }

  /** Takes this many milliseconds, in none of the methods that are instrumented. */
  private static long take(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return millis;
  }

  public static void main(String[] args) throws IOException {
    System.setProperty("fixture.early", "before all");
    long sum = Outer.INNER + Outer.OWN;
    TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
    try (InputStream in = Trained.class.getResourceAsStream("resource.txt")) {
      sum += in.read();
    }
    System.setProperty("fixture.late", Late.VALUE.toString());
    Locale.setDefault(Locale.ROOT);
    System.setOut(System.out);
    if (args.length > 0 && args[0].equals("fail")) {
      throw new IllegalStateException("on purpose");
    }
    System.out.println("done " + (sum > 0) + " " + String.join(",", args));
  }
}
