package org.heapsnapshot.testkit.hostile;

import java.io.File;
import java.io.FileWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.heapsnapshot.testkit.hostile.Hostile.Net;

/** Files that initializers leave or take away. */
final class WritesFiles {
  private WritesFiles() {}

  @Hostile(cause = "EFFECT", reason = "writes a file", nets = Net.EFFECTS)
  static final class Writes {
    static final int LENGTH = 5;

    static {
      try (Writer writer = new FileWriter("by-initializer.txt")) {
        writer.write("hello");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    static int length() {
      return LENGTH;
    }
  }

  static Object writes(Start start) {
    return Writes.length() == new File("by-initializer.txt").length();
  }

  @Hostile(cause = "EFFECT", reason = "file system", nets = Net.EFFECTS)
  static final class Appends {
    static {
      try {
        Files.writeString(
            Path.of("appended.txt"), "more", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    static String read() throws IOException {
      return Files.readString(Path.of("appended.txt"));
    }
  }

  static Object appends(Start start) throws IOException {
    return Appends.read();
  }

  @Hostile(cause = "EFFECT", reason = "file system", nets = Net.EFFECTS)
  static final class Deletes {
    static {
      new File("to-delete.txt").delete();
    }

    static boolean isThere() {
      return Files.exists(Path.of("to-delete.txt"));
    }
  }

  static Object deletes(Start start) throws IOException {
    Files.writeString(Path.of("to-delete.txt"), "here");
    return Deletes.isThere();
  }

  @Hostile(cause = "EFFECT", reason = "file system", nets = Net.EFFECTS)
  static final class MakesDirectories {
    static {
      try {
        Files.createDirectories(Path.of("made/inner"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    static boolean isThere() {
      return Files.isDirectory(Path.of("made/inner"));
    }
  }

  static Object makesDirectories(Start start) {
    return MakesDirectories.isThere();
  }

  @Hostile(cause = "EFFECT", reason = "file system", nets = Net.EFFECTS)
  static final class LinksFile {
    static {
      try {
        Files.deleteIfExists(Path.of("link"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      link();
    }

    private static void link() {
      try {
        Files.createSymbolicLink(Path.of("link"), Path.of("by-initializer.txt"));
      } catch (IOException | UnsupportedOperationException e) {
        // A file system without links.
      }
    }

    static boolean isThere() {
      return Files.isSymbolicLink(Path.of("link"));
    }
  }

  static Object linksFile(Start start) {
    return LinksFile.isThere();
  }

  @Hostile(cause = "EFFECT", reason = "file system", nets = Net.EFFECTS)
  static final class TouchesFile {
    static {
      new File("touched.txt").setLastModified(1_000_000_000_000L);
    }

    static long modified() {
      return new File("touched.txt").lastModified();
    }
  }

  static Object touchesFile(Start start) throws IOException {
    Files.writeString(Path.of("touched.txt"), "here");
    return TouchesFile.modified();
  }

  @Hostile(cause = "EFFECT", reason = "file system", nets = Net.EFFECTS, random = true)
  static final class MakesTemporary {
    static final File FILE = make();

    private static File make() {
      try {
        return File.createTempFile("hostile", ".tmp");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  static Object makesTemporary(Start start) {
    return MakesTemporary.FILE.getName() + " deleted " + MakesTemporary.FILE.delete();
  }

  /** What is printed belongs to the place where it was printed. */
  @Hostile(cause = "EFFECT", reason = "writes a file or a stream", nets = Net.EFFECTS)
  static final class Prints {
    static {
      System.out.println("printed by an initializer");
    }

    static int done() {
      return 1;
    }
  }

  static Object prints(Start start) {
    return Prints.done();
  }
}
