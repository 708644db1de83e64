package org.heapsnapshot.core.archive;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.heapsnapshot.core.jvm.TargetJdk;

/**
 * The file {@code app.img.args}: a {@code java} argument file, one word a line, after a header of
 * comments that says what the words are valid for.
 *
 * <pre>
 * # Starts /where/app.img: java @/where/app.img.args ARGS
 * # image-id 64 hexadecimal digits
 * # jdk java.vm.version of the JDK the archive belongs to
 * # archive /where/app.img.aot        (only when there is one)
 * # jar /where/app.jar              (and whatever else the build was asked for: BuildOrigin)
 * # jvm-arg -Xmx1g                  (each that the user gave)
 * -Dsnapshot=/where/app.img
 * ...
 * </pre>
 *
 * @param imageId of the image it starts
 * @param jdkBuild {@code java.vm.version}
 * @param archive absolute, or null
 * @param origin what the image was built from, and what the user gave for every start
 * @param words the arguments of {@code java}
 */
record ArgsFile(
    String imageId, String jdkBuild, Path archive, BuildOrigin origin, List<String> words) {

  /** {@code app.img.args} of {@code app.img}. */
  static Path beside(Path image) {
    return image.resolveSibling(image.getFileName() + ".args");
  }

  /** Whether the words may be used as they are. */
  boolean validFor(Path image, ImageManifest manifest, TargetJdk jdk) {
    return imageId.equals(manifest.imageId())
        && jdkBuild.equals(jdk.build())
        && words.contains("-Dsnapshot=" + image)
        && (archive == null || Files.isReadable(archive));
  }

  /** Writes it beside itself first, so that an older file is replaced at once or not at all. */
  void write(Path file, Path image) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("# Starts " + comment(image) + ": java @" + comment(file) + " ARGS");
    lines.add("# image-id " + imageId);
    lines.add("# jdk " + jdkBuild);
    if (archive != null) {
      lines.add("# archive " + comment(archive));
    }
    lines.addAll(origin.lines());
    words.forEach(word -> lines.add(quoted(word)));
    Path unfinished = file.resolveSibling(file.getFileName() + ".tmp");
    Files.write(unfinished, (String.join("\n", lines) + "\n").getBytes(launcherCharset()));
    Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Reads what {@link #write} wrote; null when there is no such file or it is another kind. */
  static ArgsFile readOrNull(Path file) {
    String imageId = null;
    String jdkBuild = null;
    Path archive = null;
    List<String> words = new ArrayList<>();
    BuildOrigin origin;
    try {
      List<String> lines = List.of(Files.readString(file, launcherCharset()).split("\n"));
      origin = BuildOrigin.of(lines);
      for (String line : lines) {
        if (line.startsWith("# image-id ")) {
          imageId = line.substring("# image-id ".length());
        } else if (line.startsWith("# jdk ")) {
          jdkBuild = line.substring("# jdk ".length());
        } else if (line.startsWith("# archive ")) {
          archive = Path.of(line.substring("# archive ".length()));
        } else if (!line.isEmpty() && !line.startsWith("#")) {
          words.add(unquoted(line));
        }
      }
    } catch (IOException | RuntimeException e) {
      return null; // unreadable: the caller picks its own flags
    }
    return imageId == null || jdkBuild == null
        ? null
        : new ArgsFile(imageId, jdkBuild, archive, origin, words);
  }

  /**
   * A word as the launcher reads it back (the rules of {@code java} argument files: white space
   * separates, {@code #} begins a comment, a backslash escapes within quotes only).
   */
  static String quoted(String word) {
    boolean plain =
        !word.isEmpty() && word.chars().noneMatch(c -> " \t\n\r\f\\\"'#".indexOf(c) >= 0);
    if (plain) {
      return word;
    }
    String escaped =
        word.replace("\\", "\\\\")
            .replace("\"", "\\\"")
            .replace("\n", "\\n")
            .replace("\r", "\\r")
            .replace("\t", "\\t")
            .replace("\f", "\\f");
    return '"' + escaped + '"';
  }

  /** The word that {@link #quoted} wrote. */
  static String unquoted(String line) {
    if (!line.startsWith("\"")) {
      return line;
    }
    StringBuilder word = new StringBuilder();
    for (int i = 1; i < line.length() - 1; i++) {
      char c = line.charAt(i);
      word.append(c == '\\' ? escaped(line.charAt(++i)) : c);
    }
    return word.toString();
  }

  private static char escaped(char c) {
    return switch (c) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'f' -> '\f';
      default -> c;
    };
  }

  private static String comment(Path path) {
    return path.toString().replace('\n', ' ');
  }

  /** The launcher passes the bytes of the file on; the JVM reads them as this. */
  private static Charset launcherCharset() {
    String name = System.getProperty("sun.jnu.encoding");
    return name != null && Charset.isSupported(name)
        ? Charset.forName(name)
        : StandardCharsets.UTF_8;
  }
}
