package org.heapsnapshot.core.write;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import org.heapsnapshot.core.classpath.ClassFiles;
import org.heapsnapshot.core.classpath.ClassPathEntry;
import org.heapsnapshot.core.classpath.ClassPathResource;
import org.heapsnapshot.runtime.format.HeapLayout;
import org.heapsnapshot.runtime.format.ImageLayout;

/**
 * The manifest of an image: the program's own, and what {@code Package} would have answered for the
 * packages of the other jars as sections of those packages.
 *
 * <p>One thing cannot be said in a manifest: that a package has no version while the main section
 * has one. Such a package inherits it.
 */
final class ImageManifest {
  /** From here on the runtime writes memory through {@code jdk.internal.misc.Unsafe}. */
  private static final int FIRST_WITH_INTERNAL_UNSAFE = 24;

  private static final String INTERNAL_UNSAFE = "java.base/jdk.internal.misc";

  /** Written anew, or untrue of an image. */
  private static final Set<String> DROPPED =
      Set.of(
          "manifest-version",
          "signature-version",
          "main-class",
          "class-path",
          "multi-release",
          "snapshot-format",
          "snapshot-image-id");

  /** What a class loader takes from a manifest when it defines a package. */
  private static final List<Attributes.Name> PACKAGE_ATTRIBUTES =
      List.of(
          Attributes.Name.SPECIFICATION_TITLE,
          Attributes.Name.SPECIFICATION_VERSION,
          Attributes.Name.SPECIFICATION_VENDOR,
          Attributes.Name.IMPLEMENTATION_TITLE,
          Attributes.Name.IMPLEMENTATION_VERSION,
          Attributes.Name.IMPLEMENTATION_VENDOR,
          Attributes.Name.SEALED);

  private final ImagePlan plan;
  private final Map<String, String> main = new LinkedHashMap<>();
  private final Map<String, Map<String, String>> sections = new TreeMap<>();

  private ImageManifest(ImagePlan plan) {
    this.plan = plan;
  }

  /**
   * The bytes of the manifest.
   *
   * @param imageId in hexadecimal
   * @param classPath the {@code Class-Path} attribute, or null for none
   */
  static byte[] bytes(ImagePlan plan, String imageId, String classPath) {
    ImageManifest manifest = new ImageManifest(plan);
    manifest.mainSection(imageId, classPath);
    manifest.ownSections();
    manifest.packageSections();
    ManifestText text = new ManifestText();
    text.main(manifest.main);
    manifest.sections.forEach(text::section);
    return text.toBytes();
  }

  private void mainSection(String imageId, String classPath) {
    main.put("Manifest-Version", "1.0");
    main.put("Main-Class", plan.classPath().mainClass());
    if (classPath != null) {
      main.put("Class-Path", classPath);
    }
    plan.classPath()
        .manifestAttributes()
        .forEach(
            (name, value) -> {
              if (!DROPPED.contains(name.toLowerCase(Locale.ROOT)) && !isDigest(name)) {
                main.put(name, value);
              }
            });
    if (plan.feature() >= FIRST_WITH_INTERNAL_UNSAFE) {
      Set<String> exports = new LinkedHashSet<>();
      String own = main.getOrDefault("Add-Exports", "").trim();
      if (!own.isEmpty()) {
        exports.addAll(List.of(own.split("\\s+")));
      }
      exports.add(INTERNAL_UNSAFE);
      main.put("Add-Exports", String.join(" ", exports));
    }
    main.put(ImageLayout.FORMAT_ATTRIBUTE, Integer.toString(HeapLayout.FORMAT_VERSION));
    main.put(ImageLayout.IMAGE_ID_ATTRIBUTE, imageId);
  }

  /** The named sections of every manifest, the first of a name winning; digests left out. */
  private void ownSections() {
    for (ClassPathEntry entry : plan.classFiles().entries()) {
      if (entry.manifest() == null) {
        continue;
      }
      entry
          .manifest()
          .getEntries()
          .forEach(
              (name, attributes) -> {
                Map<String, String> kept = new LinkedHashMap<>();
                attributes.forEach(
                    (key, value) -> {
                      if (!isDigest(key.toString()) && !key.toString().equalsIgnoreCase("Magic")) {
                        kept.put(key.toString(), value.toString());
                      }
                    });
                if (!kept.isEmpty()) {
                  sections.putIfAbsent(name, kept);
                }
              });
    }
  }

  private static boolean isDigest(String attribute) {
    String name = attribute.toLowerCase(Locale.ROOT);
    return name.endsWith("-digest")
        || name.contains("-digest-")
        || name.startsWith("digest-algorithms");
  }

  /** What the jar that a package comes from says about it, where the image would say otherwise. */
  private void packageSections() {
    ClassFiles files = plan.classFiles();
    Map<String, Integer> packages = new TreeMap<>();
    for (ClassPathResource resource : files.resources()) {
      int end = resource.name().lastIndexOf('/') + 1;
      if (resource.isClass() && end > 0) {
        packages.putIfAbsent(resource.name().substring(0, end), resource.entry());
      }
    }
    packages.forEach(
        (path, entry) -> {
          Manifest manifest = files.entries().get(entry).manifest();
          if (manifest != null) {
            packageSection(path, manifest);
          }
        });
  }

  private void packageSection(String path, Manifest manifest) {
    Attributes own = manifest.getAttributes(path);
    Map<String, String> different = new LinkedHashMap<>();
    for (Attributes.Name name : PACKAGE_ATTRIBUTES) {
      String value = own == null ? null : own.getValue(name);
      if (value == null) {
        value = manifest.getMainAttributes().getValue(name);
      }
      String inherited = main.get(name.toString());
      if (value == null && name == Attributes.Name.SEALED && inherited != null) {
        value = "false";
      }
      if (value != null && !value.equals(inherited)) {
        different.put(name.toString(), value);
      }
    }
    if (!different.isEmpty()) {
      sections.merge(
          path,
          different,
          (section, added) -> {
            Map<String, String> union = new LinkedHashMap<>(section);
            union.putAll(added);
            return union;
          });
    }
  }
}
