package org.heapsnapshot.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import org.heapsnapshot.core.jvm.ArgumentString;

/**
 * A program of the corpus, as its {@code NAME.properties} says.
 *
 * @param name the name of its description
 * @param jar file name of its jar
 * @param mainClass binary name of the class to start
 * @param args the arguments as one string
 * @param inputs files to put into the working directory before a start
 * @param exit the exit code it must have
 * @param ignore matches of this in standard output do not count, or null
 */
record Program(
    String name,
    String jar,
    String mainClass,
    String args,
    List<String> inputs,
    int exit,
    Pattern ignore) {
  /** Every program, fastest first; the first {@link #QUICK} are the quick subset. */
  static final List<String> NAMES = List.of("rhino", "antlr", "h2", "plantuml");

  static final int QUICK = 2;

  /** Reads the description of one. */
  static Program named(String name) {
    Properties text = new Properties();
    try (InputStream in = Program.class.getResourceAsStream(name + ".properties")) {
      if (in == null) {
        throw new IllegalArgumentException("no program " + name + ", expected one of " + NAMES);
      }
      Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8);
      text.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String ignore = text.getProperty("ignore");
    return new Program(
        name,
        text.getProperty("jar"),
        text.getProperty("main"),
        text.getProperty("args"),
        ArgumentString.split(text.getProperty("inputs")),
        Integer.parseInt(text.getProperty("exit")),
        ignore == null ? null : Pattern.compile(ignore));
  }

  /** The arguments, split. */
  List<String> arguments() {
    return ArgumentString.split(args);
  }

  /** Puts the inputs into a working directory. */
  void prepare(Path directory) throws IOException {
    Files.createDirectories(directory);
    for (String input : inputs) {
      try (InputStream in = Program.class.getResourceAsStream(name + "/" + input)) {
        Files.copy(in, directory.resolve(input));
      }
    }
  }

  /** What counts of its standard output. */
  String comparable(String output) {
    return ignore == null ? output : ignore.matcher(output).replaceAll("");
  }
}
