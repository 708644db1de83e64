package org.heapsnapshot.core.bench;

import java.util.List;

/**
 * What a start did that every other start must do as well.
 *
 * @param exitCode 0 of a server, which we ended
 * @param output what counts of its standard output, or the answer of a server
 */
record Behaviour(int exitCode, String output) {

  /** How it differs from what was expected, or null when it does not. */
  String differenceOrNull(Behaviour expected) {
    if (exitCode != expected.exitCode) {
      return "exit code " + exitCode + ", expected " + expected.exitCode;
    }
    if (output.equals(expected.output)) {
      return null;
    }
    List<String> have = output.lines().toList();
    List<String> want = expected.output.lines().toList();
    for (int i = 0; i < Math.max(have.size(), want.size()); i++) {
      String line = i < have.size() ? have.get(i) : "(end)";
      String other = i < want.size() ? want.get(i) : "(end)";
      if (!line.equals(other)) {
        return "line " + (i + 1) + " of its output is '" + line + "', expected '" + other + "'";
      }
    }
    return "its output differs in line ends";
  }
}
