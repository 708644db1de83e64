package org.heapsnapshot.core.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.text.SimpleDateFormat;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.stream.LongStream;
import org.heapsnapshot.core.fixture.Walked;
import org.heapsnapshot.runtime.format.RecipeKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How calendars and date formats are carried: never with the time of the build. */
class TimeHoldersTest {
  private static final TimeZone UTC = TimeZone.getTimeZone("UTC");

  private static final class Holder {
    static Object root;
  }

  private Walked walked;

  @AfterEach
  void forget() {
    Holder.root = null;
  }

  private CapturedObject.Instance capture(Object root, Map<Object, RecordedCall> calls) {
    Holder.root = root;
    walked = Walked.recorded(calls, Holder.class);
    assertEquals(List.of(), walked.rejections());
    return assertInstanceOf(CapturedObject.Instance.class, walked.root(Holder.class, "root"));
  }

  private CapturedObject.Instance capture(Object root) {
    return capture(root, Map.of());
  }

  /** Names of the methods that are called after filling, in order. */
  private List<String> after() {
    List<String> names = new ArrayList<>();
    for (CapturedObject object : walked.heap().objects()) {
      if (object instanceof CapturedObject.Recipe recipe && recipe.kind() == RecipeKind.AFTER) {
        CapturedObject text = walked.heap().objects().get(recipe.arguments()[0] - 1);
        String call = ((CapturedObject.Text) text).text();
        int end = call.indexOf('(');
        names.add(call.substring(call.lastIndexOf('.', end) + 1, end));
      }
    }
    return names;
  }

  private boolean holds(long value) {
    return walked.heap().objects().stream()
        .filter(CapturedObject.Instance.class::isInstance)
        .flatMapToLong(i -> LongStream.of(((CapturedObject.Instance) i).values()))
        .anyMatch(v -> v == value);
  }

  @Test
  void shouldGiveACalendarTheTimeOfTheStart() {
    Calendar calendar = new GregorianCalendar(UTC, Locale.US);
    capture(calendar);
    assertEquals(List.of("setTime"), after());
    assertTrue(!holds(calendar.getTimeInMillis()), "the time of the build");
  }

  @Test
  void shouldKeepTheTimeThatACalendarWasGiven() {
    Calendar calendar = new GregorianCalendar(UTC, Locale.US);
    calendar.setTimeInMillis(1_000_000_000_000L);
    capture(calendar);
    assertEquals(List.of(), after());
    assertTrue(holds(1_000_000_000_000L));
  }

  @Test
  void shouldComputeTheFieldsOfTheDefaultZoneAgain() {
    TimeZone zone = TimeZone.getDefault();
    Calendar calendar = new GregorianCalendar(zone, Locale.US);
    calendar.setTimeInMillis(1_000_000_000_000L);
    RecordedCall call =
        new RecordedCall("s java.util.TimeZone.getDefault()Ljava/util/TimeZone;", new Object[0]);
    java.util.IdentityHashMap<Object, RecordedCall> calls = new java.util.IdentityHashMap<>();
    calls.put(zone, call);
    capture(calendar, calls);
    assertEquals(List.of("setTime"), after());
    assertTrue(holds(1_000_000_000_000L), "the date that it is set to");
  }

  @Test
  void shouldGiveAFormatItsCentury() {
    SimpleDateFormat format = new SimpleDateFormat("yy", Locale.US);
    capture(format);
    assertEquals(
        List.of("setTimeZone", "setTime", "add", "getTime", "setTimeZone", "set2DigitYearStart"),
        after());
    assertTrue(!holds(format.get2DigitYearStart().getTime()), "the time of the build");
  }

  @Test
  void shouldLeaveTheZoneSetLast() {
    SimpleDateFormat format = new SimpleDateFormat("yy", Locale.US);
    format.setTimeZone(UTC);
    capture(format);
    assertEquals("setTimeZone", after().get(6));
  }

  @Test
  void shouldKeepTheTimeAtWhichAFormatWasUsed() {
    SimpleDateFormat format = new SimpleDateFormat("yy", Locale.US);
    format.setTimeZone(UTC);
    format.format(new Date(77));
    capture(format);
    assertEquals("setTime", after().get(6));
    assertTrue(holds(77));
  }

  @Test
  void shouldKeepTheCenturyThatAFormatWasGiven() {
    SimpleDateFormat format = new SimpleDateFormat("yy", Locale.US);
    format.setTimeZone(UTC);
    format.set2DigitYearStart(new Date(55));
    capture(format);
    assertEquals(List.of(), after());
    assertTrue(holds(55));
  }
}
