package org.heapsnapshot.core.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassListsTest {
  @TempDir Path directory;

  @Test
  void shouldKeepEachClassOnceAndNoNumbers() throws Exception {
    Path first = directory.resolve("first");
    Files.write(
        first, List.of("# NOTE", "java/lang/Object id: 0", "a/A id: 1", "@lambda-proxy a/A x"));
    Path second = directory.resolve("second");
    Files.write(
        second,
        List.of(
            "java/lang/Object id: 0",
            "b/B id: 1",
            "c/C id: 2 super: 0 source: /x.jar",
            "a/A id: 3"));
    Path merged = directory.resolve("merged");
    ClassLists.merge(List.of(first, second), merged);
    assertEquals(
        List.of("java/lang/Object", "a/A", "@lambda-proxy a/A x", "b/B"),
        Files.readAllLines(merged));
  }
}
