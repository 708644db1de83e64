package org.heapsnapshot.runtime.program;

import java.util.Arrays;
import org.heapsnapshot.runtime.Restore;

/** A program as the builder would have rewritten it: its initializers ask the runtime first. */
public final class Main {
  static {
    Restore.enter(-1, Main.class);
  }

  private Main() {}

  public static void main(String[] args) throws Exception {
    System.out.println("status=" + System.getProperty("snapshot.status"));
    System.out.println("bodies=" + (Settings.total() + Bodies.run));
    System.out.println("name=" + (Settings.name == "settings"));
    System.out.println("found=" + Settings.byKey.get(Settings.key));
    System.out.println("record=" + Settings.byRecord.get(new Settings.Point(3, "p")));
    System.out.println("numbers=" + Arrays.toString(Settings.numbers));
    System.out.println("args=" + Arrays.toString(args));
    if (args.length > 0 && args[0].equals("exit")) {
      System.exit(5);
    }
    if (args.length > 0 && args[0].equals("fail")) {
      throw new IllegalStateException("as asked");
    }
  }
}
