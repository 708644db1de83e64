package org.heapsnapshot.core.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.heapsnapshot.core.SnapshotException;
import org.heapsnapshot.core.train.Profile.Initialized;
import org.heapsnapshot.core.train.Profile.PropertySet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileTextTest {
  private static final Profile EVERYTHING =
      new Profile(
          List.of("-e \"(println 1)\"", "", " two\nlines\\n \r\t# ", "\\s", " "),
          List.of("a.Main", "a.Main$1", "ü.Ünïcode"),
          List.of(new Initialized("a.Main", 1234, 1000), new Initialized("a.B", 0, 0)),
          List.of("a b/with blanks.txt", "#odd"),
          List.of(new PropertySet("property", "x y", 3), new PropertySet("locale", "", 0)));

  @TempDir Path directory;

  @Test
  void shouldComeBackFromItsText() {
    String text = ProfileText.format(EVERYTHING);
    assertEquals(EVERYTHING, ProfileText.parse(text, "p"));
    assertEquals(text, ProfileText.format(ProfileText.parse(text, "p")));
  }

  @Test
  void shouldComeBackFromAFileWithOtherLineEnds() throws IOException {
    Path file = directory.resolve("app.profile");
    ProfileText.write(EVERYTHING, file);
    assertEquals(EVERYTHING, ProfileText.read(file));
    Files.writeString(file, Files.readString(file).replace("\n", "\r\n"));
    assertEquals(EVERYTHING, ProfileText.read(file));
  }

  @Test
  void shouldSkipCommentsAndBlankLines() {
    Profile parsed = ProfileText.parse("snapshot-profile 1\n\n# loaded x.Y\nloaded a.B\n", "p");
    assertEquals(List.of("a.B"), parsed.loaded());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hello | 1 | hello | snapshot-profile 1",
        "snapshot-profile 2 | 1 | version 2 | version 1",
        "snapshot-profile 1;loaded | 2 | loaded | a name",
        "snapshot-profile 1;;lauded x.Y | 3 | lauded x.Y | loaded or resource",
        "snapshot-profile 1;initialized 1 a.B | 2 | initialized 1 a.B | TOTAL_NANOS",
        "snapshot-profile 1;initialized 1 x a.B | 2 | initialized 1 x a.B | SELF_NANOS",
        "snapshot-profile 1;initialized 1 -1 a.B | 2 | initialized 1 -1 a.B | SELF_NANOS",
        "snapshot-profile 1;set property x | 2 | set property x | CLASSES_INITIALIZED_BEFORE",
        "snapshot-profile 1;run a\\q | 2 | a\\q | after a backslash",
      })
  void throwsWithFileLineFoundAndExpected(String text, int line, String found, String expected) {
    SnapshotException e =
        assertThrows(
            SnapshotException.class,
            () -> ProfileText.parse(text.replace(';', '\n'), "app.profile"));
    assertTrue(e.getMessage().startsWith("app.profile: line " + line + ":"), e.getMessage());
    assertTrue(e.getMessage().contains("found \"" + found + "\""), e.getMessage());
    assertTrue(e.getMessage().contains(expected), e.getMessage());
  }

  @Test
  void throwsWhenTheFileIsMissingOrNoText() throws IOException {
    Path file = directory.resolve("app.profile");
    assertTrue(
        assertThrows(SnapshotException.class, () -> ProfileText.read(file))
            .getMessage()
            .contains("no such profile"));
    Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    assertTrue(
        assertThrows(SnapshotException.class, () -> ProfileText.read(file))
            .getMessage()
            .contains("not UTF-8"));
  }
}
