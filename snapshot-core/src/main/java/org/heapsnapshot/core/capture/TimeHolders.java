package org.heapsnapshot.core.capture;

import java.text.SimpleDateFormat;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.function.Predicate;

/**
 * Calendars and date formats that hold the time at which they were made. The build's time must not
 * be in an image: they are carried with none, and calls after filling give them that of the start.
 * A time that is not one of this process is carried as it is. Confined to one thread.
 */
final class TimeHolders {
  private static final String SET_TIME = "v java.util.Calendar.setTime(Ljava/util/Date;)V";
  private static final String SET_ZONE = "v java.util.Calendar.setTimeZone(Ljava/util/TimeZone;)V";
  private static final String ADD = "v java.util.Calendar.add(II)V";
  private static final String SET_CENTURY =
      "v java.text.SimpleDateFormat.set2DigitYearStart(Ljava/util/Date;)V";
  private static final String NOW = "n java.util.Date.<init>()V";

  /** How long a time may be before its process, and how far a time zone may move one. */
  private static final long SLACK_MILLIS = 5_000;

  private static final long ZONE_MILLIS = 36 * 3_600_000L;
  private static final int CENTURY_YEARS = 80;

  /** What is taken from the calendar itself, not from the copy that holds no time. */
  private static final Set<String> KEPT = Set.of("zone", "sharedZone");

  private final Predicate<TimeZone> isDefault;
  private final long start;
  private final long shiftMillis;
  private final Map<Object, Calendar> timeless = new IdentityHashMap<>();
  private final Map<Object, Boolean> withoutCentury = new IdentityHashMap<>();

  /**
   * @param isDefault whether a time zone will be the default of the start
   * @param shiftMillis by how much the clocks of this process are set wrong
   */
  TimeHolders(Predicate<TimeZone> isDefault, long shiftMillis) {
    this.isDefault = isDefault;
    this.shiftMillis = shiftMillis;
    long now = System.currentTimeMillis();
    start =
        ProcessHandle.current()
                .info()
                .startInstant()
                .map(i -> i.toEpochMilli())
                .orElse(now - 600_000)
            - SLACK_MILLIS;
  }

  /** Whether an object is a date, and nothing but its time was asked or set. */
  static boolean isPlainDate(Object o) {
    return o != null && o.getClass() == Date.class && Peek.get(o, Date.class, "cdate") == null;
  }

  /** Whether a time was read from the clock by this very process. */
  private boolean isOfThisProcess(long millis, long slack) {
    long clock = millis - shiftMillis;
    return clock >= start - slack && clock <= System.currentTimeMillis() + slack;
  }

  /**
   * The calls that give an object its time; empty for all but those that hold a time of this
   * process or are in the default time zone, of which their fields speak.
   */
  List<OwnCall> calls(Object o) {
    List<OwnCall> calls = new ArrayList<>();
    if (o instanceof SimpleDateFormat format) {
      addCentury(format, calls);
    } else if (o instanceof GregorianCalendar calendar
        && saysItsTime(calendar)
        && !timeless.containsKey(o)) {
      long time = Peek.number(calendar, Calendar.class, "time");
      if (isOfThisProcess(time, 0) || isDefault.test(zone(calendar))) {
        makeTimeless(calendar);
        calls.add(OwnCall.after(SET_TIME, calendar, time(time)));
        addUnsettling(calendar, calls);
      }
    }
    return calls;
  }

  private Object time(long millis) {
    return isOfThisProcess(millis, 0) ? OwnCall.of(NOW) : new Date(millis);
  }

  private static TimeZone zone(Calendar calendar) {
    return (TimeZone) Peek.get(calendar, Calendar.class, "zone");
  }

  /** A copy at the epoch in GMT says nothing of this process. */
  private void makeTimeless(GregorianCalendar calendar) {
    Calendar copy = (Calendar) calendar.clone();
    copy.setTimeZone(TimeZone.getTimeZone("GMT"));
    copy.setTimeInMillis(0);
    copy.setTimeZone(zone(calendar)); // And computes its fields, even those of the epoch, again.
    timeless.put(calendar, copy);
  }

