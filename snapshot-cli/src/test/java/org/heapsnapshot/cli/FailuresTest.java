package org.heapsnapshot.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.heapsnapshot.core.SnapshotException;
import org.junit.jupiter.api.Test;

class FailuresTest {

  @Test
  void shouldPrintTheMessageOfAFailureAlone() {
    assertEquals(List.of("snapshot: no room"), lines(new SnapshotException("no room")));
  }

  @Test
  void shouldSayWhatHappenedToAFile() {
    assertEquals(
        List.of("snapshot: there is no file or directory x"), lines(new NoSuchFileException("x")));
    assertEquals(
        List.of("snapshot: access to x was denied"), lines(new AccessDeniedException("x")));
    IOException full = new FileSystemException("x", null, "No space left on device");
    assertEquals(
        List.of("snapshot: x: No space left on device"), lines(new UncheckedIOException(full)));
  }

  @Test
  void shouldOwnUpToADefect() {
    assertEquals(
        List.of(
            "snapshot: java.lang.IllegalStateException: oops",
            "This is a defect of the tool; --stacktrace shows where."),
        lines(new IllegalStateException("oops")));
  }

  private static List<String> lines(Exception failure) {
    StringWriter err = new StringWriter();
    assertEquals(1, Failures.print(failure, new PrintWriter(err), false));
    return err.toString().lines().toList();
  }
}
