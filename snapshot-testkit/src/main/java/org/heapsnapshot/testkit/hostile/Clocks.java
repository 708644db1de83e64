package org.heapsnapshot.testkit.hostile;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.TimeZone;
import org.heapsnapshot.testkit.hostile.Hostile.Expected;
import org.heapsnapshot.testkit.hostile.Hostile.Net;

/** The time, which must be that of the start. */
final class Clocks {
  private Clocks() {}

  /** Restored, with the time at which the program first used it. */
  @Hostile(verdict = Expected.BUILD_TIME)
  static final class KeepsMillis {
    static final long AT = System.currentTimeMillis();
  }

  static Object keepsMillis(Start start) {
    return start.isOfThisRun(KeepsMillis.AT);
  }

  @Hostile(verdict = Expected.BUILD_TIME)
  static final class KeepsNanos {
    static final long AT = System.nanoTime();
  }

  static Object keepsNanos(Start start) {
    return KeepsNanos.AT - start.nanos() >= 0;
  }

  /** A clock that runs since its class was initialized. */
  @Hostile(verdict = Expected.BUILD_TIME)
  static final class Uptime {
    private static final long ORIGIN = System.nanoTime();

    static long nanos() {
      return System.nanoTime() - ORIGIN;
    }
  }

  static Object uptime(Start start) {
    return Uptime.nanos() <= System.nanoTime() - start.nanos();
  }

  /** No longer what the clock said. */
  @Hostile(cause = "DIFFERENCE", reason = "AT", nets = Net.PERTURBATION)
  static final class KeepsSeconds {
    static final long AT = System.currentTimeMillis() / 1000;
  }

  static Object keepsSeconds(Start start) {
    return KeepsSeconds.AT >= start.millis() / 1000;
  }

  /** True at a start that is late enough. */
  @Hostile(cause = "DIFFERENCE", reason = "EXPIRED", nets = Net.PERTURBATION)
  static final class ComparesTime {
    static final boolean EXPIRED = System.currentTimeMillis() > 2_208_988_800_000L;
  }

  static Object comparesTime(Start start) {
    return ComparesTime.EXPIRED == (start.millis() > 2_208_988_800_000L);
  }

  @Hostile(cause = "DIFFERENCE", reason = "DEADLINE", nets = Net.PERTURBATION)
  static final class KeepsDeadline {
    static final long NOW = System.nanoTime();
    static final long DEADLINE = NOW + 1_000_000_000;
  }

  static Object keepsDeadline(Start start) {
    return KeepsDeadline.NOW >= start.nanos()
        && KeepsDeadline.DEADLINE - KeepsDeadline.NOW == 1_000_000_000;
  }

  /** What it keeps was said to another initializer. */
  @Hostile(cause = "DIFFERENCE", reason = "AT", nets = Net.PERTURBATION)
  static final class KeepsTimeOfAnother {
    static final class Clock {
      static final long AT = System.currentTimeMillis();
    }

    static final long AT = Clock.AT;
  }

  static Object keepsTimeOfAnother(Start start) {
    return KeepsTimeOfAnother.AT == KeepsTimeOfAnother.Clock.AT
        && start.isOfThisRun(KeepsTimeOfAnother.AT);
  }

  /** Reads one clock once for two statics, and the other one, too. */
  @Hostile(verdict = Expected.BUILD_TIME)
  static final class KeepsTimesTwice {
    static final long MILLIS = System.currentTimeMillis();
    static final long NANOS;
    static final long SAME;

    static {
      SAME = System.nanoTime();
      NANOS = SAME;
    }
  }

  static Object keepsTimesTwice(Start start) {
    return KeepsTimesTwice.NANOS == KeepsTimesTwice.SAME
        && KeepsTimesTwice.NANOS >= start.nanos()
        && start.isOfThisRun(KeepsTimesTwice.MILLIS);
  }

  @Hostile(cause = "DIFFERENCE", reason = "AT", nets = Net.PERTURBATION)
  static final class KeepsInstant {
    static final Instant AT = Instant.now();
  }

