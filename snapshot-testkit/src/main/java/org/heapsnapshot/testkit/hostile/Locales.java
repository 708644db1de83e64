package org.heapsnapshot.testkit.hostile;

import java.nio.charset.Charset;
import java.text.NumberFormat;
import java.time.ZoneId;
import java.util.Locale;
import java.util.TimeZone;
import org.heapsnapshot.testkit.hostile.Hostile.Expected;
import org.heapsnapshot.testkit.hostile.Hostile.Net;

/** Defaults of the user, and what is made with them. */
final class Locales {
  private Locales() {}

  /** Asked for again when the class is restored, each as it was asked for. */
  @Hostile(verdict = Hostile.Expected.BUILD_TIME)
  static final class KeepsLocale {
    static final Locale LOCALE = Locale.getDefault();
    static final Locale OF_FORMATS = Locale.getDefault(Locale.Category.FORMAT);
  }

  static Object keepsLocale(Start start) {
    return KeepsLocale.LOCALE == Locale.getDefault()
        && KeepsLocale.OF_FORMATS == Locale.getDefault(Locale.Category.FORMAT);
  }

  @Hostile(cause = "DIFFERENCE", reason = "LANGUAGE", nets = Net.PERTURBATION)
  static final class KeepsLanguage {
    static final String LANGUAGE = Locale.getDefault().getLanguage();
  }

  static Object keepsLanguage(Start start) {
    return KeepsLanguage.LANGUAGE.equals(Locale.getDefault().getLanguage());
  }

  @Hostile(cause = "DIFFERENCE", reason = "TITLE", nets = Net.PERTURBATION)
  static final class RaisesCase {
    static final String TITLE = "title".toUpperCase();
  }

  static Object raisesCase(Start start) {
    return RaisesCase.TITLE.equals("title".toUpperCase());
  }

  @Hostile(cause = "DIFFERENCE", reason = "NUMBER", nets = Net.PERTURBATION)
  static final class FormatsNumber {
    static final String NUMBER = String.format("%,.2f", 12345.678);
  }

  static Object formatsNumber(Start start) {
    return FormatsNumber.NUMBER.equals(String.format("%,.2f", 12345.678));
  }

  @Hostile(nets = Net.PERTURBATION)
  static final class KeepsFormat {
    static final NumberFormat FORMAT = NumberFormat.getInstance();
  }

  static Object keepsFormat(Start start) {
    return KeepsFormat.FORMAT.format(0.5).equals(NumberFormat.getInstance().format(0.5));
  }

  /** Asked for again when the class is restored. */
  @Hostile(verdict = Hostile.Expected.BUILD_TIME)
  static final class KeepsZone {
    static final TimeZone ZONE = TimeZone.getDefault();
  }

  static Object keepsZone(Start start) {
    return KeepsZone.ZONE.equals(TimeZone.getDefault());
  }

  @Hostile(cause = "DIFFERENCE", reason = "ZONE", nets = Net.PERTURBATION)
  static final class KeepsZoneId {
    static final String ZONE = ZoneId.systemDefault().getId();
  }

  static Object keepsZoneId(Start start) {
    return KeepsZoneId.ZONE.equals(ZoneId.systemDefault().getId());
  }

  /** A guard: another default charset is a fall-back. */
  @Hostile(verdict = Expected.BUILD_TIME, reason = "charset")
  static final class KeepsCharset {
    static final Charset CHARSET = Charset.defaultCharset();
  }

  static Object keepsCharset(Start start) {
    return KeepsCharset.CHARSET == Charset.defaultCharset();
  }

  /** A guard as well. */
  @Hostile(verdict = Expected.BUILD_TIME, reason = "line.separator")
  static final class KeepsLineSeparator {
    static final int LENGTH = System.getProperty("line.separator").length();
  }

  static Object keepsLineSeparator(Start start) {
    return KeepsLineSeparator.LENGTH == System.lineSeparator().length();
  }
}
