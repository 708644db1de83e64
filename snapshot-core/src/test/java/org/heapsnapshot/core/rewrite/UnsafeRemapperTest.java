package org.heapsnapshot.core.rewrite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.heapsnapshot.core.jvm.ChildJvm;
import org.heapsnapshot.core.jvm.ChildResult;
import org.heapsnapshot.core.jvm.InstalledJdks;
import org.heapsnapshot.core.jvm.TargetJdk;
import org.heapsnapshot.runtime.format.UnsafeNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UnsafeRemapperTest {
  /** Allocates, writes a reference and an int through whatever Unsafe it is built on. */
  private static final Compiler.Source MEMORY =
      new Compiler.Source(
          "org.heapsnapshot.runtime.restore.SunMemory",
          """
          package org.heapsnapshot.runtime.restore;
          import sun.misc.Unsafe;
          public class SunMemory {
            String text; int number;
            private static Unsafe unsafe() throws Exception {
              java.lang.reflect.Field f = Unsafe.class.getDeclaredField("theUnsafe");
              f.setAccessible(true);
              return (Unsafe) f.get(null);
            }
            public static void main(String[] args) throws Exception {
              Unsafe u = unsafe();
              SunMemory m = (SunMemory) u.allocateInstance(SunMemory.class);
              u.putObject(m, u.objectFieldOffset(SunMemory.class.getDeclaredField("text")), "held");
              long at = u.objectFieldOffset(SunMemory.class.getDeclaredField("number"));
              u.putInt(m, at, 42);
              System.out.println(m.text + m.number + u.getInt(m, at)
                  + u.getObject(m, u.objectFieldOffset(SunMemory.class.getDeclaredField("text"))));
            }
          }
          """);

  static Stream<TargetJdk> jdks() {
    return InstalledJdks.find().stream();
  }

  private static byte[] compile() throws Exception {
    // --release hides sun.misc: it is compiled against the running JDK.
    return Compiler.compileHere(MEMORY).get(UnsafeNames.SUN_MEMORY);
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldDoTheSameWithTheOtherUnsafe(TargetJdk jdk, @TempDir Path directory) throws Exception {
    byte[] remapped;
    try (JdkClassFiles files = JdkClassFiles.open(jdk.home())) {
      remapped = new UnsafeRemapper(files.hierarchy()).remap(compile());
    }
    String text = new String(remapped, StandardCharsets.ISO_8859_1);
    assertFalse(text.contains("sun/misc"), "a name is left");
    assertFalse(text.contains("restore/SunMemory"), "a name is left");
    Path file = directory.resolve(UnsafeNames.JDK_MEMORY + ".class");
    Files.createDirectories(file.getParent());
    Files.write(file, remapped);
    ChildResult result =
        ChildJvm.of(
                jdk.launcher().toString(),
                "-Xmx64m",
                "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED",
                "-cp",
                directory.toString(),
                UnsafeNames.JDK_MEMORY.replace('/', '.'))
            .timeout(Duration.ofSeconds(60))
            .run();
    assertEquals("held4242held\n", result.output(), result.toString());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldFindEveryMethodThatTheRuntimeCalls(TargetJdk jdk) throws Exception {
    try (JdkClassFiles files = JdkClassFiles.open(jdk.home());
        InputStream in =
            UnsafeNames.class.getResourceAsStream("/" + UnsafeNames.SUN_MEMORY + ".class")) {
      byte[] remapped = new UnsafeRemapper(files.hierarchy()).remap(in.readAllBytes());
      assertEquals(UnsafeNames.JDK_MEMORY, ClassFacts.read(remapped).name());
      assertFalse(new String(remapped, StandardCharsets.ISO_8859_1).contains("sun/misc"));
    }
  }

  @Test
  void throwsWhenTheJdkLacksAMethod() throws Exception {
    ClassHierarchy none =
        new ClassFileHierarchy(
            Map.of(
                    "jdk/internal/misc/Unsafe",
                    Compiler.compile(8, new Compiler.Source("U", "class U {}")).get("U"))
                ::get);
    byte[] memory = compile();
    Exception e =
        assertThrows(IllegalArgumentException.class, () -> new UnsafeRemapper(none).remap(memory));
    assertTrue(
        e.getMessage().contains("jdk/internal/misc/Unsafe.allocateInstance"), e.getMessage());
  }
}
