package org.heapsnapshot.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import org.heapsnapshot.core.jvm.ArgumentString;

/**
 * A program of the corpus, as its {@code NAME.properties} says.
 *
 * @param name the name of its description
 * @param jars file names of its jars, in the order of the class path
 * @param mainClass binary name of the class to start
 * @param runs the arguments of each of its runs, as one string; {@code @PORT@} is a free port
 * @param training the arguments of the training runs; the same unless the exit code is not zero
 * @param preload what the build preloads; each {@code Class::method} or {@code NAME::ARGUMENT}
 * @param guards facts that the build may rely on ({@code --guard})
 * @param inputs files to put into the working directory before a start, with their relative paths
 * @param exit the exit code it must have
 * @param ignore matches of this in standard output do not count, or null
 * @param server what to ask of it when it is a server, or null
 */
record Program(
    String name,
    List<String> jars,
    String mainClass,
    List<String> runs,
    List<String> training,
    List<String> preload,
    List<String> guards,
    List<String> inputs,
    int exit,
    Pattern ignore,
    Server server) {
  /** The quick subset: an image of each, on every JDK, in {@code mvn verify}. */
  static final List<String> QUICK = List.of("rhino", "antlr");

  /** What Maven always fetches; the others need its profile {@code corpus}. */
  static final List<String> FETCHED = List.of("rhino", "antlr", "h2", "plantuml");

  /** Every program. */
  static final List<String> NAMES =
      List.of(
          "rhino", "antlr", "h2", "plantuml", "clojure", "groovy", "openapi-generator", "wiremock");

  /**
   * How to use a program that serves until it is told to stop.
   *
   * @param request path of the request that is compared
   * @param stop path of the request, a POST, that ends the server
   * @param until training ends once a line of its output has a match of this
   */
  record Server(String request, String stop, String until) {}

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
    List<String> runs = numbered(text, "args");
    List<String> training = numbered(text, "train");
    String request = text.getProperty("server.request");
    return new Program(
        name,
        ArgumentString.split(text.getProperty("jars")),
        text.getProperty("main"),
        runs,
        training.isEmpty() ? runs : training,
        ArgumentString.split(text.getProperty("preload", "")),
        ArgumentString.split(text.getProperty("guard", "")),
        ArgumentString.split(text.getProperty("inputs")),
        Integer.parseInt(text.getProperty("exit")),
        ignore == null ? null : Pattern.compile(ignore),
        request == null
            ? null
            : new Server(
                request, text.getProperty("server.stop"), text.getProperty("server.until")));
  }

  /** The values of {@code key}, {@code key.2}, {@code key.3} and so on. */
  private static List<String> numbered(Properties text, String key) {
    List<String> values = new ArrayList<>();
    String value = text.getProperty(key);
    for (int i = 2; value != null; i++) {
      values.add(value);
      value = text.getProperty(key + "." + i);
    }
    return List.copyOf(values);
  }

  /** Puts the inputs into a working directory. */
  void prepare(Path directory) throws IOException {
    Files.createDirectories(directory);
    for (String input : inputs) {
      Path file = directory.resolve(input);
      Files.createDirectories(file.getParent());
      try (InputStream in = Program.class.getResourceAsStream(name + "/" + input)) {
        Files.copy(in, file);
      }
    }
  }

  /** What counts of its standard output. */
  String comparable(String output) {
    return ignore == null ? output : ignore.matcher(output).replaceAll("");
  }
}
