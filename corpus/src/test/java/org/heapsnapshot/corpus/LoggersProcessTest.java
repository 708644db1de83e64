package org.heapsnapshot.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.heapsnapshot.core.jvm.InstalledJdks;
import org.heapsnapshot.core.jvm.TargetJdk;
import org.heapsnapshot.core.observe.Verdict;
import org.heapsnapshot.core.report.ImageReport;
import org.heapsnapshot.corpus.talkative.Talkative;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;
import org.slf4j.simple.SimpleLogger;

/** A program with loggers of SLF4J and of the JDK logs from its image what it logs without. */
class LoggersProcessTest {
  @TempDir Path directory;

  static List<TargetJdk> jdks() {
    return InstalledJdks.find();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldLogTheSameAndRestoreTheClassesThatHaveLoggers(TargetJdk jdk) throws Exception {
    Path jars = Files.createDirectories(directory.resolve("jars"));
    Program program = program(jars);
    CommandLineTool tool = new CommandLineTool(Path.of("../snapshot-cli/target/snapshot.jar"));
    Path work = Files.createDirectories(directory.resolve("work")).toRealPath();
    CorpusRun run = new CorpusRun(program, jdk, jars.toRealPath(), tool, work);
    Observed plain = run.plain(0);
    assertTrue(plain.output().contains("DEBUG " + Talkative.class.getName()), plain.output());
    assertTrue(plain.output().contains("jul " + Talkative.class.getName()), plain.output());

    Path image = run.build();
    for (Start start : Start.values()) {
      assertEquals(List.of(), run.start(start, 0, image, plain).problems(), start.label());
    }
    run.verify(image);
    checkVerdicts(ImageReport.read(image));
  }

  private static void checkVerdicts(ImageReport report) {
    String prefix = Talkative.class.getName() + "$";
    Map<String, Verdict> verdicts = new HashMap<>();
    report.verdicts().forEach(v -> verdicts.put(v.className(), v));
    for (String name : List.of("Own", "Derived", "WithCode", "Implementor", "Jul", "Late")) {
      assertTrue(verdicts.get(prefix + name).buildTime(), verdicts.get(prefix + name)::toString);
    }
    for (String name : List.of("Holder", "Speaker", "Borrower")) {
      assertTrue(verdicts.get(prefix + name).buildTime(), verdicts.get(prefix + name)::toString);
    }
    assertEquals("LOGS", verdicts.get(prefix + "Loud").cause());
    assertEquals("HEAP", verdicts.get(prefix + "InObject").cause());
    Map<String, List<String>> late = new HashMap<>();
    report.late().forEach(l -> late.put(l.className(), l.steps()));
    assertEquals(
        List.of("LOG = org.slf4j.LoggerFactory.getLogger(" + prefix + "Own.class)"),
        late.get(prefix + "Own"));
    assertEquals(
        List.of("initializes " + prefix + "Own", "LOG = " + prefix + "Own.LOG"),
        late.get(prefix + "Borrower"));
  }

  private static Program program(Path jars) throws IOException, URISyntaxException {
    List<Class<?>> libraries = List.of(LoggerFactory.class, SimpleLogger.class);
    for (Class<?> library : libraries) {
      Files.copy(codeSource(library), jars.resolve(library.getSimpleName() + ".jar"));
    }
    Path classes = codeSource(Talkative.class);
    Path own = classes.resolve(Talkative.class.getPackageName().replace('.', '/'));
    try (OutputStream out = Files.newOutputStream(jars.resolve("talkative.jar"));
        ZipOutputStream zip = new ZipOutputStream(out);
        Stream<Path> files = Files.list(own)) {
      for (Path file : files.sorted().toList()) {
        zip.putNextEntry(new ZipEntry(classes.relativize(file).toString().replace('\\', '/')));
        zip.write(Files.readAllBytes(file));
        zip.closeEntry();
      }
    }
    return new Program(
        "talkative",
        List.of("talkative.jar", "LoggerFactory.jar", "SimpleLogger.jar"),
        Talkative.class.getName(),
        List.of(""),
        List.of(""),
        List.of(),
        List.of(),
        List.of(),
        0,
        null,
        null);
  }

  private static Path codeSource(Class<?> c) throws URISyntaxException {
    return Path.of(c.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
