package org.heapsnapshot.core.train;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.heapsnapshot.core.SnapshotException;
import org.heapsnapshot.core.train.Profile.Initialized;
import org.heapsnapshot.core.train.Profile.PropertySet;

/**
 * The text form of a {@link Profile}, made to be committed and compared line by line.
 *
 * <pre>
 * snapshot-profile 1
 * # a comment
 * run ARGS
 * initialized TOTAL_NANOS SELF_NANOS CLASS
 * set WHAT BEFORE NAME
 * loaded CLASS
 * resource NAME
 * </pre>
 *
 * <p>UTF-8, lines end in {@code \n}. The first line names the version; then comments, blank lines
 * and items follow, of one kind in order, of different kinds in any order. The last word of an item
 * goes to the end of the line, with {@code \\ \n \r \t} and {@code \s} (a blank at either end)
 * escaped.
 */
public final class ProfileText {
  private static final String HEADER = "snapshot-profile ";
  private static final int VERSION = 1;

  private ProfileText() {}

  /** The text of a profile. */
  public static String format(Profile profile) {
    StringBuilder text = new StringBuilder(HEADER).append(VERSION).append('\n');
    text.append("# What training runs loaded, initialized and opened; made to be committed.\n");
    profile.runs().forEach(run -> item(text, "run", run));
    text.append("# initialized TOTAL_NANOS SELF_NANOS CLASS\n");
    for (Initialized i : profile.initialized()) {
      item(text, "initialized " + i.totalNanos() + " " + i.selfNanos(), i.className());
    }
    text.append("# set WHAT CLASSES_INITIALIZED_BEFORE NAME\n");
    for (PropertySet set : profile.propertiesSet()) {
      item(text, "set " + set.what() + " " + set.before(), set.name());
    }
    profile.loaded().forEach(name -> item(text, "loaded", name));
    profile.resources().forEach(name -> item(text, "resource", name));
    return text.toString();
  }

  /**
   * The profile of a text.
   *
   * @param file what the text came from, for messages
   * @throws SnapshotException naming file, line, what was found and what was expected
   */
  public static Profile parse(String text, String file) {
    return new Parser(file).parse(text);
  }

