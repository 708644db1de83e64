package org.heapsnapshot.extension.program.drawers;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.concurrent.CountDownLatch;

/** Opens drawers: some first, some twice, some at the same time, some never. */
public final class Main {
  private Main() {}

  /** Takes no arguments. */
  public static void main(String[] args) throws Exception {
    for (String name : new String[] {"plain3", "special1", "shared", "null", "text", "left"}) {
      Drawer drawer = Cabinet.get(name);
      System.out.println(name + ": " + drawer.content() + " " + drawer.holds(drawer.content()));
    }
    System.out.println(Cabinet.get("shared").holds(Cabinet.SHARED));
    System.out.println(Cabinet.get("left").content() == Cabinet.get("right").content());
    System.out.println(Drawer.isOf(Cabinet.ONE));
    Drawer plain = Cabinet.get("plain4");
    Drawer copy = plain.copy();
    System.out.println(copy.content() == plain.content());
    Cabinet.get("plain5").put("new");
    System.out.println(Cabinet.get("plain5").content());
    System.out.println(((Drawer) ((Tool) Cabinet.get("outer").content()).parts.get(10)).content());
    System.out.println(Tool.Special.SIZES.get("large") + " " + Tool.Special.ALL.size());
    System.out.println(Label.isValid("plain7") + " " + Label.isValid("!"));
    System.out.println(Label.Printer.print());
    System.out.println(Cabinet.found() + " of " + Cabinet.BY_CONTENT.size());
    System.out.println(shelves());
    System.out.println(together() + " at the same time");
  }

  /** Writes shelves, one of them not read yet, one read in between. */
  private static String shelves() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(Cabinet.LARGE);
      out.writeObject(Cabinet.LARGE.rows());
      out.writeObject(Cabinet.FIXED);
      out.writeObject(Cabinet.FIXED.rows());
      out.writeObject(Cabinet.OTHER);
      out.writeObject(Cabinet.SMALL);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      Shelf large = (Shelf) in.readObject();
      boolean same = large.rows() == in.readObject();
      Shelf fixed = (Shelf) in.readObject();
      same &= fixed.rows() == in.readObject();
      Shelf other = (Shelf) in.readObject();
      Shelf small = (Shelf) in.readObject();
      return large.rows().size() + " " + same + " " + other.rows() + " " + small.rows();
    }
  }

  /** How many of the drawers that two threads open in the same moment have one content for both. */
  private static int together() throws InterruptedException {
    int same = 0;
    for (int i = 6; i < 30; i++) {
      Drawer drawer = Cabinet.get("plain" + i);
      Object[] found = new Object[2];
      CountDownLatch start = new CountDownLatch(2);
      Thread[] threads = new Thread[2];
      for (int t = 0; t < 2; t++) {
        int mine = t;
        threads[t] =
            new Thread(
                () -> {
                  start.countDown();
                  while (start.getCount() > 0) {
                    Thread.onSpinWait();
                  }
                  found[mine] = drawer.content();
                });
        threads[t].start();
      }
      for (Thread thread : threads) {
        thread.join();
      }
      same += found[0] == found[1] && ((Tool) found[0]).isWhole() ? 1 : 0;
    }
    return same;
  }
}