  static Object keepsInstant(Start start) {
    return start.isOfThisRun(KeepsInstant.AT.toEpochMilli());
  }

  @Hostile(verdict = Expected.BUILD_TIME)
  static final class KeepsMillisOfInstant {
    static final long AT = Instant.now().toEpochMilli();
  }

  static Object keepsMillisOfInstant(Start start) {
    return start.isOfThisRun(KeepsMillisOfInstant.AT);
  }

  /** Made anew, as a time that is kept is read again. */
  @Hostile(verdict = Expected.BUILD_TIME)
  static final class KeepsDate {
    static final Date AT = new Date();
  }

  static Object keepsDate(Start start) {
    return start.isOfThisRun(KeepsDate.AT.getTime());
  }

  @Hostile(verdict = Expected.BUILD_TIME)
  static final class KeepsMillisOfDate {
    static final long AT = new Date().getTime();
  }

  static Object keepsMillisOfDate(Start start) {
    return start.isOfThisRun(KeepsMillisOfDate.AT);
  }

  /** They always are of the same time. */
  @Hostile(verdict = Expected.BUILD_TIME)
  static final class KeepsDateAndMillis {
    static final Date DATE = new Date();
    static final long AT = DATE.getTime();
    static final Object EQUAL = new Date(AT);
  }

  static Object keepsDateAndMillis(Start start) {
    return KeepsDateAndMillis.DATE.getTime() == KeepsDateAndMillis.AT
        && KeepsDateAndMillis.DATE.equals(KeepsDateAndMillis.EQUAL)
        && KeepsDateAndMillis.DATE != KeepsDateAndMillis.EQUAL
        && start.isOfThisRun(KeepsDateAndMillis.AT);
  }

  /** One object for two fields. */
  @Hostile(cause = "HEAP", reason = "a date of the time")
  static final class KeepsDateTwice {
    static final Date FIRST = new Date();
    static final Date SECOND = FIRST;
  }

  static Object keepsDateTwice(Start start) {
    return KeepsDateTwice.FIRST == KeepsDateTwice.SECOND
        && start.isOfThisRun(KeepsDateTwice.FIRST.getTime());
  }

  @Hostile(cause = "HEAP", reason = "a date of the time")
  static final class KeepsDateInList {
    static final Date AT = new Date();
    static final List<Date> ALL = List.of(AT);
  }

  static Object keepsDateInList(Start start) {
    return KeepsDateInList.AT == KeepsDateInList.ALL.get(0)
        && start.isOfThisRun(KeepsDateInList.AT.getTime());
  }

  /** The other class has it as well. */
  @Hostile(cause = "HEAP", reason = "a date of the time")
  static final class KeepsDateOfAnother {
    static final class Other {
      static final Date AT = new Date();
    }

    static final Object DATE = Other.AT;
  }

  static Object keepsDateOfAnother(Start start) {
    return KeepsDateOfAnother.DATE == KeepsDateOfAnother.Other.AT
        && start.isOfThisRun(KeepsDateOfAnother.Other.AT.getTime());
  }

  @Hostile(cause = "DIFFERENCE", reason = "END", nets = Net.PERTURBATION)
  static final class ChangesDate {
    static final Date END = new Date();

    static {
      END.setTime(END.getTime() + 3_600_000);
    }
  }

  static Object changesDate(Start start) {
    return start.isOfThisRun(ChangesDate.END.getTime() - 3_600_000);
  }

  /** It remembers its parts, which deprecated methods change before the time is. */
  @Hostile(cause = "DIFFERENCE", reason = "DATE", nets = Net.PERTURBATION)
  static final class PrintsDate {
    static final Date DATE = new Date();
    static final boolean PRINTED = DATE.toString().length() > 0;
  }

  static Object printsDate(Start start) {
    return start.isOfThisRun(PrintsDate.DATE.getTime());
  }

