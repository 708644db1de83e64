package org.heapsnapshot.testkit.hostile;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.Date;
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

  /** What the clock said to the calendar. */
  @Hostile(verdict = Expected.BUILD_TIME)
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
