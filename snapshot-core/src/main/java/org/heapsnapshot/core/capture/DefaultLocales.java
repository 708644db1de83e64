package org.heapsnapshot.core.capture;

import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The default locales of an observing JVM, as objects of their own: equal to what they were, but
 * the same as no other locale, so that one that a program keeps is known to be the default. At a
 * start it is the default of that start. Confined to one thread.
 */
public final class DefaultLocales {
  /** No locale is known to be a default. */
  static final DefaultLocales NONE = new DefaultLocales();

  private static final String GET = "s java.util.Locale.getDefault(";
  private static final String LOCALE = ")Ljava/util/Locale;";

  private final Map<Locale, OwnCall> calls = new IdentityHashMap<>();

  private DefaultLocales() {}

  /** Replaces the defaults of this JVM; before the program runs. */
  public static DefaultLocales separate() {
    DefaultLocales defaults = new DefaultLocales();
    Locale plain = Locale.getDefault();
    if (isPlain(plain)) {
      Locale own = copy(plain);
      Locale.setDefault(own);
      defaults.calls.put(own, OwnCall.of(GET + LOCALE));
      for (Locale.Category category : Locale.Category.values()) {
        Locale ofCategory = copy(plain);
        Locale.setDefault(category, ofCategory);
        defaults.calls.put(
            ofCategory, OwnCall.of(GET + "Ljava/util/Locale$Category;" + LOCALE, category));
      }
    }
    return defaults;
  }

  /** Whether the constructor makes one that is equal, and the same for all purposes. */
  private static boolean isPlain(Locale locale) {
    return locale.getScript().isEmpty()
        && !locale.hasExtensions()
        && locale.equals(Locale.getDefault(Locale.Category.DISPLAY))
        && locale.equals(Locale.getDefault(Locale.Category.FORMAT));
  }

  @SuppressWarnings("deprecation") // What replaces it answers with an object that others have.
  private static Locale copy(Locale locale) {
    return new Locale(locale.getLanguage(), locale.getCountry(), locale.getVariant());
  }

  /** The call that answers with a locale, or null when it is no default. */
  OwnCall of(Object locale) {
    return locale instanceof Locale ? calls.get(locale) : null;
  }
}