  /** What the clock said to the calendar. */
  @Hostile(verdict = Expected.BUILD_TIME)
  static final class KeepsCalendar {
    static final long AT = Calendar.getInstance().getTimeInMillis();
  }

  static Object keepsCalendar(Start start) {
    return start.isOfThisRun(KeepsCalendar.AT);
  }

  @Hostile(cause = "DIFFERENCE", reason = "AT", nets = Net.PERTURBATION)
  static final class KeepsLocalTime {
    static final String AT = LocalDateTime.now(ZoneOffset.UTC).toString();
  }

  static Object keepsLocalTime(Start start) {
    return start.isOfThisRun(
        LocalDateTime.parse(KeepsLocalTime.AT).toInstant(ZoneOffset.UTC).toEpochMilli());
  }

  @Hostile(verdict = Expected.BUILD_TIME)
  static final class AsksClock {
    static final long AT = Clock.systemUTC().millis();
  }

  static Object asksClock(Start start) {
    return start.isOfThisRun(AsksClock.AT);
  }

  @Hostile(cause = "DIFFERENCE", reason = "AT", nets = Net.PERTURBATION)
  static final class AsksInstantSource {
    static final Instant AT = InstantSource.system().instant();
  }

  static Object asksInstantSource(Start start) {
    return start.isOfThisRun(AsksInstantSource.AT.toEpochMilli());
  }

  /** The year, month, day and day of the week are each another one. */
  @Hostile(cause = "DIFFERENCE", reason = "AT", nets = Net.PERTURBATION)
  static final class KeepsYear {
    static final int AT = LocalDate.now(ZoneOffset.UTC).getYear();
  }

  @Hostile(cause = "DIFFERENCE", reason = "AT", nets = Net.PERTURBATION)
  static final class KeepsMonth {
    static final Month AT = LocalDate.now(ZoneOffset.UTC).getMonth();
  }

  @Hostile(cause = "DIFFERENCE", reason = "AT", nets = Net.PERTURBATION)
  static final class KeepsDay {
    static final int AT = Calendar.getInstance(TimeZone.getTimeZone("GMT")).get(Calendar.DATE);
  }

  @Hostile(cause = "DIFFERENCE", reason = "AT", nets = Net.PERTURBATION)
  static final class KeepsDayOfWeek {
    static final DayOfWeek AT = LocalDate.now(ZoneOffset.UTC).getDayOfWeek();
  }

  static Object partsOfDate(Start start) {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    return KeepsYear.AT == today.getYear()
        && KeepsMonth.AT == today.getMonth()
        && KeepsDay.AT == today.getDayOfMonth()
        && KeepsDayOfWeek.AT == today.getDayOfWeek();
  }

  /** Asks, and keeps nothing of it. */
  @Hostile(verdict = Expected.BUILD_TIME)
  static final class OnlyAsks {
    static final String TEXT;

    static {
      boolean now = new Date().getTime() > 0 && Instant.now().getEpochSecond() > 0;
      now &= LocalDateTime.now().getYear() > 2000 && LocalDate.now().getYear() > 2000;
      now &= new GregorianCalendar().get(Calendar.YEAR) > 2000;
      now &= Clock.systemDefaultZone().instant().isAfter(Instant.EPOCH);
      TEXT = now ? "now" : "never";
    }
  }

  static Object onlyAsks(Start start) {
    return OnlyAsks.TEXT;
  }

  /** Clocks themselves are no time. */
  @Hostile(verdict = Expected.BUILD_TIME)
  static final class KeepsClocks {
    static final Clock UTC = Clock.systemUTC();
    static final Clock OTHER = Clock.system(ZoneOffset.ofHours(2));
    static final Clock FIXED = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
  }

  static Object keepsClocks(Start start) {
    return KeepsClocks.UTC == Clock.systemUTC()
        && start.isOfThisRun(KeepsClocks.OTHER.millis())
        && KeepsClocks.OTHER.getZone().equals(ZoneOffset.ofHours(2))
        && KeepsClocks.FIXED.millis() == 0;
  }
}
