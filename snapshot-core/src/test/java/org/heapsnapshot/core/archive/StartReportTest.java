package org.heapsnapshot.core.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartReportTest {
  @TempDir Path directory;

  private String fallback(String json) throws Exception {
    return StartReport.fallbackOrNull(Files.writeString(directory.resolve("report.json"), json));
  }

  @Test
  void shouldTellWhyTheImageWasNotRestored() throws Exception {
    assertNull(fallback("{\"outcome\":\"restored\",\"reason\":null}"));
    assertEquals(
        "fallback, the \"guard\" x",
        fallback("{\"outcome\":\"fallback\",\"reason\":\"the \\\"guard\\\" x\"}"));
    assertEquals("off, no reason given", fallback("{\"outcome\":\"off\"}"));
    assertTrue(fallback("{").startsWith("its report cannot be read"));
    assertTrue(fallback("").startsWith("its report cannot be read"));
    assertNull(StartReport.fallbackOrNull(directory.resolve("missing")));
  }
}
