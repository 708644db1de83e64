package org.heapsnapshot.core.write;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.heapsnapshot.core.SnapshotException;
import org.heapsnapshot.core.classpath.ClassFiles;
import org.heapsnapshot.core.classpath.ClassPathEntry;
import org.heapsnapshot.core.classpath.ClassPathResource;

/**
 * Decides what becomes of every entry of the class path: the first of a name wins as in the JVM,
 * service files are merged, licences of every jar are kept, signatures are dropped, and resources
 * that several jars have with different contents are left to the class path behind the image, where
 * {@code getResources} finds all of them in their order.
 *
 * <p>Thread-safety: immutable once made.
 */
final class ResourceSelection {
  private static final int NAMES_IN_A_NOTE = 5;

  private final ClassFiles files;
  private final EntryLabels labels;
  private final List<ClassPathResource> classes = new ArrayList<>();
  private final List<ClassPathResource> others = new ArrayList<>();
  private final Map<String, byte[]> merged = new LinkedHashMap<>();
  private final Map<String, ClassPathResource> licences = new LinkedHashMap<>();
  private final List<ClassPathResource> behind = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  private final Set<String> signed = new TreeSet<>();
  private final List<String> differing = new ArrayList<>();
  private final List<String> differingClasses = new ArrayList<>();

  private ResourceSelection(ClassFiles files) {
    this.files = files;
    this.labels = new EntryLabels(files);
  }

  /**
   * Decides.
   *
   * @throws SnapshotException when a duplicate cannot be read
   */
  static ResourceSelection of(ClassFiles files) {
    ResourceSelection selection = new ResourceSelection(files);
    try {
      for (ClassPathResource resource : files.resources()) {
        selection.decide(resource);
      }
    } catch (IOException e) {
      throw new SnapshotException("the class path cannot be read: " + e.getMessage(), e);
    }
    selection.noteAll();
    return selection;
  }

  private void decide(ClassPathResource first) throws IOException {
    List<ClassPathResource> all = files.findAll(first.name());
    switch (EntryKind.of(first.name())) {
      case REPLACED -> {
        // Written anew, or of no use in an image.
      }
      case SIGNATURE -> all.forEach(r -> signed.add(labels.of(r.entry())));
      case CLASS -> {
        classes.add(first);
        if (first.isClass() && differ(all)) {
          differingClasses.add(first.className());
        }
      }
      case DIRECTORY, DOCUMENTATION -> others.add(first);
      case LICENCE -> {
        others.add(first);
        if (files.entries().size() > 1) {
          for (ClassPathResource each : all) {
            licences.put(
                "META-INF/snapshot/licenses/" + labels.of(each.entry()) + "/" + each.name(), each);
          }
        }
      }
      case SERVICE -> {
        byte[] union = all.size() == 1 ? null : ServiceUnion.of(files, all);
        if (union != null) {
          merged.put(first.name(), union);
          others.add(first);
        } else {
          resource(first, all);
        }
      }
      case RESOURCE -> resource(first, all);
    }
  }

  private void resource(ClassPathResource first, List<ClassPathResource> all) throws IOException {
    if (differ(all)) {
      differing.add(first.name());
      behind.addAll(all);
    } else {
      others.add(first);
    }
  }

  private boolean differ(List<ClassPathResource> all) throws IOException {
    byte[] first = null;
    for (ClassPathResource each : all) {
      if (all.size() == 1) {
        return false;
      }
      byte[] bytes;
      try {
        bytes = files.read(each);
      } catch (IOException e) {
        if (each.isClass()) {
          // Reported by the closure; the first wins in any case.
          return false;
        }
        throw e;
      }
      if (first == null) {
        first = bytes;
      } else if (!Arrays.equals(first, bytes)) {
        return true;
      }
    }
    return false;
  }

  private void noteAll() {
    if (!signed.isEmpty()) {
      notes.add("signatures dropped, since classes are rewritten: " + String.join(", ", signed));
    }
    if (!merged.isEmpty()) {
      notes.add("service files merged: " + some(List.copyOf(merged.keySet())));
    }
    if (!differingClasses.isEmpty()) {
      notes.add(
          differingClasses.size()
              + " classes are on the class path more than once with different contents; the first"
              + " wins, as without the image: "
              + some(differingClasses));
    }
    if (!differing.isEmpty()) {
      Set<String> jars = new LinkedHashSet<>();
      behind.stream().map(ClassPathResource::entry).sorted().forEach(e -> jars.add(labels.of(e)));
      notes.add(
          differing.size()
              + " resources differ between jars and stay behind the image on its class path: "
              + some(differing)
              + " (of "
              + String.join(", ", jars)
              + ")");
    }
  }

  private static String some(List<String> names) {
    return names.stream().limit(NAMES_IN_A_NOTE).collect(Collectors.joining(", "))
        + (names.size() > NAMES_IN_A_NOTE
            ? " and " + (names.size() - NAMES_IN_A_NOTE) + " more"
            : "");
  }

  /** Everything whose name ends in {@code .class}, in class path order. */
  List<ClassPathResource> classes() {
    return classes;
  }

  /** Everything else for the image, directories included, in class path order. */
  List<ClassPathResource> others() {
    return others;
  }

  /** The contents of those of {@link #others} that were merged, by name. */
  Map<String, byte[]> merged() {
    return merged;
  }

  /** Copies of licences and notices, by their name in the image. */
  Map<String, ClassPathResource> licences() {
    return licences;
  }

  /** The resources that have to stay behind the image. */
  List<ClassPathResource> behind() {
    return behind;
  }

  /** A short and unique name for each class path entry. */
  EntryLabels labels() {
    return labels;
  }

  /** What was decided that a user should know. */
  List<String> notes() {
    return notes;
  }

  /** The jars or directories of the class path, for whoever writes what stays behind. */
  List<ClassPathEntry> entries() {
    return files.entries();
  }
}
