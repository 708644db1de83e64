package org.heapsnapshot.testkit.program;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.ChoiceFormat;
import java.text.DateFormat;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.FieldPosition;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.text.ParseException;
import java.text.ParsePosition;
import java.text.SimpleDateFormat;
import java.util.Calendar;
import java.util.Currency;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.TimeZone;

/** Formats of texts, numbers and dates, changed and used before they are asked for. */
final class Formats {
  static final TimeZone UTC = TimeZone.getTimeZone("UTC");
  static final DecimalFormat DECIMAL =
      new DecimalFormat("#,##0.00;(#)", DecimalFormatSymbols.getInstance(Locale.GERMANY));
  static final NumberFormat PERCENT = NumberFormat.getPercentInstance(Locale.US);
  static final NumberFormat MONEY = NumberFormat.getCurrencyInstance(Locale.US);
  static final MessageFormat MESSAGE =
      new MessageFormat("{0,number,#.#} of {1,choice,0#none|1#one|1<{1}} at {2}", Locale.US);
  static final SimpleDateFormat ISO = new SimpleDateFormat("yyyy-MM-dd'T'HH:mm", Locale.US);
  static final SimpleDateFormat LOCAL = new SimpleDateFormat("yyyy-MM-dd HH:mm:ss", Locale.US);
  static final SimpleDateFormat SHORT = new SimpleDateFormat("dd/MM/yy", Locale.UK);
  static final SimpleDateFormat OWN_CENTURY = new SimpleDateFormat("yy", Locale.US);
  static final SimpleDateFormat USED = new SimpleDateFormat("EEEE, d MMMM", Locale.FRANCE);
  static final String USED_TEXT;
  static final DateFormat OWN = new OwnFormat();

  static {
    DECIMAL.setRoundingMode(RoundingMode.DOWN);
    DECIMAL.setParseBigDecimal(true);
    DECIMAL.applyPattern("000.0");
    PERCENT.setMaximumFractionDigits(1);
    MONEY.setCurrency(Currency.getInstance("EUR"));
    ISO.setTimeZone(UTC);
    ISO.setLenient(false);
    OWN_CENTURY.set2DigitYearStart(new Date(0));
    USED.setTimeZone(UTC);
    USED_TEXT = USED.format(new Date(86_400_000));
  }

  private Formats() {}

  /** As Jackson's: a format of its own around a blueprint. */
  private static final class OwnFormat extends DateFormat {
    private static final long serialVersionUID = 1;

    OwnFormat() {
      calendar = new GregorianCalendar(UTC, Locale.US);
      numberFormat = NumberFormat.getInstance(Locale.US);
    }

    @Override
    public StringBuffer format(Date date, StringBuffer to, FieldPosition position) {
      return to.append(((DateFormat) ISO.clone()).format(date));
    }

    @Override
    public Date parse(String text, ParsePosition position) {
      return ISO.parse(text, position);
    }
  }

  static void check(Checks checks) throws ParseException {
    numbers(checks);
    dates(checks);
    years(checks);
  }

  private static void numbers(Checks checks) {
    checks.equal("decimal", "001,2", DECIMAL.format(1.29));
    checks.equal(
        "big decimal", new BigDecimal("1.5"), DECIMAL.parse("001,5", new ParsePosition(0)));
    checks.equal("percent", "12.5%", PERCENT.format(0.125));
    checks.equal("money", "€2.50", MONEY.format(2.5));
    checks.equal("its currency", Currency.getInstance("EUR"), MONEY.getCurrency());
    checks.equal("message", "1.5 of one at x", MESSAGE.format(new Object[] {1.49, 1, "x"}));
    checks.equal("choice", "one", ((ChoiceFormat) MESSAGE.getFormats()[1]).format(1));
    checks.equal("pattern", "#000.0", DECIMAL.toPattern());
  }

  private static void dates(Checks checks) throws ParseException {
    checks.equal("iso", "1970-01-01T00:00", ISO.format(new Date(0)));
    checks.equal("iso parsed", new Date(60_000), ISO.parse("1970-01-01T00:01"));
    checks.equal("strict", null, ISO.parse("1970-13-01T00:01", new ParsePosition(0)));
    SimpleDateFormat fresh = new SimpleDateFormat("yyyy-MM-dd HH:mm:ss", Locale.US);
    checks.equal("local", fresh.format(new Date(0)), LOCAL.format(new Date(0)));
    checks.equal("equal to a fresh one", fresh, LOCAL);
    checks.equal("used", "vendredi, 2 janvier", USED_TEXT);
    checks.equal("its time", 86_400_000L, USED.getCalendar().getTimeInMillis());
    checks.equal("used again", "jeudi, 1 janvier", USED.format(new Date(0)));
    checks.equal("own", "1970-01-01T00:00", OWN.format(new Date(0)));
    checks.same("own zone", UTC, OWN.getTimeZone());
  }

  private static void years(Checks checks) throws ParseException {
    Calendar start = new GregorianCalendar();
    start.add(Calendar.YEAR, -80);
    for (SimpleDateFormat format : new SimpleDateFormat[] {ISO, LOCAL, SHORT, USED}) {
      long difference = format.get2DigitYearStart().getTime() - start.getTimeInMillis();
      checks.that("century of " + format.toPattern(), Math.abs(difference) < 100_000);
    }
    start.add(Calendar.YEAR, 79);
    String year = String.format(Locale.US, "%02d", start.get(Calendar.YEAR) % 100);
    Calendar parsed = new GregorianCalendar();
    parsed.setTime(SHORT.parse("01/06/" + year));
    checks.equal("two digits", start.get(Calendar.YEAR), parsed.get(Calendar.YEAR));
    checks.equal("own century", new Date(0), OWN_CENTURY.get2DigitYearStart());
    parsed.setTime(OWN_CENTURY.parse("71"));
    checks.equal("in it", 1971, parsed.get(Calendar.YEAR));
  }
}
