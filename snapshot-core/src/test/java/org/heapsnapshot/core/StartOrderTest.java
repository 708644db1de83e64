package org.heapsnapshot.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.heapsnapshot.core.train.Profile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartOrderTest {
  @TempDir Path directory;

  @Test
  void shouldTakeWhatIsStoredInItsOrder() throws IOException {
    Path image = directory.resolve("app.img");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(image))) {
      stored(zip, "b/Z.class");
      stored(zip, "a/A$1.class");
      zip.putNextEntry(new ZipEntry("a/Cold.class"));
      stored(zip, "a/hot.txt");
      zip.putNextEntry(new ZipEntry("a/cold.txt"));
    }
    Profile profile = StartOrder.of(image);
    assertEquals(List.of("b.Z", "a.A$1"), profile.loaded());
    assertEquals(List.of("a/hot.txt"), profile.resources());
  }

  @Test
  void throwsOnAnythingElse() throws IOException {
    Path file = Files.writeString(directory.resolve("x"), "no ZIP");
    assertThrows(SnapshotException.class, () -> StartOrder.of(file));
  }

  private static void stored(ZipOutputStream zip, String name) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(1);
    CRC32 sum = new CRC32();
    sum.update('x');
    entry.setCrc(sum.getValue());
    zip.putNextEntry(entry);
    zip.write('x');
  }
}
