package org.heapsnapshot.core.report;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.heapsnapshot.core.SnapshotException;
import org.heapsnapshot.core.observe.Guard;
import org.heapsnapshot.core.observe.Verdict;

/**
 * What an image says about itself to people: everything that {@code inspect} and {@code explain}
 * show. It is the entry {@value #ENTRY} of the image, as JSON, and never read at boot.
 *
 * <p>The JSON has one member for each component, of the same name; absent members are empty lists,
 * zero, or null. Nothing in it depends on the machine or the moment, so that equal inputs give
 * equal images.
 *
 * <p>Thread-safety: immutable.
 *
 * @param toolVersion version of the tool that built the image
 * @param mainClass binary name of the program's main class
 * @param jdk the target JDK: {@code java.vm.name} and {@code java.vm.version}
 * @param imageId 64 lower-case hexadecimal digits; null in the entry itself, which is written
 *     before the digest is known, and set by {@link #read} from the manifest
 * @param counts how much of everything
 * @param initializers the program's initializers that the training run ran, in its order
 * @param verdicts in the order of initialization
 * @param guards the facts of the environment that the image depends on
 * @param late the restored classes that boot does not initialize
 * @param effects the effects that are repeated at each start, a line each: {@code class: call}
 * @param notes what else a user should know, a line each
 * @param heap the classes that take most of the captured heap, largest first
 * @param sections the sections of the heap, in file order
 */
public record ImageReport(
    String toolVersion,
    String mainClass,
    String jdk,
    String imageId,
    Counts counts,
    List<Initializer> initializers,
    List<Verdict> verdicts,
    List<Guard> guards,
    List<Late> late,
    List<String> effects,
    List<String> notes,
    List<HeapClass> heap,
    List<Section> sections) {

  /** ZIP entry of the report. */
  public static final String ENTRY = "META-INF/snapshot/report.json";

  private static final String IMAGE_ID_ATTRIBUTE = "Snapshot-Image-Id";
  private static final Gson GSON = new GsonBuilder().setPrettyPrinting().create();

  /** A report whose lists are never null. */
  public ImageReport {
    counts = counts == null ? Counts.NONE : counts;
    initializers = copy(initializers);
    verdicts = copy(verdicts);
    guards = copy(guards);
    late = copy(late);
    effects = copy(effects);
    notes = copy(notes);
    heap = copy(heap);
    sections = copy(sections);
  }

  /**
   * How much of everything.
   *
   * @param classes number of classes in the closure
   * @param objects number of objects in the image
   * @param strings number of distinct texts
   * @param collections number of hashed collections
   * @param reseeded how many of those are rebuilt at boot
   * @param iterations number of observations until nothing changed
   */
  public record Counts(
      int classes, int objects, int strings, int collections, int reseeded, int iterations) {
    static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);
  }

  /**
   * One initializer of the training run; or, not restored, the calls of one factory by which
   * initializers obtained loggers.
   *
   * @param className binary name, or {@code Class::method} of a factory
   * @param selfNanos time it took in the training run, initializers nested in it not counted
   * @param restored whether the image restores what it computes, so that it is skipped
   */
  public record Initializer(String className, long selfNanos, boolean restored) {}

  /**
   * A restored class that is initialized at its natural time, because something is left to do then.
   *
   * @param className binary name
   * @param steps what is left to do, a line each, such as {@code LOG = Loggers.get("x")}, {@code
   *     repeats} and a call, or {@code initializes} and a class; may be empty when it only follows
   *     its supertypes
   */
  public record Late(String className, List<String> steps) {}

  /**
   * What one class takes of the captured heap.
   *
   * @param className binary name
   * @param count number of objects
   * @param bytes their size in the heap of the image
   */
  public record HeapClass(String className, int count, long bytes) {}

  /**
   * A section of the heap.
   *
   * @param name its name in docs/IMAGE-FORMAT.md
   * @param bytes its length
   */
  public record Section(String name, long bytes) {}

  /** Number of initializers of the training run. */
  public int trainedCount() {
    return (int) initializers.stream().filter(i -> !i.className().contains("::")).count();
  }

  /** Number of initializers that are skipped. */
  public int restoredCount() {
    return (int) initializers.stream().filter(Initializer::restored).count();
  }

  /** Time that the skipped initializers took in the training run. */
  public long restoredNanos() {
    return initializers.stream()
        .filter(Initializer::restored)
        .mapToLong(Initializer::selfNanos)
        .sum();
  }

  /** Time that all initializers took in the training run. */
  public long trainedNanos() {
    return initializers.stream().mapToLong(Initializer::selfNanos).sum();
  }

  /** The same report with an image id. */
  public ImageReport withImageId(String id) {
    return new ImageReport(
        toolVersion,
        mainClass,
        jdk,
        id,
        counts,
        initializers,
        verdicts,
        guards,
        late,
        effects,
        notes,
        heap,
        sections);
  }

  /** The report as JSON text, ending in a line feed. */
  public String toJson() {
    return GSON.toJson(this) + "\n";
  }

  /**
   * A report from its JSON text.
   *
   * @throws SnapshotException when the text is not a report
   */
  public static ImageReport fromJson(String json) {
    try {
      ImageReport report = GSON.fromJson(json, ImageReport.class);
      if (report == null) {
        throw new SnapshotException("the report is empty");
      }
      return report;
    } catch (JsonParseException e) {
      // The library adds a line with a link that is of no use to a user.
      String what = e.getMessage().lines().findFirst().orElse("");
      throw new SnapshotException("the report is not the JSON of a report: " + what, e);
    }
  }

  /**
   * The report of an image.
   *
   * @throws SnapshotException when the file is missing, is not an image, or its report is damaged;
   *     the message names the file and what was found
   */
  public static ImageReport read(Path image) {
    if (!Files.exists(image)) {
      throw new SnapshotException("there is no image at " + image);
    }
    if (!Files.isRegularFile(image)) {
      throw new SnapshotException(image + " is no image: it is not a file");
    }
    try (ZipFile zip = new ZipFile(image.toFile())) {
      ZipEntry entry = zip.getEntry(ENTRY);
      if (entry == null) {
        throw new SnapshotException(image + " is no image: it is a ZIP file without " + ENTRY);
      }
      byte[] json = zip.getInputStream(entry).readAllBytes();
      return parsed(image, new String(json, StandardCharsets.UTF_8)).withImageId(imageId(zip));
    } catch (ZipException e) {
      throw new SnapshotException(
          image + " is no image, or is damaged: it cannot be read as a ZIP file: " + reason(e), e);
    } catch (IOException e) {
      throw new SnapshotException("cannot read " + image + ": " + reason(e), e);
    }
  }

  private static ImageReport parsed(Path image, String json) {
    try {
      return fromJson(json);
    } catch (SnapshotException e) {
      throw new SnapshotException(image + " is damaged: " + e.getMessage(), e);
    }
  }

  private static String imageId(ZipFile zip) throws IOException {
    ZipEntry entry = zip.getEntry("META-INF/MANIFEST.MF");
    if (entry == null) {
      return null;
    }
    Manifest manifest = new Manifest(zip.getInputStream(entry));
    return manifest.getMainAttributes().getValue(IMAGE_ID_ATTRIBUTE);
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private static <T> List<T> copy(List<T> list) {
    return list == null ? List.of() : list.stream().filter(Objects::nonNull).toList();
  }
}
