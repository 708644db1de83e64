package org.heapsnapshot.core.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.heapsnapshot.core.fixture.Compiled;
import org.heapsnapshot.core.fixture.JarBuilder;
import org.heapsnapshot.testkit.JavaProcess;
import org.heapsnapshot.testkit.TestJdk;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Images start as the program did, on every JDK found. */
class ImageStartTest {
  private static final String MAIN =
      """
      package a;
      public class Main {
        public static void main(String[] args) throws Exception {
          System.out.println(String.join("|", args));
          System.out.println(Main.class.getPackage().getImplementationVersion());
          System.out.println(b.Other.class.getPackage().getImplementationVersion());
          for (b.Other o : java.util.ServiceLoader.load(b.Other.class)) {
            System.out.println(o.getClass());
          }
          try (var in = Main.class.getResourceAsStream("text.txt")) {
            System.out.println(new String(in.readAllBytes()));
          }
          var urls = java.util.Collections.list(Main.class.getClassLoader().getResources("x.conf"));
          for (var url : urls) {
            try (var in = url.openStream()) {
              System.out.println(new String(in.readAllBytes()));
            }
          }
          System.out.println(Main.class.getResource("/a/") != null);
          System.exit(7);
        }
      }
      """;

  @TempDir Path directory;

  static List<TestJdk> jdks() {
    return TestJdk.supported();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldStartAsTheProgramDid(TestJdk jdk) throws IOException {
    Map<String, byte[]> classes =
        Compiled.of(
            MAIN,
            "package b; public class Other {}",
            "package c; public class One extends b.Other {}",
            "package d; public class Two extends b.Other {}");
    Path lib =
        new JarBuilder()
            .manifest("Implementation-Version: 2")
            .entry("b/Other.class", classes.remove("b/Other.class"))
            .entry("d/Two.class", classes.remove("d/Two.class"))
            .text("META-INF/services/b.Other", "d.Two")
            .text("x.conf", "two")
            .write(directory.resolve("lib.jar"));
    Path app =
        new JarBuilder()
            .manifest("Main-Class: a.Main", "Class-Path: lib.jar", "Implementation-Version: 1")
            .entry("a/", new byte[0])
            .entries(classes)
            .text("a/text.txt", "resource")
            .text("META-INF/services/b.Other", "c.One")
            .text("x.conf", "one")
            .write(directory.resolve("app.jar"));
    Path image = directory.resolve("elsewhere").resolve("app.img");
    try (ImagePlans plans = ImagePlans.of(jdk.feature(), directory.resolve("work"), app)) {
      new ImageWriter().write(plans.loaded("a.Main", "c.One").plan(), image);
    }

    JavaProcess plain = run(jdk, directory, List.of("-jar", "app.jar", "x", "y"));
    assertEquals(7, plain.exitCode(), plain.err());
    assertEquals(
        List.of("x|y", "1", "2", "class c.One", "class d.Two", "resource", "one", "two", "true"),
        plain.lines());
    Files.delete(app);
    Files.delete(lib);
    assertEquals(plain, run(jdk, image.getParent(), List.of("-jar", "app.img", "x", "y")));
    assertEquals(plain, run(jdk, directory, List.of("-jar", image.toString(), "x", "y")));
    assertEquals(plain, run(jdk, directory, List.of("-cp", image.toString(), "a.Main", "x", "y")));
    try (FileSystem zip = FileSystems.newFileSystem(URI.create("jar:" + image.toUri()), Map.of())) {
      assertEquals("resource", Files.readString(zip.getPath("a/text.txt")));
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldListAndTestWithTheToolsOfTheJdk(TestJdk jdk) throws Exception {
    Path app =
        new JarBuilder()
            .manifest("Main-Class: a.Main")
            .entries(Compiled.of("package a; public class Main {}"))
            .text("ä.txt", "name beyond ASCII")
            .write(directory.resolve("app.jar"));
    Path image = directory.resolve("app.img");
    try (ImagePlans plans = ImagePlans.of(jdk.feature(), directory.resolve("work"), app)) {
      new ImageWriter().write(plans.plan(), image);
    }
    Path jar = jdk.home().resolve("bin").resolve("jar");
    List<String> command = new ArrayList<>(List.of(jar.toString(), "-tf", image.toString()));
    assertEquals(0, status(command));
    Path unzip = Path.of("/usr/bin/unzip");
    if (Files.isExecutable(unzip)) {
      assertEquals(0, status(List.of(unzip.toString(), "-tq", image.toString())));
    }
  }

  private static JavaProcess run(TestJdk jdk, Path directory, List<String> arguments) {
    JavaProcess process = JavaProcess.run(jdk, directory, arguments);
    assertFalse(process.err().contains("Exception"), process.err());
    return process;
  }

  private static int status(List<String> command) throws Exception {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!process.waitFor(60, java.util.concurrent.TimeUnit.SECONDS)) {
      process.destroyForcibly();
      return -1;
    }
    return process.exitValue();
  }
}
