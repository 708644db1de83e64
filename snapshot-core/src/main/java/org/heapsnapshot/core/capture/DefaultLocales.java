package org.heapsnapshot.core.capture;

import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The default locales of an observing JVM, as objects of their own with a variant that no program
 * names, so that one that a program keeps is known to be the default. At a start it is the default
 * of that start. Equal ones would not do: the JDK keeps symbols and formats by locale, with the
 * object that asked for them first. Confined to one thread.
 */
public final class DefaultLocales {
  /** No locale is known to be a default. */
  public static final DefaultLocales NONE = new DefaultLocales();

  private static final String VARIANT = "SNAPA";
  private static final String GET = "s java.util.Locale.getDefault(";
  private static final String LOCALE = ")Ljava/util/Locale;";

  private final Map<Locale, OwnCall> calls = new IdentityHashMap<>();

  private DefaultLocales() {}

  /** Replaces the defaults of this JVM; before the program runs. */
  public static DefaultLocales separate() {
    DefaultLocales defaults = new DefaultLocales();
    Locale plain = Locale.getDefault();
    if (isPlain(plain)) {
      Locale own = variant(plain, VARIANT);
      Locale.setDefault(own);
      defaults.calls.put(own, OwnCall.of(GET + LOCALE));
      for (Locale.Category category : Locale.Category.values()) {
        Locale ofCategory = variant(plain, VARIANT + category.ordinal());
        Locale.setDefault(category, ofCategory);
        defaults.calls.put(
            ofCategory, OwnCall.of(GET + "Ljava/util/Locale$Category;" + LOCALE, category));
      }
    }
    return defaults;
  }

  /** Whether it has nothing but language and country, and is the same for all purposes. */
  private static boolean isPlain(Locale locale) {
    return locale.getScript().isEmpty()
        && locale.getVariant().isEmpty()
        && !locale.hasExtensions()
        && locale.equals(Locale.getDefault(Locale.Category.DISPLAY))
        && locale.equals(Locale.getDefault(Locale.Category.FORMAT));
  }

  @SuppressWarnings("deprecation") // What replaces it is not there in JDK 17.
  private static Locale variant(Locale locale, String variant) {
    return new Locale(locale.getLanguage(), locale.getCountry(), variant);
  }

  /** The call that answers with a locale, or null when it is no default. */
  OwnCall of(Object locale) {
    return locale instanceof Locale ? calls.get(locale) : null;
  }
}
