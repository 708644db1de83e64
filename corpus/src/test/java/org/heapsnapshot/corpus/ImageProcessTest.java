package org.heapsnapshot.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.heapsnapshot.core.jvm.InstalledJdks;
import org.heapsnapshot.core.jvm.TargetJdk;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The quick subset of the corpus, on every JDK found; {@code corpus/run} does all of it. */
class ImageProcessTest {
  @TempDir Path directory;

  static Stream<Arguments> programsOnJdks() {
    return InstalledJdks.find().stream()
        .flatMap(jdk -> Program.QUICK.stream().map(name -> Arguments.of(name, jdk)));
  }

  @ParameterizedTest
  @MethodSource("programsOnJdks")
  void shouldDoTheSameFromTheImage(String name, TargetJdk jdk) throws Exception {
    CommandLineTool tool = new CommandLineTool(Path.of("../snapshot-cli/target/snapshot.jar"));
    Path programs = Path.of("target", "programs").toAbsolutePath();
    CorpusRun run = new CorpusRun(Program.named(name), jdk, programs, tool, directory.toRealPath());
    Observed plain = run.plain(0);
    Path image = run.build();
    for (Start start : Start.values()) {
      assertEquals(List.of(), run.start(start, 0, image, plain).problems(), start.label());
    }
  }
}
