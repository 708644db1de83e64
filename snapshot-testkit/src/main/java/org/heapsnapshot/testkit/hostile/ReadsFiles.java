package org.heapsnapshot.testkit.hostile;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.heapsnapshot.testkit.hostile.Hostile.Net;

/** Files that the program finds when it starts. {@link #write} makes one. */
final class ReadsFiles {
  private ReadsFiles() {}

  private static void write(String name, Start start) throws IOException {
    Files.writeString(Path.of(name), "written " + start.millis());
  }

  @Hostile(cause = "EFFECT", reason = "file system", nets = Net.EFFECTS)
  static final class ReadsWhole {
    static final String TEXT = read();

    private static String read() {
      try {
        return Files.readString(Path.of("whole.txt"));
      } catch (IOException e) {
        return e.toString();
      }
    }
  }

  static Object readsWhole(Start start) throws IOException {
    write("whole.txt", start);
    return ReadsWhole.TEXT.equals("written " + start.millis());
  }

  @Hostile(cause = "EFFECT", reason = "java.io.File", nets = Net.EFFECTS)
  static final class AsksForFile {
    static final boolean THERE = new File("there.txt").exists();
  }

  static Object asksForFile(Start start) throws IOException {
    write("there.txt", start);
    return AsksForFile.THERE;
  }

  @Hostile(cause = "EFFECT", reason = "java.io.File.isHidden", nets = Net.EFFECTS)
  static final class AsksForHidden {
    static final boolean HIDDEN = new File(".hidden.txt").isHidden();
  }

  static Object asksForHidden(Start start) {
    return AsksForHidden.HIDDEN;
  }

  @Hostile(cause = "EFFECT", reason = "file system", nets = Net.EFFECTS)
  static final class AsksForRights {
    static final boolean EXECUTABLE = Files.isExecutable(Path.of("."));
  }

  static Object asksForRights(Start start) {
    return AsksForRights.EXECUTABLE;
  }

  @Hostile(cause = "EFFECT", reason = "file system", nets = Net.EFFECTS)
  static final class ReadsModified {
    static final long MILLIS = read();

    private static long read() {
      try {
        return Files.getLastModifiedTime(Path.of("modified.txt")).toMillis();
      } catch (IOException e) {
        return -1;
      }
    }
  }

  static Object readsModified(Start start) throws IOException {
    write("modified.txt", start);
    return ReadsModified.MILLIS == Files.getLastModifiedTime(Path.of("modified.txt")).toMillis();
  }

  @Hostile(
      cause = "EFFECT",
      reason = "file system",
      nets = {Net.EFFECTS, Net.HEAP})
  static final class KeepsStream {
    static final InputStream STREAM = open();

    private static InputStream open() {
      try {
        return new FileInputStream("stream.txt");
      } catch (IOException e) {
        return InputStream.nullInputStream();
      }
    }
  }

  static Object keepsStream(Start start) throws IOException {
    write("stream.txt", start);
    try (InputStream stream = KeepsStream.STREAM) {
      return new String(stream.readAllBytes()).equals("written " + start.millis());
    }
  }

  @Hostile(
      cause = "EFFECT",
      reason = "file system",
      nets = {Net.EFFECTS, Net.HEAP})
  static final class KeepsRandomAccess {
    static final RandomAccessFile FILE = open();

    private static RandomAccessFile open() {
      try {
        return new RandomAccessFile("random.txt", "rw");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  static Object keepsRandomAccess(Start start) throws IOException {
    write("random.txt", start);
    try (RandomAccessFile file = KeepsRandomAccess.FILE) {
      return file.readLine().equals("written " + start.millis());
    }
  }

  @Hostile(
      cause = "EFFECT",
      reason = "file system",
      nets = {Net.EFFECTS, Net.HEAP})
  static final class MapsFile {
    static final MappedByteBuffer BUFFER = map();

    private static MappedByteBuffer map() {
      try (FileChannel channel = FileChannel.open(Path.of("mapped.txt"))) {
        return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
      } catch (IOException e) {
        return null;
      }
    }
  }

  static Object mapsFile(Start start) throws IOException {
    write("mapped.txt", start);
    return MapsFile.BUFFER.remaining();
  }

  @Hostile(cause = "EFFECT", reason = "file system", nets = Net.EFFECTS)
  static final class ReadsStandardInput {
    static final int FIRST = read();

    private static int read() {
      try {
        return System.in.read();
      } catch (IOException e) {
        return -2;
      }
    }
  }

  static Object readsStandardInput(Start start) {
    return ReadsStandardInput.FIRST;
  }

  @Hostile(cause = "DIFFERENCE", reason = "PATH", nets = Net.PERTURBATION)
  static final class KeepsAbsolutePath {
    static final String PATH = Path.of("file.txt").toAbsolutePath().toString();
  }

  static Object keepsAbsolutePath(Start start) {
    return KeepsAbsolutePath.PATH.equals(Path.of("file.txt").toAbsolutePath().toString());
  }

  @Hostile(cause = "DIFFERENCE", reason = "LOCATION", nets = Net.PERTURBATION)
  static final class KeepsCodeSource {
    static final String LOCATION =
        KeepsCodeSource.class.getProtectionDomain().getCodeSource().getLocation().toString();
  }

  static Object keepsCodeSource(Start start) {
    return KeepsCodeSource.LOCATION.equals(
        Main.class.getProtectionDomain().getCodeSource().getLocation().toString());
  }

  /** An image may have any name. */
  @Hostile(cause = "DIFFERENCE", reason = "JAR", nets = Net.PERTURBATION)
  static final class KeepsKindOfCodeSource {
    static final boolean JAR = isJar();
  }

  private static boolean isJar() {
    return Main.class.getProtectionDomain().getCodeSource().getLocation().getPath().endsWith("jar");
  }

  static Object keepsKindOfCodeSource(Start start) {
    return KeepsKindOfCodeSource.JAR == isJar();
  }

  @Hostile(cause = "DIFFERENCE", reason = "LOCATION", nets = Net.PERTURBATION)
  static final class KeepsResourceName {
    static final String LOCATION = Main.class.getResource("Main.class").toString();
  }

  static Object keepsResourceName(Start start) {
    return KeepsResourceName.LOCATION.equals(Main.class.getResource("Main.class").toString());
  }
}
