package org.heapsnapshot.jmh;

import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Restores a graph once, as the first thing that a JVM does: what {@code jmh/cold} runs again and
 * again. Prints one line of {@code name=number}:
 *
 * <ul>
 *   <li>{@code nanos} from bytes in memory to the graph, loading of classes included; {@code
 *       perSecond} nodes, names not counted
 *   <li>{@code usedBefore}, {@code usedRead}, {@code usedAfter}: bytes of the Java heap in use
 *       before and after the file was read, and once the graph is there; {@code usedLive} after a
 *       collection that left the graph alone. {@code collections} before that: when there are any,
 *       {@code usedAfter} is not all that was asked for
 *   <li>{@code peakKib} most memory that the process had resident by then, as Linux counts it;
 *       elsewhere 0
 * </ul>
 */
public final class ColdRestore {
  private static final String PEAK = "VmHWM:";

  private static long usedBefore;
  private static long usedRead;
  private static long usedAfter;
  private static long nanos;

  private ColdRestore() {}

  /**
   * Reads or writes.
   *
   * @param args number of nodes, {@code image}, {@code kryo}, {@code java}, {@code fory} or {@code
   *     fory-interpreting}, a file, and {@code write} when that is to be written
   */
  public static void main(String[] args) throws Throwable {
    int count = Integer.parseInt(args[0]);
    if (args.length > 3 && args[3].equals("write")) {
      Files.write(Path.of(args[2]), write(Node.tree(count), args[1]));
      return;
    }
    Node.root = restore(args[1], args[2]);
    report(count);
    Node.root.check(count);
  }

  private static byte[] write(Node tree, String form)
      throws IOException, ReflectiveOperationException {
    switch (form) {
      case "image":
        return ImageForm.write(tree);
      case "kryo":
        return KryoForm.write(tree);
      case "java":
        return JavaForm.write(tree);
      default:
        return ForyForm.write(tree);
    }
  }

  private static Node restore(String form, String file) throws Throwable {
    usedBefore = used();
    byte[] bytes = Files.readAllBytes(Path.of(file));
    usedRead = used();
    long start = System.nanoTime();
    Node root = read(form, bytes);
    nanos = System.nanoTime() - start;
    usedAfter = used();
    return root;
  }

  private static Node read(String form, byte[] bytes) throws Throwable {
    switch (form) {
      case "image":
        return ImageForm.read(bytes);
      case "kryo":
        return KryoForm.read(bytes);
      case "java":
        return JavaForm.read(bytes);
      case "fory":
        return ForyForm.read(bytes, true);
      case "fory-interpreting":
        return ForyForm.read(bytes, false);
      default:
        throw new IllegalArgumentException("no such form: " + form);
    }
  }

  private static long used() {
    Runtime jvm = Runtime.getRuntime();
    return jvm.totalMemory() - jvm.freeMemory();
  }

  private static void report(int count) throws IOException {
    long peak = peakKib();
    long collections = 0;
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      collections += collector.getCollectionCount();
    }
    System.gc();
    System.out.println(
        "nanos="
            + nanos
            + " perSecond="
            + count * 1_000_000_000L / nanos
            + " usedBefore="
            + usedBefore
            + " usedRead="
            + usedRead
            + " usedAfter="
            + usedAfter
            + " usedLive="
            + used()
            + " collections="
            + collections
            + " peakKib="
            + peak);
  }

  private static long peakKib() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (Files.isReadable(status)) {
      for (String line : Files.readAllLines(status)) {
        if (line.startsWith(PEAK)) {
          return Long.parseLong(line.replaceAll("\\D", ""));
        }
      }
    }
    return 0;
  }
}
