package org.heapsnapshot.testkit.program;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.Locale;

/** Values of {@code java.time} that do not depend on the clock. */
final class Times {
  static final LocalDate DATE = LocalDate.of(2024, 2, 29);
  static final LocalDateTime MOMENT = DATE.atTime(23, 59, 58, 7);
  static final Instant INSTANT = Instant.ofEpochSecond(1_700_000_000L, 5);
  static final Duration DURATION = Duration.ofHours(25);
  static final Period PERIOD = Period.ofMonths(14);
  static final ZoneOffset OFFSET = ZoneOffset.ofHours(2);
  static final ZoneId ZONE = ZoneId.of("Europe/Paris");
  static final ZonedDateTime ZONED = INSTANT.atZone(ZONE);
  static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm", Locale.ROOT);
  static final DayOfWeek DAY = DATE.getDayOfWeek();
  static final Date OLD = new Date(86_400_000L);

  private Times() {}

  static void check(Checks checks) {
    checks.equal("date", "2024-02-29", DATE.toString());
    checks.equal("date arithmetic", LocalDate.of(2024, 3, 1), DATE.plusDays(1));
    checks.equal("moment", "2024-02-29T23:59:58.000000007", MOMENT.toString());
    checks.equal("instant", "2023-11-14T22:13:20.000000005Z", INSTANT.toString());
    checks.equal("duration", "PT25H", DURATION.toString());
    checks.equal("period", Period.of(0, 14, 0), PERIOD);
    checks.equal("offset", "+02:00", OFFSET.toString());
    checks.equal("zone", ZoneId.of("Europe/Paris"), ZONE);
    checks.equal("zoned", "2023-11-14T23:13:20.000000005+01:00[Europe/Paris]", ZONED.toString());
    checks.equal("zone rules", OFFSET, ZONED.plusMonths(6).getOffset());
    checks.equal("formatter", "2024/02/29 23:59", FORMAT.format(MOMENT));
    checks.equal("formatter parses", DATE, LocalDate.parse("2024/02/29 00:00", FORMAT));
    checks.same("day", DayOfWeek.THURSDAY, DAY);
    OLD.setTime(OLD.getTime() + 1);
    checks.equal("old date", 86_400_001L, OLD.getTime());
  }
}
