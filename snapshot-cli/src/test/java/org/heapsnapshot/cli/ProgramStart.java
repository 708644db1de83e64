package org.heapsnapshot.cli;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.heapsnapshot.testkit.JavaProcess;
import org.heapsnapshot.testkit.TestJdk;

/**
 * One start of a program with what it told about its image.
 *
 * @param process what it printed
 * @param report the file of {@code -Dsnapshot.report}
 */
record ProgramStart(JavaProcess process, JsonObject report) {

  /** Runs {@code java arguments...} and reads the report. */
  static ProgramStart run(TestJdk jdk, Path directory, List<String> arguments) {
    try {
      Path file = Files.createTempFile("start", ".json");
      List<String> all = new ArrayList<>(List.of("-Dsnapshot.report=" + file));
      all.addAll(arguments);
      JavaProcess process = JavaProcess.run(jdk, directory, all);
      String text = Files.readString(file);
      Files.delete(file);
      return new ProgramStart(
          process,
          text.isEmpty() ? new JsonObject() : JsonParser.parseString(text).getAsJsonObject());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code -Dsnapshot=IMAGE -jar IMAGE}, with options before and arguments behind. */
  static List<String> jar(List<String> options, Path image, String... args) {
    List<String> arguments = new ArrayList<>(options);
    arguments.addAll(List.of("-Dsnapshot=" + image, "-jar", image.toString()));
    arguments.addAll(List.of(args));
    return arguments;
  }

  /** {@code restored}, {@code fallback} or {@code off}; empty without a report. */
  String outcome() {
    return text("outcome");
  }

  /** Constant of the cause of a fallback; empty without one. */
  String cause() {
    return text("cause");
  }

  int count(String name) {
    return report.get(name).getAsInt();
  }

  private String text(String name) {
    return report.has(name) && !report.get(name).isJsonNull() ? report.get(name).getAsString() : "";
  }
}
