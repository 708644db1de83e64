package org.heapsnapshot.testkit.program;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.util.Properties;

/** Tables of properties, one read from a resource, one with defaults. */
final class PropertyTables {
  static final Properties READ = read();
  static final Properties WITH_DEFAULTS = new Properties(READ);

  static {
    WITH_DEFAULTS.setProperty("own", "1");
  }

  private PropertyTables() {}

  private static Properties read() {
    Properties properties = new Properties();
    try (InputStream in = PropertyTables.class.getResourceAsStream("fixture.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return properties;
  }

  static void check(Checks checks) throws IOException {
    checks.equal("read", "resource", READ.getProperty("kind"));
    checks.equal("default", "resource", WITH_DEFAULTS.getProperty("kind"));
    checks.equal("own", "1", WITH_DEFAULTS.getProperty("own"));
    checks.that("names", WITH_DEFAULTS.stringPropertyNames().contains("kind"));
    checks.equal("size", 1, WITH_DEFAULTS.size());
    WITH_DEFAULTS.load(new StringReader("more=2"));
    checks.equal("more", "2", WITH_DEFAULTS.remove("more"));
  }
}
