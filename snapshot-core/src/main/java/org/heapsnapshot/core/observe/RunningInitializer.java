package org.heapsnapshot.core.observe;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What an observing JVM is about to run, in a file that is left when it ends in the middle of it:
 * the last line. Confined to one thread.
 */
public final class RunningInitializer {
  private static final String SUFFIX = ".running";

  private final FileOutputStream out;

  /**
   * Begins the file.
   *
   * @param output where the JVM would hand its product back; the file is beside it
   */
  public RunningInitializer(Path output) {
    try {
      out = new FileOutputStream(output + SUFFIX);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Says what runs next: a class, a preload, or nothing. */
  public void runs(String name) {
    try {
      out.write((name + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What to do about a JVM that did not end well, as the end of a sentence; may be empty. */
  static String advice(Path output, boolean timedOut) {
    String name = last(output);
    String option = "--initialize-at-run-time";
    if (name.contains(":")) {
      return "; it was running the preload " + name;
    }
    if (!name.isEmpty()) {
      return "; it was initializing " + name + ", which " + option + " " + name + " leaves alone";
    }
    String waits = "; an initializer may wait for something; name it with " + option;
    return timedOut ? waits : "";
  }

  private static String last(Path output) {
    try {
      List<String> lines = Files.readAllLines(Path.of(output + SUFFIX));
      return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
    } catch (IOException e) {
      return ""; // It did not even begin.
    }
  }
}
