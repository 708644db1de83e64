package org.heapsnapshot.core.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.heapsnapshot.core.fixture.Compiled;
import org.heapsnapshot.core.fixture.JarBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of things that several jars have. */
class MergedClassPathTest {
  @TempDir Path directory;
  private Path image;

  @BeforeEach
  void place() {
    image = directory.resolve("out dir").resolve("app.img");
  }

  private Path first(JarBuilder jar) {
    return jar.entries(Compiled.of("package a; public class Main {}"))
        .write(directory.resolve("first.jar"));
  }

  private Path second(JarBuilder jar) {
    return jar.entries(Compiled.of("package b; public class Other {}"))
        .write(directory.resolve("second.jar"));
  }

  private WrittenImage write(boolean keep, Path... classPath) {
    return write(17, keep, classPath);
  }

  private WrittenImage write(int feature, boolean keep, Path... classPath) {
    try (ImagePlans plans =
        ImagePlans.of(feature, directory.resolve("work"), "a.Main", classPath)) {
      if (keep) {
        plans.keepClassPath();
      }
      return new ImageWriter().write(plans.plan(), image);
    }
  }

  private Manifest manifest() {
    try (JarFile jar = new JarFile(image.toFile())) {
      return jar.getManifest();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** What a class loader on these files answers for a resource. */
  private static List<String> contents(String name, Path... classPath) throws IOException {
    List<URL> urls = new ArrayList<>();
    for (Path path : classPath) {
      urls.add(url(path));
    }
    List<String> found = new ArrayList<>();
    try (URLClassLoader loader = new URLClassLoader(urls.toArray(new URL[0]), null)) {
      for (URL url : Collections.list(loader.getResources(name))) {
        var connection = url.openConnection();
        connection.setUseCaches(false);
        try (InputStream in = connection.getInputStream()) {
          found.add(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
      }
    }
    return found;
  }

  private static URL url(Path path) throws MalformedURLException {
    return path.toUri().toURL();
  }

  @Test
  void shouldMergeServiceFilesAndKeepTheirOrder() throws IOException {
    Path one = first(new JarBuilder().text("META-INF/services/x.Y", "a.One # first\na.Both"));
    Path two = second(new JarBuilder().text("META-INF/services/x.Y", "# c\na.Both\nb.Two\n"));
    WrittenImage written = write(false, one, two);
    assertEquals(List.of("a.One\na.Both\nb.Two\n"), contents("META-INF/services/x.Y", image));
    assertNull(manifest().getMainAttributes().getValue("Class-Path"));
    assertTrue(written.beside().isEmpty());
  }

  @Test
  void shouldKeepDifferingResourcesBehindTheImageInTheirOrder() throws IOException {
    Path one =
        first(
            new JarBuilder()
                .text("META-INF/spring.factories", "one")
                .text("logback.xml", "only one")
                .text("META-INF/services/odd", "key=value")
                .text("same.txt", "same"));
    Path two =
        second(
            new JarBuilder()
                .text("META-INF/spring.factories", "two")
                .text("META-INF/services/odd", "key=other")
                .text("same.txt", "same"));

    WrittenImage written = write(false, one, two);

    assertEquals(2, written.beside().size());
    for (String name :
        List.of("META-INF/spring.factories", "META-INF/services/odd", "logback.xml")) {
      assertEquals(contents(name, one, two), contents(name, image), name);
    }
    assertEquals(List.of("same"), contents("same.txt", image));
    assertTrue(
        written.notes().stream().anyMatch(n -> n.contains("META-INF/spring.factories")),
        written.notes().toString());
  }

  @Test
  void shouldReplaceWhatAPreviousImageKept() throws IOException {
    Path one = first(new JarBuilder().text("x.conf", "one"));
    Path old = write(false, one, second(new JarBuilder().text("x.conf", "two"))).beside().get(1);
    WrittenImage written = write(false, one, second(new JarBuilder().text("x.conf", "three")));
    assertFalse(Files.exists(old));
    assertEquals(List.of("one", "three"), contents("x.conf", image));
    written.beside().forEach(f -> assertTrue(Files.exists(f)));
    write(false, one, second(new JarBuilder()));
    assertFalse(Files.exists(old.getParent()));
  }

  @Test
  void shouldKeepTheOriginalJarsWhenAsked() throws IOException {
    Path one = first(new JarBuilder().text("x.conf", "one"));
    Path exploded =
        new JarBuilder().text("x.conf", "two").explode(directory.resolve("some classes"));
    WrittenImage written = write(true, one, exploded);
    String kept = manifest().getMainAttributes().getValue("Class-Path");
    assertTrue(kept.startsWith(one.toUri().toASCIIString() + " "), kept);
    assertEquals(1, written.beside().size(), "the directory, packed");
    assertEquals(List.of("one", "two"), contents("x.conf", image));
  }

  @Test
  void shouldNotMindDifferingLicencesAndKeepThemAll() throws IOException {
    Path one =
        first(
            new JarBuilder()
                .text("META-INF/LICENSE.txt", "one")
                .text("META-INF/maven/pom.xml", "1")
                .text("NOTICE", "n"));
    Path two =
        second(
            new JarBuilder()
                .text("META-INF/LICENSE.txt", "two")
                .text("META-INF/maven/pom.xml", "2"));
    WrittenImage written = write(false, one, two);
    assertTrue(written.beside().isEmpty(), written.notes().toString());
    assertEquals(List.of("one"), contents("META-INF/LICENSE.txt", image));
    String licences = "META-INF/snapshot/licenses/";
    assertEquals(List.of("one"), contents(licences + "first.jar/META-INF/LICENSE.txt", image));
    assertEquals(List.of("two"), contents(licences + "second.jar/META-INF/LICENSE.txt", image));
    assertEquals(List.of("n"), contents(licences + "first.jar/NOTICE", image));
  }

  @Test
  void shouldLetTheFirstClassWinWithoutKeepingTheJars() throws IOException {
    Path one = first(new JarBuilder().text("x/X.class", "one"));
    Path two = second(new JarBuilder().text("x/X.class", "two"));
    WrittenImage written = write(false, one, two);
    assertEquals(List.of("one"), contents("x/X.class", image));
    assertTrue(written.beside().isEmpty());
    assertTrue(written.notes().toString().contains("x.X"), written.notes().toString());
  }

  @Test
  void shouldCarryManifestAttributesAndWhatPackagesSay() {
    Path one =
        first(
            new JarBuilder()
                .manifest(
                    "Main-Class: other.Main",
                    "Class-Path: none.jar",
                    "Implementation-Version: 1",
                    "Add-Opens: java.base/java.lang",
                    "Add-Exports: java.base/sun.nio.ch",
                    "X-Long: " + "é".repeat(100),
                    "",
                    "Name: a/",
                    "Specification-Title: spec"));
    Path two =
        second(
            new JarBuilder()
                .manifest("Implementation-Version: 2", "Implementation-Title: two", "X-Two: no"));
    write(17, false, one, two);
    Attributes main = manifest().getMainAttributes();
    assertEquals("a.Main", main.getValue("Main-Class"));
    assertNull(main.getValue("Class-Path"));
    assertEquals("java.base/java.lang", main.getValue("Add-Opens"));
    assertEquals("java.base/sun.nio.ch", main.getValue("Add-Exports"));
    assertEquals("é".repeat(100), main.getValue("X-Long"));
    assertEquals("1", main.getValue("Implementation-Version"));
    assertEquals("1", main.getValue("Snapshot-Format"));
    assertEquals("spec", manifest().getAttributes("a/").getValue("Specification-Title"));
    Attributes other = manifest().getAttributes("b/");
    assertNotNull(other);
    assertEquals("2", other.getValue("Implementation-Version"));
    assertEquals("two", other.getValue("Implementation-Title"));
    assertNull(other.getValue("X-Two"));

    write(25, false, one, two);
    assertEquals(
        "java.base/sun.nio.ch java.base/jdk.internal.misc",
        manifest().getMainAttributes().getValue("Add-Exports"));
  }
}
