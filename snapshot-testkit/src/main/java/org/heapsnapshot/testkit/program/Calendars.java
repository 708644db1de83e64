package org.heapsnapshot.testkit.program;

import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.TimeZone;

/** Calendars: one holds the time at which it was made, others a time of their own. */
final class Calendars {
  static final TimeZone UTC = TimeZone.getTimeZone("UTC");
  static final Calendar NOW = new GregorianCalendar(UTC, Locale.US);
  static final Calendar LOCAL_NOW = Calendar.getInstance(Locale.US);
  static final Calendar MONDAY_FIRST = new GregorianCalendar(UTC, Locale.GERMANY);
  static final Calendar FIXED = fixed();
  static final Calendar PARTIAL = partial();

  private Calendars() {}

  private static Calendar fixed() {
    Calendar calendar = new GregorianCalendar(UTC, Locale.US);
    calendar.setLenient(false);
    calendar.setTimeInMillis(1_000_000_000_000L);
    return calendar;
  }

  private static Calendar partial() {
    Calendar calendar = new GregorianCalendar(UTC, Locale.US);
    calendar.clear();
    calendar.set(2000, Calendar.FEBRUARY, 28);
    calendar.add(Calendar.DAY_OF_MONTH, 1);
    calendar.set(Calendar.HOUR_OF_DAY, 12);
    return calendar;
  }

  private static boolean isRecent(Calendar calendar) {
    return Math.abs(System.currentTimeMillis() - calendar.getTimeInMillis()) < 100_000;
  }

  static void check(Checks checks) {
    checks.that("now", isRecent(NOW));
    checks.that("local now", isRecent(LOCAL_NOW));
    Calendar fresh = Calendar.getInstance(Locale.US);
    checks.equal("default zone", fresh.getTimeZone(), LOCAL_NOW.getTimeZone());
    checks.equal("first day", fresh.getFirstDayOfWeek(), LOCAL_NOW.getFirstDayOfWeek());
    fresh.setTimeInMillis(LOCAL_NOW.getTimeInMillis());
    checks.equal(
        "local hour", fresh.get(Calendar.HOUR_OF_DAY), LOCAL_NOW.get(Calendar.HOUR_OF_DAY));
    checks.equal("same state", fresh, LOCAL_NOW);
    checks.same("shared zone", UTC, MONDAY_FIRST.getTimeZone());
    checks.equal("monday", Calendar.MONDAY, MONDAY_FIRST.getFirstDayOfWeek());
    checks.equal("minimal days", 4, MONDAY_FIRST.getMinimalDaysInFirstWeek());
    checks.equal("fixed", 1_000_000_000_000L, FIXED.getTimeInMillis());
    checks.equal("its year", 2001, FIXED.get(Calendar.YEAR));
    checks.that("strict", !FIXED.isLenient());
    checks.equal("partial", 951_825_600_000L, PARTIAL.getTimeInMillis());
    checks.equal("a clone", NOW, NOW.clone());
  }
}
