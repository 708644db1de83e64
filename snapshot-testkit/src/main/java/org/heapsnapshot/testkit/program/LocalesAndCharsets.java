package org.heapsnapshot.testkit.program;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Currency;
import java.util.Locale;
import java.util.TimeZone;

/** Objects of which the JDK keeps one for each name. */
final class LocalesAndCharsets {
  static final Locale TURKISH = Locale.forLanguageTag("tr-TR");
  static final Locale ENGLISH = Locale.ENGLISH;
  static final Locale FULL = new Locale.Builder().setLanguage("sr").setScript("Latn").build();
  static final Charset UTF_8 = StandardCharsets.UTF_8;
  static final Charset GREEK = Charset.forName("ISO-8859-7");
  static final TimeZone ZONE = TimeZone.getTimeZone("Asia/Tokyo");
  static final Currency EURO = Currency.getInstance("EUR");

  private LocalesAndCharsets() {}

  static void check(Checks checks) {
    checks.equal("Turkish lower case", "t\u0131tle", "TITLE".toLowerCase(TURKISH));
    checks.equal("English lower case", "title", "TITLE".toLowerCase(ENGLISH));
    checks.same("constant", Locale.ENGLISH, ENGLISH);
    checks.equal("tag", "tr-TR", TURKISH.toLanguageTag());
    checks.equal("script", "sr-Latn", FULL.toLanguageTag());
    checks.equal("equals", Locale.forLanguageTag("tr-TR"), TURKISH);
    checks.same("UTF-8", StandardCharsets.UTF_8, UTF_8);
    checks.equal("Greek", "λ", new String("λ".getBytes(GREEK), GREEK));
    checks.equal("Greek bytes", 1, "λ".getBytes(GREEK).length);
    checks.equal("charset equals", Charset.forName("ISO-8859-7"), GREEK);
    checks.equal("time zone", 9 * 3_600_000, ZONE.getRawOffset());
    checks.same("currency", Currency.getInstance("EUR"), EURO);
  }
}
