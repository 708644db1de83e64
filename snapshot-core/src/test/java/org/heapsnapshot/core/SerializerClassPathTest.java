package org.heapsnapshot.core;

import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.heapsnapshot.core.classpath.ClassPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SerializerClassPathTest {
  @TempDir private Path directory;

  private BuildRequest request(Map<String, String> serializers) {
    return new BuildRequest(
        null,
        List.of(directory),
        "a.Main",
        null,
        List.of(),
        null,
        Duration.ZERO,
        List.of(),
        List.of(),
        List.of(),
        FactOptions.NONE,
        null,
        List.of(),
        List.of(),
        serializers,
        false,
        false,
        directory.resolve("a.img"));
  }

  private ClassPath program() {
    return new ClassPath(List.of(directory), "a.Main", Map.of(), false);
  }

  @Test
  void shouldLeaveAProgramAloneForWhichNoSerializerIsNamed() {
    ClassPath program = program();
    assertSame(
        program, SerializerClassPath.of(request(Map.of()), program, 17, directory).classPath());
  }

  @Test
  void throwsOnAnOldKryo() throws Exception {
    Path folder = Files.createDirectories(directory.resolve("com/esotericsoftware/kryo"));
    Files.write(folder.resolve("Kryo.class"), new byte[0]);

    BuildRequest request = request(Map.of("a.A", "a.B"));
    SnapshotException thrown =
        assertThrows(
            SnapshotException.class,
            () -> SerializerClassPath.of(request, program(), 17, directory));
    assertTrue(thrown.getMessage().contains("Kryo before version 5"), thrown.getMessage());
  }
}