  /**
   * Reads a profile.
   *
   * @throws SnapshotException when it cannot be read or parsed
   */
  public static Profile read(Path file) {
    try {
      return parse(Files.readString(file), file.toString());
    } catch (java.nio.file.NoSuchFileException e) {
      throw new SnapshotException(
          file + ": no such profile; make one with `snapshot train -o " + file + "`", e);
    } catch (MalformedInputException e) {
      throw new SnapshotException(file + ": not UTF-8 text; expected a profile", e);
    } catch (IOException e) {
      throw new SnapshotException(file + ": the profile cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * Writes a profile; a file that is there stays as it is unless the whole new one was written.
   *
   * @throws SnapshotException when it cannot be written
   */
  public static void write(Profile profile, Path file) {
    Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
    try {
      Files.writeString(temporary, format(profile));
      Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      try {
        Files.deleteIfExists(temporary);
      } catch (IOException suppressed) {
        e.addSuppressed(suppressed);
      }
      throw new SnapshotException(file + ": the profile cannot be written: " + e.getMessage(), e);
    }
  }

  private static void item(StringBuilder text, String words, String last) {
    text.append(words);
    if (!last.isEmpty()) {
      text.append(' ').append(escape(last));
    }
    text.append('\n');
  }

  private static String escape(String value) {
    StringBuilder escaped = new StringBuilder(value.length());
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean end = i == 0 || i == value.length() - 1;
      switch (c) {
        case '\\' -> escaped.append("\\\\");
        case '\n' -> escaped.append("\\n");
        case '\r' -> escaped.append("\\r");
        case '\t' -> escaped.append("\\t");
        case ' ' -> escaped.append(end ? "\\s" : " ");
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }

  /** One pass over the lines. */
  private static final class Parser {
    private final String file;
    private final List<String> runs = new ArrayList<>();
    private final List<String> loaded = new ArrayList<>();
    private final List<Initialized> initialized = new ArrayList<>();
    private final List<String> resources = new ArrayList<>();
    private final List<PropertySet> sets = new ArrayList<>();
    private int line;

    Parser(String file) {
      this.file = file;
    }

    Profile parse(String text) {
      // A version control system may have changed the line ends.
      String[] lines = text.split("\r?\n", -1);
      line = 1;
      header(lines[0]);
      for (line = 2; line <= lines.length; line++) {
        String current = lines[line - 1];
        if (!current.isBlank() && !current.startsWith("#")) {
          item(current);
        }
      }
      return new Profile(
          List.copyOf(runs),
          List.copyOf(loaded),
          List.copyOf(initialized),
          List.copyOf(resources),
          List.copyOf(sets));
    }

    private void header(String first) {
      if (!first.startsWith(HEADER)) {
        throw wrong(first, "the header \"" + HEADER + VERSION + "\"");
      }
      String version = first.substring(HEADER.length()).trim();
      if (!version.equals(Integer.toString(VERSION))) {
        throw wrong("version " + version, "version " + VERSION + "; train again with this tool");
      }
    }

    private void item(String current) {
      String[] words = current.split(" ", 2);
      String rest = words.length == 2 ? words[1] : "";
      switch (words[0]) {
        case "run" -> runs.add(unescape(rest));
        case "loaded" -> loaded.add(name(rest, current));
        case "resource" -> resources.add(name(rest, current));
        case "initialized" -> {
          String[] parts = rest.split(" ", 3);
          String expected = "initialized TOTAL_NANOS SELF_NANOS CLASS";
          if (parts.length != 3) {
            throw wrong(current, expected);
          }
          initialized.add(
              new Initialized(
                  name(parts[2], current),
                  number(parts[0], current, expected),
                  number(parts[1], current, expected)));
        }
        case "set" -> {
          String[] parts = rest.split(" ", 3);
          String expected = "set WHAT CLASSES_INITIALIZED_BEFORE NAME";
          if (parts.length < 2) {
            throw wrong(current, expected);
          }
          long before = number(parts[1], current, expected);
          if (before > Integer.MAX_VALUE) {
            throw wrong(current, expected);
          }
          sets.add(
              new PropertySet(parts[0], parts.length == 3 ? unescape(parts[2]) : "", (int) before));
        }
        default -> throw wrong(current, "run, initialized, set, loaded or resource");
      }
    }

    private String name(String value, String current) {
      if (value.isBlank()) {
        throw wrong(current, "a name at the end of the line");
      }
      return unescape(value);
    }

    private long number(String word, String current, String expected) {
      try {
        long value = Long.parseLong(word);
        if (value >= 0) {
          return value;
        }
      } catch (NumberFormatException e) {
        // Refused below, with the line.
      }
      throw wrong(current, expected);
    }

    private String unescape(String value) {
      if (value.indexOf('\\') < 0) {
        return value;
      }
      StringBuilder plain = new StringBuilder(value.length());
      for (int i = 0; i < value.length(); i++) {
        char c = value.charAt(i);
        if (c != '\\') {
          plain.append(c);
          continue;
        }
        char escaped = ++i < value.length() ? value.charAt(i) : 0;
        switch (escaped) {
          case '\\' -> plain.append('\\');
          case 'n' -> plain.append('\n');
          case 'r' -> plain.append('\r');
          case 't' -> plain.append('\t');
          case 's' -> plain.append(' ');
          default -> throw wrong(value, "\\\\, \\n, \\r, \\t or \\s after a backslash");
        }
      }
      return plain.toString();
    }

    private SnapshotException wrong(String found, String expected) {
      String shown = found.length() > 100 ? found.substring(0, 100) + "..." : found;
      return new SnapshotException(
          file + ": line " + line + ": found \"" + shown + "\"; expected " + expected);
    }
  }
}
