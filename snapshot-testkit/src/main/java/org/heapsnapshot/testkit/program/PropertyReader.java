package org.heapsnapshot.testkit.program;

import java.util.Locale;
import java.util.TimeZone;

/**
 * Initializers that read a fact of the environment: whatever it was at the build, the value must be
 * that of this process.
 */
final class PropertyReader {
  private PropertyReader() {}

  static final class Colour {
    static final String NAME = System.getProperty("fixture.colour", "none");
    static final boolean LOUD = Boolean.getBoolean("fixture.loud");
    static final int SIZE = Integer.getInteger("fixture.size", 10);

    private Colour() {}
  }

  static final class Defaults {
    static final String LOCALE = Locale.getDefault().toLanguageTag();
    static final String ZONE = TimeZone.getDefault().getID();

    private Defaults() {}
  }

  static void check(Checks checks) {
    checks.equal("string", System.getProperty("fixture.colour", "none"), Colour.NAME);
    checks.equal("boolean", Boolean.getBoolean("fixture.loud"), Colour.LOUD);
    checks.equal("int", Integer.getInteger("fixture.size", 10), Colour.SIZE);
    checks.equal("locale", Locale.getDefault().toLanguageTag(), Defaults.LOCALE);
    checks.equal("time zone", TimeZone.getDefault().getID(), Defaults.ZONE);
  }
}
