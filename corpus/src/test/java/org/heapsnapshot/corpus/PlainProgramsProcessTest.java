package org.heapsnapshot.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.List;
import org.heapsnapshot.core.jvm.TargetJdk;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Without this, "the same as the unmodified program" could mean that both do nothing. */
class PlainProgramsProcessTest {
  @TempDir Path directory;

  static List<String> programs() {
    return Program.FETCHED;
  }

  @ParameterizedTest
  @MethodSource("programs")
  void shouldDoTheSameTwice(String name) throws Exception {
    Program program = Program.named(name);
    Path programs = Path.of("target", "programs").toAbsolutePath();
    Observed[] twice = new Observed[2];
    for (int i = 0; i < 2; i++) {
      Path work = directory.toRealPath().resolve("run" + i);
      twice[i] = new CorpusRun(program, TargetJdk.of(null), programs, null, work).plain(0);
      assertEquals(program.exit(), twice[i].exit(), twice[i].errors());
    }
    assertEquals(List.of(), twice[1].differences(twice[0]));
    boolean silent = twice[0].output().isBlank();
    boolean idle = twice[0].files().size() == program.inputs().size();
    assertFalse(silent && idle, "neither output nor files");
  }
}
