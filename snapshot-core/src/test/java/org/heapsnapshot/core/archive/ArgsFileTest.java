package org.heapsnapshot.core.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArgsFileTest {
  @TempDir Path directory;

  @Test
  void shouldReadBackWhatItWrote() throws Exception {
    Path image = directory.resolve("app.img");
    List<String> hard = List.of("plain", "", "a b", "#c", "\\", "\"", "'", "tab\t", "line\nend");
    BuildOrigin origin =
        new BuildOrigin(null, List.of(directory.resolve("a b.jar")), "a.B", hard, "^on\n$", hard);
    ArgsFile file = new ArgsFile("12", "17+1", directory.resolve("app.img.jsa"), origin, hard);
    file.write(ArgsFile.beside(image), image);
    assertEquals(file, ArgsFile.readOrNull(ArgsFile.beside(image)));
  }

  @Test
  void shouldRememberWhatTheImageWasBuiltFrom() throws Exception {
    Path image = directory.resolve("app.img");
    BuildOrigin origin =
        new BuildOrigin(
            directory.resolve("app.jar"), List.of(), null, List.of("a 'b c'", ""), null, List.of());
    new ArgsFile("12", "17+1", null, origin, List.of()).write(ArgsFile.beside(image), image);
    assertEquals(origin, BuildOrigin.beside(image));
    assertEquals(BuildOrigin.UNKNOWN, BuildOrigin.beside(directory.resolve("other.img")));
  }

  @Test
  void shouldReadNothingFromAnotherFile() throws Exception {
    assertNull(ArgsFile.readOrNull(directory.resolve("missing")));
    assertNull(ArgsFile.readOrNull(Files.writeString(directory.resolve("x"), "-cp x Main\n")));
  }
}
