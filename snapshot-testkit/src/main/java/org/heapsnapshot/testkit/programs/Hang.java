package org.heapsnapshot.testkit.programs;

import java.util.concurrent.CountDownLatch;

/** Prints {@code HANGING} and never ends by itself. */
public final class Hang {
  private static final CountDownLatch NEVER = new CountDownLatch(1);

  private Hang() {}

  public static void main(String[] args) throws InterruptedException {
    System.out.println("HANGING");
    NEVER.await();
  }
}
