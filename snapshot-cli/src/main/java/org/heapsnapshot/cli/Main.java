package org.heapsnapshot.cli;

import java.io.PrintWriter;

/** Where the JVM starts the tool. */
public final class Main {
  private Main() {}

  /** Runs one command and exits with its code. */
  public static void main(String[] args) {
    // Kryo does without Unsafe then, whose use JDK 24 and later complain about on standard error.
    System.setProperty("kryo.unsafe", "false");
    PrintWriter out = new PrintWriter(System.out, true);
    PrintWriter err = new PrintWriter(System.err, true);
    int code = SnapshotCommand.commandLine(out, err).execute(args);
    out.flush();
    err.flush();
    System.exit(code);
  }
}
