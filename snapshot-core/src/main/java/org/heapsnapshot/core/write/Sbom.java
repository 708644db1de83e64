package org.heapsnapshot.core.write;

import com.google.gson.stream.JsonWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.heapsnapshot.core.SnapshotException;
import org.heapsnapshot.core.classpath.ClassPath;
import org.heapsnapshot.core.classpath.ClassPathEntry;
import org.heapsnapshot.core.classpath.ClassPathResource;

/**
 * The bill of materials of an image, CycloneDX 1.6 as JSON: a component for each jar, with the
 * Maven coordinates of its {@code pom.properties} or what its file name says, and below it the
 * components that were shaded into it. No serial number and no time stamp: the same inputs give the
 * same bytes.
 */
final class Sbom {
  /** Where Spring Boot and others look for it. */
  static final String ENTRY = "META-INF/sbom/application.cdx.json";

  /** Where it goes when the program has its own at that place. */
  static final String SECOND_ENTRY = "META-INF/sbom/snapshot.cdx.json";

  private static final Pattern POM =
      Pattern.compile("META-INF/maven/([^/]+)/([^/]+)/pom\\.properties");
  private static final Pattern VERSIONED_NAME = Pattern.compile("(.+?)-(\\d[\\w.+-]*)\\.jar");

  private final EntryLabels labels;
  private final StringWriter text = new StringWriter();
  private final JsonWriter json = new JsonWriter(text);

  private record Coordinates(String group, String name, String version) {}

  private Sbom(EntryLabels labels) {
    this.labels = labels;
    json.setIndent("  ");
  }

  /**
   * The bytes of the document.
   *
   * @throws SnapshotException when a jar cannot be read
   */
  static byte[] bytes(ClassPath classPath, List<ClassPathEntry> entries, EntryLabels labels) {
    Sbom sbom = new Sbom(labels);
    try {
      sbom.document(classPath, entries);
    } catch (IOException e) {
      throw new SnapshotException("the class path cannot be read: " + e.getMessage(), e);
    }
    return (sbom.text + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private void document(ClassPath classPath, List<ClassPathEntry> entries) throws IOException {
    json.beginObject();
    json.name("$schema").value("http://cyclonedx.org/schema/bom-1.6.schema.json");
    json.name("bomFormat").value("CycloneDX");
    json.name("specVersion").value("1.6");
    json.name("version").value(1);
    json.name("metadata").beginObject();
    json.name("component").beginObject();
    json.name("type").value("application");
    json.name("bom-ref").value("application");
    json.name("name").value(classPath.mainClass());
    String version = classPath.manifestAttributes().get("Implementation-Version");
    if (version != null) {
      json.name("version").value(version);
    }
    json.endObject().endObject();
    json.name("components").beginArray();
    for (int i = 0; i < entries.size(); i++) {
      component(entries.get(i), labels.of(i));
    }
    json.endArray().endObject();
  }

  private void component(ClassPathEntry entry, String label) throws IOException {
    List<Coordinates> inside = coordinates(entry);
    Coordinates own = own(inside, label);
    json.beginObject();
    json.name("type").value("library");
    json.name("bom-ref").value(label);
    describe(own);
    if (!entry.isDirectory()) {
      json.name("hashes").beginArray().beginObject();
      json.name("alg").value("SHA-256");
      json.name("content").value(sha256(entry));
      json.endObject().endArray();
    }
    if (inside.size() > 1 || inside.size() == 1 && !inside.contains(own)) {
      json.name("components").beginArray();
      for (Coordinates shaded : inside) {
        if (!shaded.equals(own)) {
          json.beginObject();
          json.name("type").value("library");
          json.name("bom-ref").value(label + "!" + shaded.group() + ":" + shaded.name());
          describe(shaded);
          json.endObject();
        }
      }
      json.endArray();
    }
    json.endObject();
  }

  private void describe(Coordinates c) throws IOException {
    if (c.group() != null) {
      json.name("group").value(c.group());
    }
    json.name("name").value(c.name());
    if (c.version() != null) {
      json.name("version").value(c.version());
    }
    if (c.group() != null && c.version() != null) {
      json.name("purl").value("pkg:maven/" + c.group() + "/" + c.name() + "@" + c.version());
    }
  }

  /** The only coordinates in a jar, or those that its file name begins with, or its file name. */
  private static Coordinates own(List<Coordinates> inside, String label) {
    for (Coordinates c : inside) {
      String versioned = c.name() + "-" + c.version();
      if (label.equals(c.name() + ".jar") || label.startsWith(versioned)) {
        return c;
      }
    }
    Matcher name = VERSIONED_NAME.matcher(label);
    if (name.matches()) {
      return new Coordinates(null, name.group(1), name.group(2));
    }
    if (inside.size() == 1) {
      return inside.get(0);
    }
    return new Coordinates(
        null, label.endsWith(".jar") ? label.substring(0, label.length() - 4) : label, null);
  }

  private static List<Coordinates> coordinates(ClassPathEntry entry) throws IOException {
    List<Coordinates> found = new ArrayList<>();
    for (ClassPathResource resource : entry.resources()) {
      Matcher name = POM.matcher(resource.name());
      if (name.matches()) {
        Properties properties = new Properties();
        try {
          properties.load(new ByteArrayInputStream(entry.read(resource)));
        } catch (IllegalArgumentException e) {
          // A broken escape; the path still names group and artifact.
          properties.clear();
        }
        found.add(new Coordinates(name.group(1), name.group(2), properties.getProperty("version")));
      }
    }
    return found;
  }

  private static String sha256(ClassPathEntry entry) {
    MessageDigest digest = ClassSection.sha256();
    try (InputStream in = Files.newInputStream(entry.path())) {
      byte[] buffer = new byte[1 << 16];
      for (int n; (n = in.read(buffer)) > 0; ) {
        digest.update(buffer, 0, n);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
