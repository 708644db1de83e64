package org.heapsnapshot.testkit.hostile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.heapsnapshot.testkit.hostile.Hostile.Expected;
import org.heapsnapshot.testkit.hostile.Hostile.Net;

/** File systems over the program's own jar and over the modules of the JDK. */
final class Archives {
  private Archives() {}

  private static URI own() {
    try {
      return URI.create(
          "jar:" + Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> names(FileSystem system, String folder, String... wanted) {
    List<String> all = List.of(wanted);
    try (Stream<Path> files = Files.list(system.getPath(folder))) {
      return files.map(f -> f.getFileName().toString()).filter(all::contains).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As a compiler does that wants to know which classes need no import. */
  @Hostile(verdict = Expected.BUILD_TIME)
  static final class ListsOwnJar {
    static final List<String> NAMES = list();

    private static List<String> list() {
      String folder = Main.class.getPackageName().replace('.', '/');
      try (FileSystem system = FileSystems.newFileSystem(own(), Map.of())) {
        return names(system, folder, "Main.class", "Start.class", "Missing.class");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  static Object listsOwnJar(Start start) {
    return ListsOwnJar.NAMES;
  }

  @Hostile(verdict = Expected.BUILD_TIME)
  static final class ListsModules {
    static final List<String> NAMES = list();

    private static List<String> list() {
      try (FileSystem system = FileSystems.newFileSystem(URI.create("jrt:/"), Map.of())) {
        return names(system, "/modules/java.base/java/lang", "Object.class", "Missing.class");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (UnsupportedOperationException e) {
        return List.of("Object.class"); // That of the running JDK need not be closed.
      }
    }
  }

  static Object listsModules(Start start) {
    return ListsModules.NAMES;
  }

  /** Others find it open, and get an exception when they open it themselves. */
  @Hostile(cause = "EFFECT", reason = "leaves a file system open", nets = Net.EFFECTS)
  static final class LeavesOpen {
    static final boolean OPEN = open();

    private static boolean open() {
      try {
        return FileSystems.newFileSystem(own(), Map.of()).isOpen();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  static Object leavesOpen(Start start) throws IOException {
    boolean opened = LeavesOpen.OPEN;
    try (FileSystem system = FileSystems.getFileSystem(own())) {
      return opened && system.isOpen();
    } catch (FileSystemNotFoundException e) {
      return "not open";
    }
  }

  /** The modules of a JDK that may be at that place in another file system. */
  @Hostile(cause = "EFFECT", reason = "JrtFileSystemProvider", nets = Net.EFFECTS)
  static final class ListsOtherModules {
    static final List<String> NAMES = list();

    private static List<String> list() {
      Map<String, String> home = Map.of("java.home", "/none/such");
      try (FileSystem system = FileSystems.newFileSystem(URI.create("jrt:/"), home)) {
        return names(system, "/modules/java.base/java/lang", "Object.class");
      } catch (IOException e) {
        return List.of("none");
      }
    }
  }

  static Object listsOtherModules(Start start) {
    return ListsOtherModules.NAMES;
  }
}
