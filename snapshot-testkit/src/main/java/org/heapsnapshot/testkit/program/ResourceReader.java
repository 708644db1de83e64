package org.heapsnapshot.testkit.program;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** Initializers that read resources of the class path, one that is there and one that is not. */
final class ResourceReader {
  static final Properties TABLE = new Properties();
  static final boolean ABSENT;

  static {
    try (InputStream in = ResourceReader.class.getResourceAsStream("fixture.properties")) {
      TABLE.load(in);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    ABSENT = ResourceReader.class.getResource("absent.properties") == null;
  }

  private ResourceReader() {}

  /** Holds an address that names the jar. */
  static final class Address {
    static final URL URL = ResourceReader.class.getResource("fixture.properties");

    private Address() {}
  }

  static void check(Checks checks) throws IOException {
    checks.equal("entry", "resource", TABLE.getProperty("kind"));
    checks.equal("entry with an escape", "caf\u00e9", TABLE.getProperty("text"));
    checks.that("absent", ABSENT);
    try (InputStream in = Address.URL.openStream()) {
      String text = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
      checks.that("address opens", text.contains("kind=resource"));
    }
  }
}
