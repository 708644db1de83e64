package org.heapsnapshot.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.heapsnapshot.testkit.JavaProcess;
import org.heapsnapshot.testkit.TestJdk;

/** What the small program does without an image, run once for each JDK. Thread-safe. */
final class PlainFurnished {
  private static final Map<TestJdk, JavaProcess> RUNS = new ConcurrentHashMap<>();

  private PlainFurnished() {}

  static JavaProcess on(TestJdk jdk) {
    return RUNS.computeIfAbsent(jdk, PlainFurnished::run);
  }

  private static JavaProcess run(TestJdk jdk) {
    JavaProcess process =
        BuiltImage.ofFurnished(jdk)
            .plain(ToolProcess.TOOL.toAbsolutePath().getParent(), "argument");
    assertEquals(0, process.exitCode(), process.err());
    assertEquals(9, process.lines().size(), process.out());
    return process;
  }
}
