package org.heapsnapshot.core.observe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where an observing JVM runs. The two captures run in environments that differ in everything that
 * must not matter (net 2); values that can be are tokens, recognizable wherever they turn up.
 *
 * @param options JVM options
 * @param variables the whole environment; only the encoding of text is inherited
 * @param directory working directory, or null for the tool's own
 */
record Environment(List<String> options, Map<String, String> variables, Path directory) {

  static Environment plain() {
    List<String> options = new ArrayList<>();
    options.add("-Xshare:auto");
    options.add("-Duser.language=en");
    options.add("-Duser.country=US");
    options.add("-Duser.timezone=UTC");
    // Which no program names: a writer in it took it from the stream (since JDK 19).
    options.add("-Dstdout.encoding=ISO-8859-15");
    options.add("-Dstderr.encoding=ISO-8859-15");
    return new Environment(options, variables("kqzvxa1"), null);
  }

  static Environment perturbed(Path work) {
    try {
      Path home = Files.createDirectories(work.resolve("tqzvxb2-home"));
      Path temp = Files.createDirectories(work.resolve("tqzvxb2-tmp"));
      Path directory = Files.createDirectories(work.resolve("tqzvxb2-cwd"));
      List<String> options = new ArrayList<>();
      options.add("-Xshare:off");
      options.add("-XX:+UnlockExperimentalVMOptions");
      options.add("-XX:hashCode=0");
      options.add("-Duser.language=tr");
      options.add("-Duser.country=TR");
      options.add("-Duser.timezone=Asia/Kathmandu");
      options.add("-Dstdout.encoding=ISO-8859-13");
      options.add("-Dstderr.encoding=ISO-8859-13");
      options.add("-Duser.home=" + home);
      options.add("-Djava.io.tmpdir=" + temp);
      options.add("-Duser.name=tqzvxb2-user");
      options.add("-XX:ActiveProcessorCount=7");
      return new Environment(options, variables("tqzvxb2"), directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A token, and what JDKs before 18 take the encoding of files from, which becomes a guard. */
  private static Map<String, String> variables(String token) {
    Map<String, String> variables = new TreeMap<>(Map.of("SNAPSHOT_TOKEN", token));
    for (String name : List.of("LANG", "LC_ALL", "LC_CTYPE")) {
      String value = System.getenv(name);
      if (value != null) {
        variables.put(name, value);
      }
    }
    return variables;
  }
}
