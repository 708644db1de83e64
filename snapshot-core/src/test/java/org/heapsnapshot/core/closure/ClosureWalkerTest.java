package org.heapsnapshot.core.closure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.heapsnapshot.core.Progress;
import org.heapsnapshot.core.classpath.ClassFiles;
import org.heapsnapshot.core.classpath.ClassPath;
import org.heapsnapshot.core.classpath.ClassPathReader;
import org.heapsnapshot.core.fixture.Compiled;
import org.heapsnapshot.core.fixture.JarBuilder;
import org.heapsnapshot.core.fixture.Requests;
import org.heapsnapshot.core.train.Profile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClosureWalkerTest {
  private static final String NOTHING = "package a; public class %s {}";

  @TempDir Path directory;

  @Test
  void shouldFollowConstantPoolsDescriptorsAndSupertypes() {
    Closure closure =
        walk(
            new JarBuilder()
                .entries(
                    Compiled.of(
                        """
                        package a;
                        public class Main extends Super implements Marker {
                          static Field field;
                          static Element[][] method(Parameter p) { return null; }
                          public static void main(String[] args) throws Exception {
                            Class.forName("a.Named");
                            System.out.println("not.a.Class");
                            Runnable r = () -> System.out.println(new Inner());
                          }
                          static class Inner {}
                        }
                        """,
                        NOTHING.formatted("Super"),
                        "package a; public interface Marker {}",
                        NOTHING.formatted("Field"),
                        NOTHING.formatted("Element"),
                        NOTHING.formatted("Parameter"),
                        NOTHING.formatted("Named"),
                        NOTHING.formatted("Unused"))),
            null);
    assertEquals("main class", closure.reasons().get("a.Main"));
    for (String name : List.of("Super", "Marker", "Field", "Element", "Parameter", "Main$Inner")) {
      assertEquals(
          "named in the constant pool of a.Main", closure.reasons().get("a." + name), name);
    }
    assertEquals("named by a string constant of a.Main", closure.reasons().get("a.Named"));
    assertNull(closure.reasons().get("a.Unused"));
    assertEquals("a.Main", closure.reasons().keySet().iterator().next());
  }

  @Test
  void shouldReachProvidersOfReachedServicesAndOfTheJdk() {
    JarBuilder jar =
        new JarBuilder()
            .entries(
                Compiled.of(
                    "package a; public class Main { Reached r; }",
                    "package a; public interface Reached {}",
                    "package a; public interface Unreached {}",
                    "package a; public class One implements Reached {}",
                    "package a; public class Two implements Unreached {}",
                    "package a; public class Three implements Runnable { public void run() {} }"))
            .text("META-INF/services/a.Reached", "# comment\n a.One # one\n")
            .text("META-INF/services/a.Unreached", "a.Two")
            .text("META-INF/services/java.lang.Runnable", "a.Three\na.Missing");
    Closure closure = walk(jar, null);
    assertEquals(
        "service provider of a.Reached in app.jar!/META-INF/services/a.Reached",
        closure.reasons().get("a.One"));
    assertNull(closure.reasons().get("a.Two"));
    assertTrue(closure.reasons().containsKey("a.Three"));
    assertFalse(closure.reasons().containsKey("a.Missing"));
  }

  @Test
  void shouldAddWhatTrainingLoaded() {
    JarBuilder jar =
        new JarBuilder()
            .entries(
                Compiled.of(
                    "package a; public class Main {}",
                    "package a; public class Loaded { Next n; }",
                    NOTHING.formatted("Next")));
    Profile profile =
        new Profile(
            List.of(), List.of("a.Loaded", "a.Generated$1"), List.of(), List.of(), List.of());
    Closure closure = walk(jar, profile);
    assertEquals("loaded in training", closure.reasons().get("a.Loaded"));
    assertEquals("named in the constant pool of a.Loaded", closure.reasons().get("a.Next"));
    assertFalse(closure.reasons().containsKey("a.Generated$1"));
  }

  @Test
  void shouldUseGraalVmMetadata() {
    JarBuilder jar =
        new JarBuilder()
            .entries(
                Compiled.of(
                    "package a; public class Main {}",
                    NOTHING.formatted("Reflected"),
                    NOTHING.formatted("Conditional"),
                    NOTHING.formatted("Typed"),
                    "package b.c; public class Late {}"))
            .text("META-INF/native-image/g/a/reflect-config.json", "[{\"name\":\"a.Reflected\"}]")
            .text(
                "META-INF/native-image/g/b/reflect-config.json",
                "[{\"name\":\"a.Conditional\",\"condition\":{\"typeReachable\":\"b.c.Late\"}}]")
            .text(
                "META-INF/native-image/reachability-metadata.json",
                "{\"reflection\":[{\"type\":\"a.Typed\"},{\"type\":{\"proxy\":[\"x.Y\"]}}]}")
            .text("META-INF/native-image/g/c/jni-config.json", "{ broken")
            .text(
                "META-INF/native-image/g/d/native-image.properties",
                "Args = -H:+X --initialize-at-run-time=a.Typed,b.c,no.such \\\n"
                    + " --initialize-at-build-time=a");
    Closure closure = walk(jar, null);
    assertTrue(closure.reasons().get("a.Reflected").startsWith("registered for reflection in"));
    assertTrue(closure.reasons().containsKey("a.Typed"));
    assertFalse(closure.reasons().containsKey("a.Conditional"));
    assertEquals(List.of("a.Typed", "b.c."), List.copyOf(closure.runTimeHints().keySet()));
    assertEquals(1, closure.unreadable().size());
    assertTrue(closure.unreadable().keySet().iterator().next().endsWith("jni-config.json"));
  }

  @Test
  void shouldReportUnreadableClassFilesAndLeaveThemAlone() {
    Map<String, byte[]> classes =
        new LinkedHashMap<>(
            Compiled.of(
                "package a; public class Main { Foreign f; Cut c; Tag t; Renamed r; Good g; }",
                NOTHING.formatted("Foreign"),
                NOTHING.formatted("Cut"),
                NOTHING.formatted("Tag"),
                NOTHING.formatted("Renamed"),
                NOTHING.formatted("Good")));
    change(classes, "a/Foreign.class", b -> new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
    change(classes, "a/Cut.class", b -> Arrays.copyOf(b, 30));
    change(
        classes,
        "a/Tag.class",
        b -> {
          b[10] = 99;
          return b;
        });
    classes.put("a/Renamed.class", classes.get("a/Good.class"));

    Closure closure = walk(new JarBuilder().entries(classes), null);

    assertEquals(
        List.of("a.Main", "a.Good"),
        closure.reasons().keySet().stream().filter(n -> !n.equals("java")).toList());
    assertTrue(closure.unreadable().get("a.Foreign").contains("not cafebabe"));
    assertTrue(closure.unreadable().get("a.Cut").contains("cut off after 30 bytes"));
    assertTrue(closure.unreadable().get("a.Tag").contains("tag 99"));
    assertTrue(closure.unreadable().get("a.Renamed").contains("holds the class a.Good"));
    assertTrue(closure.unreadable().get("a.Cut").startsWith("app.jar!/a/Cut.class: "));
  }

  @Test
  void shouldReadStringConstantsInPoolOrder() {
    JarBuilder jar =
        new JarBuilder()
            .entries(
                Compiled.of(
                    """
                    package a;
                    public class Main {
                      static String s = "first", t = "\\0\\uD800 lone", u = "first";
                      Object o = "last";
                    }
                    """));
    Path file = jar.manifest("Main-Class: a.Main").write(directory.resolve("app.jar"));
    ClassPath path = classPath(file);
    try (ClassFiles files = ClassFiles.open(path, 17)) {
      Closure closure = new ClosureWalker(path, files, null).walk();
      List<String> strings = ClassConstants.of(closure, files).get("a.Main");
      assertEquals(3, strings.size());
      assertTrue(strings.containsAll(List.of("first", "\0\uD800 lone", "last")));
    }
  }

  private static void change(
      Map<String, byte[]> classes, String name, Function<byte[], byte[]> change) {
    classes.put(name, change.apply(classes.get(name)));
  }

  private Closure walk(JarBuilder jar, Profile profile) {
    ClassPath path =
        classPath(jar.manifest("Main-Class: a.Main").write(directory.resolve("app.jar")));
    try (ClassFiles files = ClassFiles.open(path, 17)) {
      Closure closure = new ClosureWalker(path, files, profile).walk();
      assertEquals(
          List.copyOf(closure.reasons().keySet()),
          List.copyOf(new ClosureWalker(path, files, profile).walk().reasons().keySet()));
      return closure;
    }
  }

  private ClassPath classPath(Path jar) {
    return new ClassPathReader(
            Requests.jar(jar, null), 17, directory.resolve("work"), Progress.NONE)
        .read();
  }
}
