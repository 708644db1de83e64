package org.heapsnapshot.testkit.hostile;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.Date;
import org.heapsnapshot.testkit.hostile.Hostile.Net;

/** The time, which must be that of the start. */
final class Clocks {
  private Clocks() {}

  @Hostile(cause = "DIFFERENCE", reason = "AT", nets = Net.PERTURBATION)
  static final class KeepsMillis {
    static final long AT = System.currentTimeMillis();
  }

  static Object keepsMillis(Start start) {
    return start.isOfThisRun(KeepsMillis.AT);
  }

  @Hostile(cause = "DIFFERENCE", reason = "AT", nets = Net.PERTURBATION)
  static final class KeepsNanos {
    static final long AT = System.nanoTime();
  }

  static Object keepsNanos(Start start) {
    return KeepsNanos.AT - start.nanos() >= 0;
  }

  /** A clock that runs since its class was initialized. */
  @Hostile(cause = "DIFFERENCE", reason = "ORIGIN", nets = Net.PERTURBATION)
  static final class Uptime {
    private static final long ORIGIN = System.nanoTime();

    static long nanos() {
      return System.nanoTime() - ORIGIN;
    }
  }

  static Object uptime(Start start) {
    return Uptime.nanos() <= System.nanoTime() - start.nanos();
  }

  @Hostile(cause = "EFFECT", reason = "reads the time", nets = Net.EFFECTS)
  static final class KeepsInstant {
    static final Instant AT = Instant.now();
  }

  static Object keepsInstant(Start start) {
    return start.isOfThisRun(KeepsInstant.AT.toEpochMilli());
  }

  @Hostile(cause = "EFFECT", reason = "reads the time", nets = Net.EFFECTS)
  static final class KeepsDate {
    static final Date AT = new Date();
  }

  static Object keepsDate(Start start) {
    return start.isOfThisRun(KeepsDate.AT.getTime());
  }

  @Hostile(cause = "DIFFERENCE", reason = "AT", nets = Net.PERTURBATION)
  static final class KeepsCalendar {
    static final long AT = Calendar.getInstance().getTimeInMillis();
  }

  static Object keepsCalendar(Start start) {
    return start.isOfThisRun(KeepsCalendar.AT);
  }

  @Hostile(cause = "EFFECT", reason = "reads the time", nets = Net.EFFECTS)
  static final class KeepsLocalTime {
    static final String AT = LocalDateTime.now(ZoneOffset.UTC).toString();
  }

  static Object keepsLocalTime(Start start) {
    return start.isOfThisRun(
        LocalDateTime.parse(KeepsLocalTime.AT).toInstant(ZoneOffset.UTC).toEpochMilli());
  }

  @Hostile(cause = "EFFECT", reason = "reads the time", nets = Net.EFFECTS)
  static final class AsksClock {
    static final long AT = Clock.systemUTC().millis();
  }

  static Object asksClock(Start start) {
    return start.isOfThisRun(AsksClock.AT);
  }
}
