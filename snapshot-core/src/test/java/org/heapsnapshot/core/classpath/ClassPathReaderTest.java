package org.heapsnapshot.core.classpath;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.heapsnapshot.core.BuildRequest;
import org.heapsnapshot.core.Progress;
import org.heapsnapshot.core.SnapshotException;
import org.heapsnapshot.core.fixture.JarBuilder;
import org.heapsnapshot.core.fixture.Requests;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassPathReaderTest {
  @TempDir Path directory;
  private final List<String> notes = new ArrayList<>();

  @BeforeEach
  void forgetNotes() {
    notes.clear();
  }

  @Test
  void shouldTakeMainClassAndClassPathFromTheManifest() {
    Path second = jar("lib/second.jar");
    Path third = jar("lib/third.jar");
    new JarBuilder().manifest("Class-Path: third.jar").write(second);
    Path app =
        program("Main-Class: a.Main", "Class-Path: lib/second.jar lib/none.jar", "X-Own: kept");

    ClassPath read = read(Requests.jar(app, null));

    assertEquals(List.of(app, second, third), read.entries());
    assertEquals("a.Main", read.mainClass());
    assertEquals("kept", read.manifestAttributes().get("X-Own"));
    assertFalse(read.springBoot());
    assertTrue(notes.get(0).contains("lib/none.jar"), notes.toString());
  }

  @Test
  void shouldReadAnExplicitClassPathWithAWildcard() {
    Path app = program("Main-Class: other.Main");
    Path one = jar("lib/one.jar");
    Path two = jar("lib/two.jar");

    ClassPath read =
        read(
            Requests.classPath(
                "a.Main", app, directory.resolve("no-such-directory"), directory.resolve("lib/*")));

    assertEquals(List.of(app, one, two), read.entries());
    assertEquals("a.Main", read.mainClass());
    assertTrue(notes.get(0).contains("no-such-directory"), notes.toString());
  }

  @Test
  void shouldReadAnExplodedJar() {
    Path exploded =
        new JarBuilder()
            .manifest("Main-Class: a.Main")
            .entry("a/Main.class", new byte[4])
            .explode(directory.resolve("exploded"));

    ClassPath read = read(Requests.jar(exploded, null));

    assertEquals(List.of(exploded), read.entries());
    assertEquals("a.Main", read.mainClass());
  }

  @Test
  void shouldUnpackASpringBootJarInTheOrderOfItsIndex() {
    Path boot =
        new JarBuilder()
            .manifest(
                "Main-Class: org.springframework.boot.loader.launch.JarLauncher",
                "Start-Class: a.Main",
                "Spring-Boot-Lib: BOOT-INF/lib/",
                "Implementation-Title: shop")
            .entry("org/springframework/boot/loader/launch/JarLauncher.class", new byte[4])
            .entry("BOOT-INF/classes/a/Main.class", new byte[4])
            .entry("BOOT-INF/lib/a.jar", bytes(jar("a.jar")))
            .entry("BOOT-INF/lib/b.jar", bytes(jar("b.jar")))
            .text("BOOT-INF/classpath.idx", "- \"BOOT-INF/lib/b.jar\"\n- \"BOOT-INF/lib/a.jar\"\n")
            .write(directory.resolve("boot.jar"));

    ClassPath read = read(Requests.jar(boot, null));

    assertTrue(read.springBoot());
    assertEquals("a.Main", read.mainClass());
    assertEquals(List.of("classes", "b.jar", "a.jar"), names(read));
    assertEquals("shop", read.manifestAttributes().get("Implementation-Title"));
    assertFalse(read.manifestAttributes().containsKey("Spring-Boot-Lib"));
    try (ClassFiles files = ClassFiles.open(read, 17)) {
      assertFalse(files.hasClass("org.springframework.boot.loader.launch.JarLauncher"));
      assertEquals(
          "shop",
          files.entries().get(0).manifest().getMainAttributes().getValue("Implementation-Title"));
    }
  }

  @Test
  void shouldUnpackZipTarAndTgzDistributions() throws IOException {
    Path app = program("Main-Class: a.Main");
    Path lib = jar("zlib.jar");
    Path zip =
        new JarBuilder()
            .entry("app-1.0/lib/app.jar", bytes(app))
            .entry("app-1.0/lib/zlib.jar", bytes(lib))
            .text("app-1.0/bin/app", "CLASSPATH=$APP_HOME/lib/zlib.jar:$APP_HOME/lib/app.jar\n")
            .write(directory.resolve("app.zip"));

    ClassPath read = read(Requests.jar(zip, null));
    assertEquals(List.of("zlib.jar", "app.jar"), names(read));
    assertEquals("a.Main", read.mainClass());

    for (boolean gzip : new boolean[] {false, true}) {
      Path tar = tar(gzip, "app-1.0/lib/app.jar", bytes(app), "app-1.0/lib/zlib.jar", bytes(lib));
      assertEquals(List.of("app.jar", "zlib.jar"), names(read(Requests.jar(tar, null))));
    }
  }

  @Test
  void shouldKeepModificationTimesWhenUnpacking() throws IOException {
    Path tar = tar(true, "app/lib/app.jar", bytes(program("Main-Class: a.Main")));
    Path unpacked = read(Requests.jar(tar, null)).entries().get(0);
    assertEquals(1_500_000_000_000L, Files.getLastModifiedTime(unpacked).toMillis());
  }

  @Test
  void throwsWhenAnEntryWouldLeaveTheDirectory() throws IOException {
    Path tar = tar(true, "../evil.jar", new byte[1]);
    refused(Requests.jar(tar, null), "../evil.jar", "outside");
    Path zip =
        new JarBuilder()
            .entry("lib/a.jar", new byte[1])
            .entry("lib/../../../evil.jar", new byte[1])
            .write(directory.resolve("slip.zip"));
    refused(Requests.jar(zip, null), "evil.jar", "outside");
    assertFalse(Files.exists(directory.resolve("evil.jar")));
  }

  @Test
  void throwsWhenSeveralJarsOfADistributionCouldStart() {
    Path zip =
        new JarBuilder()
            .entry("lib/a.jar", bytes(program("Main-Class: a.Main")))
            .entry("lib/b.jar", bytes(program("Main-Class: b.Main")))
            .write(directory.resolve("two.zip"));
    refused(Requests.jar(zip, null), "a.Main (a.jar)", "b.Main (b.jar)", "--main");
    assertEquals("a.Main", read(Requests.jar(zip, "a.Main")).mainClass());
  }

  @Test
  void throwsWhenTheInputIsMissingEmptyOrForeign() throws IOException {
    refused(Requests.jar(directory.resolve("none.jar"), null), "none.jar", "no such file");
    Path empty = Files.createFile(directory.resolve("empty.jar"));
    refused(Requests.jar(empty, null), "empty.jar", "empty");
    Path text = Files.writeString(directory.resolve("text.jar"), "hello, world");
    refused(Requests.jar(text, null), "text.jar", "not an archive", "68 65 6c 6c");
    byte[] whole = bytes(program("Main-Class: a.Main"));
    Path cut = directory.resolve("cut.jar");
    Files.write(cut, java.util.Arrays.copyOf(whole, whole.length / 2));
    refused(Requests.jar(cut, null), "cut.jar", "truncated");
    refused(
        Requests.classPath("a.Main", directory.resolve("none.jar")), "none.jar", "--class-path");
    refused(Requests.classPath("a.Main", text), "text.jar", "not an archive");
  }

  @Test
  void throwsWithNearMissesWhenTheMainClassIsNotThere() {
    Path app = program("Main-Class: a.Mian");
    refused(Requests.jar(app, null), "a.Mian", "did you mean a.Main?");
    refused(Requests.jar(app, "b.Main"), "b.Main", "did you mean a.Main?");
    refused(Requests.jar(app, "some.Thing"), "some.Thing", "check --main");
  }

  @Test
  void throwsWhenNothingNamesAMainClass() {
    refused(Requests.jar(program("X-Own: 1"), null), "no Main-Class", "--main");
    Path modular =
        new JarBuilder()
            .entry("module-info.class", new byte[4])
            .entry("a/Main.class", new byte[4])
            .write(directory.resolve("modular.jar"));
    refused(Requests.jar(modular, null), "modular", "module path", "--main");
    assertEquals("a.Main", read(Requests.jar(modular, "a.Main")).mainClass());
    refused(Requests.classPath(null, modular), "--main");
  }

  @Test
  void throwsWhenTheInputIsAnImage() {
    refused(
        Requests.jar(program("Main-Class: a.Main", "Snapshot-Format: 1"), null),
        "already an image");
  }

  private ClassPath read(BuildRequest request) {
    Progress progress =
        new Progress() {
          @Override
          public void stage(String name) {}

          @Override
          public void note(String line) {
            notes.add(line);
          }
        };
    Path work = directory.resolve("work" + System.nanoTime());
    return new ClassPathReader(request, 17, work, progress).read();
  }

  private void refused(BuildRequest request, String... parts) {
    SnapshotException e = assertThrows(SnapshotException.class, () -> read(request));
    for (String part : parts) {
      assertTrue(e.getMessage().contains(part), e.getMessage());
    }
  }

  private Path program(String... lines) {
    return new JarBuilder()
        .manifest(lines)
        .entry("a/Main.class", new byte[4])
        .write(directory.resolve("app.jar"));
  }

  private Path jar(String name) {
    return new JarBuilder().text(name + ".txt", name).write(directory.resolve(name));
  }

  private static List<String> names(ClassPath read) {
    return read.entries().stream().map(p -> p.getFileName().toString()).toList();
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private Path tar(boolean gzip, Object... namesAndBytes) throws IOException {
    Path file = directory.resolve(gzip ? "app.tgz" : "app.tar");
    try (OutputStream raw = Files.newOutputStream(file);
        OutputStream out = gzip ? new GZIPOutputStream(raw) : raw;
        TarArchiveOutputStream tar =
            new TarArchiveOutputStream(out, StandardCharsets.UTF_8.name())) {
      for (int i = 0; i < namesAndBytes.length; i += 2) {
        byte[] bytes = (byte[]) namesAndBytes[i + 1];
        TarArchiveEntry entry = new TarArchiveEntry((String) namesAndBytes[i], true);
        entry.setSize(bytes.length);
        entry.setModTime(1_500_000_000_000L);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
      }
    }
    return file;
  }
}
