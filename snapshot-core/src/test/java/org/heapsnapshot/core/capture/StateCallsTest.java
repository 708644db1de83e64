package org.heapsnapshot.core.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.DayOfWeek;
import java.time.temporal.TemporalField;
import java.time.temporal.WeekFields;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.heapsnapshot.core.fixture.Walked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What objects of the JDK tell of themselves, and whether they are as a repeated call answers. */
class StateCallsTest {
  private static final class Holder {
    static Object root;
  }

  @AfterEach
  void forget() {
    Holder.root = null;
  }

  /** The names of the calls, the outermost first. */
  private static List<String> calls(Object o) {
    List<String> names = new ArrayList<>();
    for (Object at = StateCalls.of(o); at instanceof OwnCall own; at = first(own)) {
      String method = own.call().method();
      int end = method.indexOf('(');
      names.add(method.substring(method.lastIndexOf('.', end) + 1, end));
    }
    return names;
  }

  private static Object first(OwnCall own) {
    return own.call().arguments()[0];
  }

  @Test
  void shouldWrapTheArrayOfABuffer() {
    byte[] bytes = new byte[8];
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    assertEquals(List.of("wrap"), calls(buffer));
    assertSame(bytes, first(StateCalls.of(buffer)));
    buffer.position(2);
    buffer.mark();
    buffer.position(4).limit(6);
    assertEquals(List.of("position", "mark", "position", "limit", "wrap"), calls(buffer));
    ByteBuffer part = buffer.slice().order(ByteOrder.LITTLE_ENDIAN).asReadOnlyBuffer();
    assertEquals(List.of("asReadOnlyBuffer", "slice", "wrap"), calls(part));
    assertEquals(
        List.of("order", "wrap"), calls(ByteBuffer.allocate(3).order(ByteOrder.LITTLE_ENDIAN)));
  }

  /** The JDK compares them by identity. */
  @Test
  void shouldAskForTheOneDefinitionOfAWeek() {
    WeekFields weeks = WeekFields.of(DayOfWeek.SUNDAY, 2);
    assertEquals(List.of(DayOfWeek.SUNDAY, 2), List.of(StateCalls.of(weeks).call().arguments()));
    for (TemporalField field :
        List.of(
            weeks.dayOfWeek(),
            weeks.weekOfMonth(),
            weeks.weekOfYear(),
            weeks.weekOfWeekBasedYear(),
            weeks.weekBasedYear())) {
      assertSame(weeks, first(StateCalls.of(field)));
    }
    assertEquals("weekBasedYear", calls(weeks.weekBasedYear()).get(0));
  }

  @Test
  void shouldLeaveOtherBuffersAlone() {
    assertNull(StateCalls.of(ByteBuffer.allocateDirect(1)));
    assertNull(StateCalls.of(ByteBuffer.allocate(8).asLongBuffer()));
  }

  @Test
  @SuppressWarnings("deprecation") // The constructors that programs use.
  void shouldMakeAddressesAgainUnlessTheyHaveAHandlerOfTheirOwn() throws Exception {
    assertEquals(List.of("<init>"), calls(new URL("http://example.org/a?b#c")));
    URLStreamHandler own =
        new URLStreamHandler() {
          @Override
          protected URLConnection openConnection(URL url) {
            return null;
          }
        };
    assertNull(StateCalls.of(new URL(null, "http://example.org/", own)));
  }

  @Test
  void shouldMakePathsOfTheDefaultFileSystemAgain() {
    assertEquals(List.of("of"), calls(Path.of("a/b")));
    Path other = Path.of(java.net.URI.create("jrt:/java.base"));
    assertNull(StateCalls.of(other));
  }

  @Test
  void shouldCarryAProxyWithItsHandler() {
    InvocationHandler handler = (proxy, method, arguments) -> null;
    Object proxy =
        Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {Comparable.class}, handler);
    assertSame(handler, StateCalls.of(proxy).call().arguments()[2]);
    assertNull(StateCalls.of("no proxy"));
  }

  private boolean isCarried(Object o, String method, Object... arguments) {
    Map<Object, RecordedCall> calls = new IdentityHashMap<>();
    calls.put(o, new RecordedCall(method, arguments, true));
    Holder.root = o;
    Walked walked = Walked.recorded(calls, Holder.class);
    if (walked.rejections().isEmpty()) {
      assertInstanceOf(CapturedObject.Recipe.class, walked.root(Holder.class, "root"));
      return true;
    }
    return false;
  }

  @Test
  void shouldCarryADigestUnlessItHasBegun() throws Exception {
    String call =
        "s java.security.MessageDigest.getInstance(Ljava/lang/String;)Ljava/security/MessageDigest;";
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    assertTrue(isCarried(digest, call, "SHA-256"));
    assertFalse(isCarried(digest, call, "SHA-1"), "of another algorithm");
    digest.update((byte) 1);
    assertFalse(isCarried(digest, call, "SHA-256"), "begun");
  }

  @Test
  void shouldCarryAFactoryUnlessItWasChanged() {
    String call =
        "s javax.xml.parsers.DocumentBuilderFactory.newInstance()"
            + "Ljavax/xml/parsers/DocumentBuilderFactory;";
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    assertTrue(isCarried(factory, call));
    factory.setNamespaceAware(true);
    assertFalse(isCarried(factory, call), "changed");
  }

  @Test
  void shouldCompareWhatIsSharedAndInCycles() {
    List<Object> cycle = new ArrayList<>();
    cycle.add(cycle);
    List<Object> other = new ArrayList<>();
    other.add(other);
    assertTrue(SameState.of(cycle, other));
    Object shared = new Object();
    assertTrue(SameState.of(new Object[] {shared}, new Object[] {shared}));
    assertFalse(
        SameState.of(new Object[] {shared, shared}, new Object[] {new Object(), new Object()}));
    assertFalse(SameState.of(new int[] {1}, new int[] {2}));
    assertFalse(SameState.of(Thread.State.NEW, Thread.State.BLOCKED));
  }
}
