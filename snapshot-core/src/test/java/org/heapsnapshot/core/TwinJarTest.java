package org.heapsnapshot.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TwinJarTest {
  @TempDir Path directory;

  @Test
  void shouldHaveTheSameEntriesInAnotherFile() throws IOException {
    Path jar = directory.resolve("a.jar");
    Path twin = directory.resolve("b.jar");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      zip.putNextEntry(new ZipEntry("x"));
      zip.write(new byte[] {1, 2, 3});
    }
    TwinJar.write(jar, twin);

    assertNotEquals(Files.size(jar), Files.size(twin));
    assertNotEquals(Files.getLastModifiedTime(jar), Files.getLastModifiedTime(twin));
    try (ZipFile zip = new ZipFile(twin.toFile())) {
      assertArrayEquals(new byte[] {1, 2, 3}, zip.getInputStream(zip.getEntry("x")).readAllBytes());
    }
    assertThrows(
        IllegalStateException.class, () -> TwinJar.write(twin, directory.resolve("c.jar")));
  }
}
