package org.heapsnapshot.testkit.program;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.chrono.HijrahDate;
import java.time.chrono.IsoChronology;
import java.time.chrono.JapaneseDate;
import java.time.chrono.JapaneseEra;
import java.time.chrono.MinguoDate;
import java.time.chrono.ThaiBuddhistChronology;
import java.time.chrono.ThaiBuddhistDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.FormatStyle;
import java.time.format.SignStyle;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjuster;
import java.time.temporal.TemporalAdjusters;
import java.time.temporal.TemporalField;
import java.time.temporal.TemporalQueries;
import java.time.temporal.TemporalQuery;
import java.time.temporal.WeekFields;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Dates of other calendars, formatters and what they are made of. */
final class Chronologies {
  static final LocalDate DAY = LocalDate.of(2024, 2, 29);
  static final HijrahDate HIJRAH = HijrahDate.from(DAY);
  static final JapaneseDate JAPANESE = JapaneseDate.from(DAY);
  static final MinguoDate MINGUO = MinguoDate.from(DAY);
  static final ThaiBuddhistDate THAI = ThaiBuddhistDate.from(DAY);
  static final Object CHRONOLOGY = ThaiBuddhistChronology.INSTANCE;
  static final JapaneseEra ERA = JapaneseEra.REIWA;
  static final WeekFields WEEKS = WeekFields.of(DayOfWeek.SUNDAY, 2);
  static final WeekFields ISO_WEEKS = WeekFields.ISO;
  static final TemporalField WEEK = WEEKS.weekOfYear();
  static final List<TemporalField> FIELDS =
      List.of(ChronoField.DAY_OF_YEAR, IsoFields.QUARTER_OF_YEAR);
  static final TemporalQuery<?> QUERY = TemporalQueries.localDate();
  static final TemporalAdjuster LAST = TemporalAdjusters.lastDayOfMonth();
  static final TemporalAdjuster FRIDAY = TemporalAdjusters.next(DayOfWeek.FRIDAY);
  static final DateTimeFormatter ISO = DateTimeFormatter.ISO_LOCAL_DATE;
  static final DateTimeFormatter WORDS =
      DateTimeFormatter.ofPattern("EEEE d MMMM uuuu", Locale.FRANCE);
  static final DateTimeFormatter LOCALIZED =
      DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(Locale.US);
  static final DateTimeFormatter BUILT =
      new DateTimeFormatterBuilder()
          .appendValue(ChronoField.YEAR, 4, 10, SignStyle.EXCEEDS_PAD)
          .appendLiteral('/')
          .appendText(ChronoField.MONTH_OF_YEAR, new TreeMap<>(Map.of(2L, "deux", 3L, "trois")))
          .optionalStart()
          .appendPattern("-dd")
          .optionalEnd()
          .parseDefaulting(ChronoField.DAY_OF_MONTH, 7)
          .toFormatter(Locale.ROOT)
          .withChronology(IsoChronology.INSTANCE);

  private Chronologies() {}

  static void check(Checks checks) {
    checks.equal("hijrah", HijrahDate.from(DAY), HIJRAH);
    checks.equal("hijrah day", DAY, LocalDate.from(HIJRAH));
    checks.equal("japanese", JapaneseDate.from(DAY), JAPANESE);
    checks.same("its era", ERA, JAPANESE.getEra());
    checks.equal("minguo", MinguoDate.from(DAY), MINGUO);
    checks.equal("thai", DAY, LocalDate.from(THAI));
    checks.same("its chronology", CHRONOLOGY, THAI.getChronology());
    checks.same("weeks", WeekFields.of(DayOfWeek.SUNDAY, 2), WEEKS);
    checks.same("ISO weeks", WeekFields.ISO, ISO_WEEKS);
    checks.equal("week", DAY.get(WeekFields.of(DayOfWeek.SUNDAY, 2).weekOfYear()), DAY.get(WEEK));
    checks.same("field of weeks", WeekFields.of(DayOfWeek.SUNDAY, 2).weekOfYear(), WEEK);
    checks.equal("quarter", 1, DAY.get(FIELDS.get(1)));
    checks.same("query", TemporalQueries.localDate(), QUERY);
    checks.equal("last day", LocalDate.of(2024, 2, 29), DAY.with(LAST));
    checks.equal("next friday", LocalDate.of(2024, 3, 1), DAY.with(FRIDAY));
    checks.same("iso", DateTimeFormatter.ISO_LOCAL_DATE, ISO);
    checks.equal("words", "jeudi 29 février 2024", WORDS.format(DAY));
    checks.equal("localized", "February 29, 2024", LOCALIZED.format(DAY));
    checks.equal("built", "2024/deux-29", BUILT.format(DAY));
    checks.equal(
        "parsed", LocalDate.of(1999, Month.MARCH, 7), LocalDate.parse("1999/trois", BUILT));
    checks.equal("style", "Mar", Month.MARCH.getDisplayName(TextStyle.SHORT, Locale.US));
  }
}
