package org.heapsnapshot.corpus;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.heapsnapshot.core.bench.BenchFigures;

/**
 * What was measured of one program on one JDK, kept in files between runs, so that programs can be
 * measured one after another.
 *
 * @param program its name
 * @param jdk feature release
 * @param buildSeconds what building the image took, its archive and comparison left out
 * @param imageBytes size of the image
 * @param at when it was measured
 * @param single whole processes, one at a time
 * @param together several at once, with and without the image
 */
record Measured(
    String program,
    int jdk,
    double buildSeconds,
    long imageBytes,
    Instant at,
    BenchFigures single,
    BenchFigures together) {

  /** Writes it into a directory, over what was there of this program and JDK. */
  void write(Path directory) throws IOException {
    Files.createDirectories(directory);
    Files.writeString(file(directory, ".json"), single.toJson());
    Files.writeString(file(directory, "-together.json"), together.toJson());
    Properties text = new Properties();
    text.setProperty("buildSeconds", Double.toString(buildSeconds));
    text.setProperty("imageBytes", Long.toString(imageBytes));
    text.setProperty("at", at.toString());
    // Last: without it the others do not count.
    try (Writer out = Files.newBufferedWriter(file(directory, ".properties"))) {
      text.store(out, null);
    }
  }

  private Path file(Path directory, String suffix) {
    return file(directory, program, jdk, suffix);
  }

  private static Path file(Path directory, String program, int jdk, String suffix) {
    return directory.resolve(program + "-" + jdk + suffix);
  }

  /**
   * Everything that a directory holds.
   *
   * @param programs the names to look for; the order of the result
   * @param jdks the feature releases to look for
   */
  static List<Measured> readAll(Path directory, List<String> programs, List<Integer> jdks)
      throws IOException {
    List<Measured> all = new ArrayList<>();
    for (int jdk : jdks) {
      for (String program : programs) {
        Path properties = file(directory, program, jdk, ".properties");
        if (Files.exists(properties)) {
          all.add(read(directory, program, jdk, properties));
        }
      }
    }
    return all;
  }

  private static Measured read(Path directory, String program, int jdk, Path properties)
      throws IOException {
    Properties text = new Properties();
    try (Reader in = Files.newBufferedReader(properties)) {
      text.load(in);
    }
    return new Measured(
        program,
        jdk,
        Double.parseDouble(text.getProperty("buildSeconds")),
        Long.parseLong(text.getProperty("imageBytes")),
        Instant.parse(text.getProperty("at")),
        figures(file(directory, program, jdk, ".json")),
        figures(file(directory, program, jdk, "-together.json")));
  }

  private static BenchFigures figures(Path file) throws IOException {
    return BenchFigures.fromJson(Files.readString(file));
  }
}
