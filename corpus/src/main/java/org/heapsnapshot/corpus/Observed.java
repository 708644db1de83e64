package org.heapsnapshot.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.heapsnapshot.core.jvm.ChildResult;

/**
 * What a start did that another start of the same program must do as well.
 *
 * @param exit exit code
 * @param output what counts of its standard output
 * @param files what its working directory holds afterwards, by relative path
 * @param errors standard error, which does not count but explains
 * @param nanos how long it took
 */
record Observed(int exit, String output, Map<String, byte[]> files, String errors, long nanos) {

  /**
   * What one start did.
   *
   * @param answer what it answered when it is a server, which counts as output; else empty
   */
  static Observed of(Program program, ChildResult result, String answer, Path directory)
      throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(directory.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    String output = program.comparable(result.output()) + answer;
    return new Observed(result.exitCode(), output, files, result.errors(), result.nanos());
  }

  /** What is not the same, a line each; empty when all is. */
  List<String> differences(Observed plain) {
    List<String> found = new ArrayList<>();
    if (exit != plain.exit) {
      found.add("exit code " + exit + ", expected " + plain.exit + "; it said: " + tail(errors));
    }
    if (!output.equals(plain.output)) {
      found.add("standard output differs: " + firstDifference(output, plain.output));
    }
    if (!files.keySet().equals(plain.files.keySet())) {
      found.add("files " + files.keySet() + ", expected " + plain.files.keySet());
    }
    files.forEach(
        (name, bytes) -> {
          byte[] expected = plain.files.get(name);
          int at = expected == null ? -1 : Arrays.mismatch(bytes, expected);
          if (at >= 0) {
            found.add("file " + name + " differs at byte " + at);
          }
        });
    return found;
  }

  private static String firstDifference(String found, String expected) {
    List<String> have = found.lines().toList();
    List<String> want = expected.lines().toList();
    for (int i = 0; i < Math.max(have.size(), want.size()); i++) {
      String line = i < have.size() ? have.get(i) : "(end)";
      String other = i < want.size() ? want.get(i) : "(end)";
      if (!line.equals(other)) {
        return "line " + (i + 1) + " is '" + line + "', expected '" + other + "'";
      }
    }
    return "line ends only";
  }

  private static String tail(String text) {
    return text.substring(Math.max(0, text.length() - 600)).strip();
  }
}
