package org.heapsnapshot.core.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningInitializerTest {
  @TempDir Path directory;

  @Test
  void shouldNameWhatRanLast() {
    Path output = directory.resolve("observe.out");
    assertEquals("", RunningInitializer.advice(output, false));
    String waits = "; an initializer may wait for something; name it with --initialize-at-run-time";
    assertEquals(waits, RunningInitializer.advice(output, true));
    RunningInitializer running = new RunningInitializer(output);
    assertEquals(waits, RunningInitializer.advice(output, true));
    running.runs("app.First");
    running.runs("app.Hangs");
    assertEquals(
        "; it was initializing app.Hangs, which --initialize-at-run-time app.Hangs leaves alone",
        RunningInitializer.advice(output, true));
    running.runs("app.Main::warm");
    assertEquals(
        "; it was running the preload app.Main::warm", RunningInitializer.advice(output, false));
    running.runs("");
    assertEquals("", RunningInitializer.advice(output, false), "all have run");
  }
}
