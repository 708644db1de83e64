package org.heapsnapshot.runtime.program;

/** A launcher that starts the program from a thread of its own, or beside one. */
public final class Launcher {
  private Launcher() {}

  public static void main(String[] args) throws Exception {
    if (args[0].equals("beside")) {
      Thread idle = new Thread(Launcher::idle);
      idle.setDaemon(true);
      idle.start();
      Main.main(args);
    } else {
      Main.main(args);
    }
  }

  private static void idle() {
    try {
      Thread.sleep(60_000);
    } catch (InterruptedException e) {
      return;
    }
  }
}
