package org.heapsnapshot.examples.freight;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** On which days freight is handled in which country, for the years {@value #FIRST_YEAR} on. */
final class Workdays {
  private static final int FIRST_YEAR = 2020;
  private static final int YEARS = 20;
  private static final LocalDate START = LocalDate.of(FIRST_YEAR, 1, 1);
  private static final int DAYS =
      (int) (LocalDate.of(FIRST_YEAR + YEARS, 1, 1).toEpochDay() - START.toEpochDay());

  private static final Map<Integer, LocalDate> EASTER = new TreeMap<>();
  private static final Map<String, BitSet> WORKDAYS = new HashMap<>();

  /** Fixed holidays as {@code MMDD}, then movable ones as days from Easter Sunday. */
  private static final String HOLIDAYS =
      """
      DE 0101 0501 1003 1225 1226 / -2 1 39 50
      NL 0101 0427 1225 1226 / -2 1 39 50
      BE 0101 0501 0721 0815 1101 1111 1225 / 1 39 50
      FR 0101 0501 0508 0714 0815 1101 1111 1225 / 1 39 50
      GB 0101 1225 1226 / -2 1
      ES 0101 0106 0501 0815 1012 1101 1206 1208 1225 / -2
      PT 0101 0425 0501 0610 0815 1005 1101 1201 1208 1225 / -2 60
      IT 0101 0106 0425 0501 0602 0815 1101 1208 1225 1226 / 1
      CH 0101 0801 1225 / -2 1 39 50
      AT 0101 0106 0501 0815 1026 1101 1208 1225 1226 / 1 39 50 60
      PL 0101 0106 0501 0503 0815 1101 1111 1225 1226 / 1 60
      DK 0101 0605 1225 1226 / -3 -2 1 39 50
      SE 0101 0106 0501 0606 1225 1226 / -2 1 39
      NO 0101 0501 0517 1225 1226 / -3 -2 1 39 50
      US 0101 0704 1111 1225 /
      CA 0101 0701 1225 / -2
      CN 0101 0501 1001 1002 1003 /
      JP 0101 0211 0429 0503 0504 0505 1103 1123 /
      AU 0101 0126 0425 1225 1226 / -2 1
      BR 0101 0421 0501 0907 1012 1102 1115 1225 / -47 -2 60
      SG 0101 0501 0809 1225 / -2
      """;

  static {
    for (int year = FIRST_YEAR; year < FIRST_YEAR + YEARS; year++) {
      EASTER.put(year, easter(year));
    }
    BitSet weekdays = weekdays();
    for (Place place : Places.ALL) {
      WORKDAYS.putIfAbsent(place.country(), (BitSet) weekdays.clone());
    }
    for (String line : HOLIDAYS.strip().split("\n")) {
      String[] words = line.split(" ");
      strikeHolidays(words, WORKDAYS.computeIfAbsent(words[0], c -> (BitSet) weekdays.clone()));
    }
  }

  private Workdays() {}

  /** The first working day on or after a day. */
  static LocalDate onOrAfter(LocalDate day, String country) {
    long number = day.toEpochDay() - START.toEpochDay();
    BitSet days = WORKDAYS.get(country);
    if (days == null || number < 0 || number >= DAYS) {
      return day;
    }
    int next = days.nextSetBit((int) number);
    return next < 0 ? day : START.plusDays(next);
  }

  private static BitSet weekdays() {
    BitSet days = new BitSet(DAYS);
    for (int i = 0; i < DAYS; i++) {
      DayOfWeek day = START.plusDays(i).getDayOfWeek();
      days.set(i, day != DayOfWeek.SATURDAY && day != DayOfWeek.SUNDAY);
    }
    return days;
  }

  private static void strikeHolidays(String[] words, BitSet days) {
    boolean movable = false;
    for (int i = 1; i < words.length; i++) {
      if (words[i].equals("/")) {
        movable = true;
        continue;
      }
      int value = Integer.parseInt(words[i]);
      for (int year = FIRST_YEAR; year < FIRST_YEAR + YEARS; year++) {
        LocalDate holiday =
            movable
                ? EASTER.get(year).plusDays(value)
                : LocalDate.of(year, value / 100, value % 100);
        days.clear((int) (holiday.toEpochDay() - START.toEpochDay()));
      }
    }
  }

  /** Easter Sunday by the anonymous Gregorian computus. */
  static LocalDate easter(int year) {
    int a = year % 19;
    int b = year / 100;
    int c = year % 100;
    int d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    int e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7;
    int f = d + e - 7 * ((a + 11 * d + 22 * e) / 451) + 114;
    return LocalDate.of(year, f / 31, f % 31 + 1);
  }
}
