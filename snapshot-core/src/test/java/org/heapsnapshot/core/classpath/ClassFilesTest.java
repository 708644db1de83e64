package org.heapsnapshot.core.classpath;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipFile;
import org.heapsnapshot.core.fixture.JarBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassFilesTest {
  @TempDir Path directory;

  @Test
  void shouldLetTheFirstEntryOfAClassPathWin() throws IOException {
    Path one = new JarBuilder().text("a/A.class", "one").write(directory.resolve("one.jar"));
    Path two =
        new JarBuilder()
            .text("a/A.class", "two")
            .text("a/B.class", "b")
            .explode(directory.resolve("two"));
    try (ClassFiles files = ClassFiles.open(List.of(one, two), 17)) {
      assertArrayEquals("one".getBytes(), files.classBytes("a.A"));
      assertArrayEquals("b".getBytes(), files.classBytes("a.B"));
      assertNull(files.classBytes("a.C"));
      assertEquals(List.of("a.A", "a.B"), List.copyOf(files.classNames()));
      assertEquals(2, files.findAll("a/A.class").size());
      assertTrue(files.find("a/").isDirectory());
    }
  }

  @Test
  void shouldResolveMultiReleaseEntriesAsTheJvmDoes() throws IOException {
    Path jar =
        new JarBuilder()
            .manifest("Multi-Release: true")
            .text("META-INF/versions/21/a/A.class", "21")
            .text("META-INF/versions/11/a/A.class", "11")
            .text("a/A.class", "base")
            .text("META-INF/versions/9/a/A.class", "9")
            .text("META-INF/versions/17/a/New.class", "new")
            .text("META-INF/versions/17/META-INF/services/x.Y", "ignored")
            .text("META-INF/versions/8/a/B.class", "below nine")
            .write(directory.resolve("multi.jar"));
    for (int feature : new int[] {17, 25}) {
      try (ClassFiles files = ClassFiles.open(List.of(jar), feature);
          JarFile jvm =
              new JarFile(
                  jar.toFile(),
                  false,
                  ZipFile.OPEN_READ,
                  Runtime.Version.parse(Integer.toString(feature)))) {
        for (String name : List.of("a/A.class", "a/New.class")) {
          assertArrayEquals(
              jvm.getInputStream(jvm.getEntry(name)).readAllBytes(),
              files.read(files.find(name)),
              name);
        }
        assertNull(files.find("META-INF/services/x.Y"));
        assertFalse(files.hasClass("a.B"));
        assertTrue(
            files.resources().stream().noneMatch(r -> r.name().startsWith("META-INF/versions/")));
      }
    }
  }

  @Test
  void shouldLeaveVersionsAloneInAPlainJar() {
    Path jar =
        new JarBuilder()
            .manifest("X: 1")
            .text("META-INF/versions/11/a/A.class", "11")
            .text("a/A.class", "base")
            .write(directory.resolve("plain.jar"));
    try (ClassFiles files = ClassFiles.open(List.of(jar), 17)) {
      assertEquals("a/A.class", files.find("a/A.class").storedName());
      assertEquals(1, files.classNames().size());
    }
  }

  @Test
  void shouldCarryModificationTimes() {
    LocalDateTime time = LocalDateTime.of(2011, 12, 13, 14, 15, 16);
    Path jar =
        new JarBuilder()
            .text("a.txt", "")
            .time("a.txt", time)
            .text("b.txt", "")
            .write(directory.resolve("times.jar"));
    try (ClassFiles files = ClassFiles.open(List.of(jar), 17)) {
      int dos = files.find("a.txt").time().dos();
      assertEquals((2011 - 1980) << 25 | 12 << 21 | 13 << 16 | 14 << 11 | 15 << 5 | 8, dos);
    }
  }
}