  /** A format has a date from which years of two digits count, and tells it to its calendar. */
  private void addCentury(SimpleDateFormat format, List<OwnCall> calls) {
    if (!(format.getCalendar() instanceof GregorianCalendar calendar)
        || !saysItsTime(calendar)
        || Peek.flag(calendar, Calendar.class, "sharedZone")
        || timeless.containsKey(calendar)
        || overridesCentury(format)) {
      return;
    }
    Date century = (Date) Peek.get(format, SimpleDateFormat.class, "defaultCenturyStart");
    GregorianCalendar sum = new GregorianCalendar(zone(calendar));
    sum.setTime(century);
    sum.add(Calendar.YEAR, CENTURY_YEARS);
    boolean ofThisProcess = isOfThisProcess(sum.getTimeInMillis(), ZONE_MILLIS);
    if (!ofThisProcess && !isDefault.test(zone(calendar))) {
      return;
    }
    withoutCentury.put(format, true);
    long time = Peek.number(calendar, Calendar.class, "time");
    makeTimeless(calendar);
    if (ofThisProcess) {
      Peek.decrement(timeless.get(calendar), Calendar.class, "nextStamp"); // add counts it up.
    }
    Object first = ofThisProcess ? century(calendar, calls) : new Date(century.getTime());
    calls.add(OwnCall.after(SET_CENTURY, format, first));
    if (time != century.getTime()) {
      calls.add(OwnCall.after(SET_TIME, calendar, time(time)));
    }
    addUnsettling(calendar, calls);
  }

  /** What the constructor of a format does: in the default zone, eighty years ago. */
  private static OwnCall century(GregorianCalendar calendar, List<OwnCall> calls) {
    OwnCall local = OwnCall.of("s java.util.TimeZone.getDefault()Ljava/util/TimeZone;");
    calls.add(OwnCall.after(SET_ZONE, calendar, local));
    calls.add(OwnCall.after(SET_TIME, calendar, OwnCall.of(NOW)));
    calls.add(OwnCall.after(ADD, calendar, Calendar.YEAR, -CENTURY_YEARS));
    OwnCall first = OwnCall.after("v java.util.Calendar.getTime()Ljava/util/Date;", calendar);
    calls.add(first);
    calls.add(OwnCall.after(SET_ZONE, calendar, zone(calendar)));
    return first;
  }

  /** Setting the zone makes a calendar compute its fields when they are asked for. */
  private static void addUnsettling(GregorianCalendar calendar, List<OwnCall> calls) {
    if (!Peek.flag(calendar, Calendar.class, "areFieldsSet")) {
      calls.add(OwnCall.after(SET_ZONE, calendar, zone(calendar)));
    }
  }

  /** A calendar of the JDK's own class whose fields are those of its time, or none yet. */
  private static boolean saysItsTime(GregorianCalendar calendar) {
    return calendar.getClass() == GregorianCalendar.class
        && Peek.flag(calendar, Calendar.class, "isTimeSet")
        && Peek.flag(calendar, Calendar.class, "areFieldsSet")
            == Peek.flag(calendar, Calendar.class, "areAllFieldsSet");
  }

  private static boolean overridesCentury(SimpleDateFormat format) {
    try {
      return format.getClass().getMethod("set2DigitYearStart", Date.class).getDeclaringClass()
          != SimpleDateFormat.class;
    } catch (NoSuchMethodException | LinkageError e) {
      return true;
    }
  }

  /** From where a field of an object is to be read; null when it is to be left zero. */
  Object source(Object o, Class<?> declaring, String field) {
    Calendar copy = timeless.get(o);
    if (copy != null) {
      return declaring == Calendar.class && KEPT.contains(field) ? o : copy;
    }
    return withoutCentury.containsKey(o) && field.startsWith("defaultCenturyStart") ? null : o;
  }
}
