package org.heapsnapshot.core.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DefaultLocalesTest {
  private final Locale before = Locale.getDefault();

  @AfterEach
  void putBack() {
    Locale.setDefault(before);
  }

  @Test
  void shouldTellDefaultsFromEqualLocales() {
    Locale.setDefault(Locale.GERMANY);
    DefaultLocales defaults = DefaultLocales.separate();

    assertEquals("DE", Locale.getDefault().getCountry());
    assertNotEquals(Locale.GERMANY, Locale.getDefault());
    assertNotEquals(Locale.getDefault(), Locale.getDefault(Locale.Category.FORMAT));
    assertNull(defaults.of(Locale.GERMANY));
    assertEquals(
        "s java.util.Locale.getDefault()Ljava/util/Locale;",
        defaults.of(Locale.getDefault()).call().method());
    OwnCall ofFormats = defaults.of(Locale.getDefault(Locale.Category.FORMAT));
    assertNotNull(ofFormats);
    assertEquals(Locale.Category.FORMAT, ofFormats.call().arguments()[0]);
  }

  /** A constructor cannot make one that is equal. */
  @Test
  void shouldLeaveOthersAlone() {
    Locale.setDefault(Locale.forLanguageTag("sr-Latn-RS"));
    DefaultLocales defaults = DefaultLocales.separate();

    assertNull(defaults.of(Locale.getDefault()));
  }
}
