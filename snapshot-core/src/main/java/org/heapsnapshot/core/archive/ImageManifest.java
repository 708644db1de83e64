package org.heapsnapshot.core.archive;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.heapsnapshot.core.SnapshotException;

/**
 * What the manifest of an image says about its start.
 *
 * @param mainClass binary name
 * @param imageId the image id, hexadecimal
 * @param exports {@code module/package} of {@code Add-Exports}
 * @param opens {@code module/package} of {@code Add-Opens}
 * @param nativeAccess whether {@code Enable-Native-Access} is there
 * @param needsJar whether only {@code -jar} does what the manifest asks for ({@code
 *     Launcher-Agent-Class})
 */
record ImageManifest(
    String mainClass,
    String imageId,
    List<String> exports,
    List<String> opens,
    boolean nativeAccess,
    boolean needsJar) {
  /** {@code Enable-Native-Access} in a manifest has a meaning from this feature release on. */
  private static final int FIRST_WITH_NATIVE_ACCESS = 22;

  /**
   * Reads it.
   *
   * @throws SnapshotException if the file is no image or names no main class
   */
  static ImageManifest read(Path image) {
    Manifest manifest;
    try (JarFile jar = new JarFile(image.toFile(), false)) {
      manifest = jar.getManifest();
    } catch (IOException e) {
      throw new SnapshotException("cannot read the image " + image + ": " + e.getMessage(), e);
    }
    Attributes main = manifest == null ? new Attributes() : manifest.getMainAttributes();
    String imageId = main.getValue("Snapshot-Image-Id");
    if (imageId == null) {
      throw new SnapshotException(
          image
              + " is no image: its manifest has no Snapshot-Image-Id; make one with `snapshot"
              + " build`");
    }
    String mainClass = main.getValue(Attributes.Name.MAIN_CLASS);
    if (mainClass == null) {
      throw new SnapshotException("the manifest of " + image + " names no Main-Class");
    }
    return of(mainClass.trim(), imageId.trim(), main::getValue);
  }

  /** The same of a program that is no image, from the attributes of its own manifest. */
  static ImageManifest ofAttributes(String mainClass, Map<String, String> attributes) {
    return of(mainClass, "", attributes::get);
  }

  private static ImageManifest of(
      String mainClass, String imageId, UnaryOperator<String> attributes) {
    return new ImageManifest(
        mainClass,
        imageId,
        words(attributes.apply("Add-Exports")),
        words(attributes.apply("Add-Opens")),
        attributes.apply("Enable-Native-Access") != null,
        attributes.apply("Launcher-Agent-Class") != null);
  }

  private static List<String> words(String value) {
    return value == null || value.isBlank() ? List.of() : List.of(value.trim().split("\\s+"));
  }

  /** The flags that do what the attributes do under {@code -jar}; none when that is used. */
  List<String> moduleFlags(int feature) {
    List<String> flags = new ArrayList<>();
    if (needsJar) {
      return flags;
    }
    exports.forEach(name -> flags.add("--add-exports=" + name + "=ALL-UNNAMED"));
    opens.forEach(name -> flags.add("--add-opens=" + name + "=ALL-UNNAMED"));
    if (nativeAccess && feature >= FIRST_WITH_NATIVE_ACCESS) {
      flags.add("--enable-native-access=ALL-UNNAMED");
    }
    return flags;
  }
}
