package org.heapsnapshot.testkit.program;

import java.util.Arrays;
import java.util.Collections;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** {@link Hashtable}s and {@link Properties}. */
final class Hashtables {
  static final Hashtable<Object, Object> STABLE = Keys.fill(new Hashtable<>(), Keys.STABLE);
  static final Map<Object, Object> UNSTABLE = Keys.fill(new Hashtable<>(), Keys.UNSTABLE);
  static final Map<Object, Object> MANY = Keys.fill(new Hashtable<>(3), Keys.MANY);
  static final Properties DEFAULTS = new Properties();
  static final Properties PROPERTIES = new Properties(DEFAULTS);
  static final Properties UNSTABLE_PROPERTIES = Keys.fill(new Properties(), Keys.UNSTABLE);

  static {
    DEFAULTS.setProperty("colour", "red");
    DEFAULTS.setProperty("size", "1");
    PROPERTIES.setProperty("size", "2");
  }

  private Hashtables() {}

  static void check(Checks checks) {
    TableChecks.map(checks, "stable", STABLE, Keys.STABLE);
    TableChecks.map(checks, "unstable", UNSTABLE, Keys.UNSTABLE);
    TableChecks.map(checks, "many", MANY, Keys.MANY);
    TableChecks.map(checks, "unstable properties", UNSTABLE_PROPERTIES, Keys.UNSTABLE);
    checks.equal("elements", STABLE.size(), Collections.list(STABLE.elements()).size());
    checks.equal("property", "2", PROPERTIES.getProperty("size"));
    checks.equal("default property", "red", PROPERTIES.getProperty("colour"));
    DEFAULTS.setProperty("colour", "blue");
    checks.equal("default changed", "blue", PROPERTIES.getProperty("colour"));
    Object[] names = PROPERTIES.stringPropertyNames().toArray();
    Arrays.sort(names);
    checks.equal("names", List.of("colour", "size"), Arrays.asList(names));
    checks.that("own entries", PROPERTIES.size() == 1 && PROPERTIES.remove("size").equals("2"));
    checks.equal("default shows", "1", PROPERTIES.getProperty("size"));
  }
}
