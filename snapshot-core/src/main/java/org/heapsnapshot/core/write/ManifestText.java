package org.heapsnapshot.core.write;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Writes a manifest in the order in which it is told, which {@code java.util.jar.Manifest} does not
 * promise. Source: JAR file specification, "Name-Value pairs and Sections": lines of at most 72
 * bytes without their end, continued by a blank.
 */
final class ManifestText {
  private static final int MAX_LINE_BYTES = 72;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** The main section, which comes first. */
  void main(Map<String, String> attributes) {
    attributes.forEach(this::line);
    end();
  }

  /** A named section. */
  void section(String name, Map<String, String> attributes) {
    line("Name", name);
    attributes.forEach(this::line);
    end();
  }

  private void line(String name, String value) {
    byte[] bytes = (name + ": " + value).getBytes(StandardCharsets.UTF_8);
    int length = Math.min(bytes.length, MAX_LINE_BYTES);
    out.write(bytes, 0, length);
    for (int at = length; at < bytes.length; at += length) {
      end();
      out.write(' ');
      length = Math.min(bytes.length - at, MAX_LINE_BYTES - 1);
      out.write(bytes, at, length);
    }
    end();
  }

  private void end() {
    out.write('\r');
    out.write('\n');
  }

  byte[] toBytes() {
    return out.toByteArray();
  }
}
