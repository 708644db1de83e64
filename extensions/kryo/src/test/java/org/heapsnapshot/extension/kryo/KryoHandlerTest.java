package org.heapsnapshot.extension.kryo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import com.esotericsoftware.kryo.serializers.FieldSerializer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.heapsnapshot.runtime.extension.Handler;
import org.heapsnapshot.runtime.extension.NotCarried;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Does with the handler what a build does, and with another one what a start does. */
class KryoHandlerTest {
  static final class Point {
    final int x;
    final String label;
    Object other;

    Point(int x, String label) {
      this.x = x;
      this.label = label;
    }
  }

  static final class Path {
    final List<Point> points = new ArrayList<>();
  }

  /** Fails at points that are out of range. */
  public static final class PointSerializer extends Serializer<Point> {
    public PointSerializer() {}

    @Override
    public void write(Kryo kryo, Output output, Point point) {
      if (point.x < 0) {
        throw new IllegalArgumentException("x=" + point.x);
      }
      output.writeInt(point.x);
      output.writeString(point.label);
      kryo.writeClassAndObject(output, point.other);
    }

    @Override
    public Point read(Kryo kryo, Input input, Class<? extends Point> type) {
      Point point = new Point(input.readInt(), input.readString());
      if (point.x == 666) {
        throw new IllegalArgumentException("x=" + point.x);
      }
      if (point.x != 99) {
        point.other = kryo.readClassAndObject(input);
      }
      return point;
    }
  }

  private final KryoHandler handler = new KryoHandler();

  @BeforeEach
  void name() {
    System.setProperty(
        KryoHandler.SERIALIZERS,
        String.join(
            ",",
            Point.class.getName() + "=" + PointSerializer.class.getName(),
            Path.class.getName() + "=" + FieldSerializer.class.getName()));
  }

  @AfterEach
  void forget() {
    System.clearProperty(KryoHandler.SERIALIZERS);
    System.clearProperty(KryoHandler.OWN_KRYO);
  }

  private Object restarted(Object object) {
    Object[] parts = handler.parts(object);
    System.clearProperty(KryoHandler.SERIALIZERS); // No start has it.
    return new KryoHandler().make(object.getClass(), parts);
  }

  @Test
  void shouldBeFound() {
    Handler found = ServiceLoader.load(Handler.class).findFirst().orElseThrow();
    assertEquals(KryoHandler.class, found.getClass());
    assertTrue(found.copies());
  }

  @Test
  void shouldHandleExactlyTheTypesThatAreNamed() {
    assertTrue(handler.handles(Point.class));
    assertTrue(handler.handles(Path.class));
    assertFalse(handler.handles(Object.class));
    System.clearProperty(KryoHandler.SERIALIZERS);
    assertFalse(new KryoHandler().handles(Point.class));
  }

  @Test
  void shouldReadWhatItWrote() {
    Point point = new Point(7, "seven");
    point.other = new ArrayList<>(List.of("a", 1));

    Point again = (Point) restarted(point);

    assertNotSame(point, again);
    assertEquals(7, again.x);
    assertEquals("seven", again.label);
    assertEquals(point.other, again.other);
  }

  @Test
  void shouldUseTheSerializersOfWhatAnObjectHolds() {
    Path path = new Path();
    path.points.add(new Point(1, null));
    path.points.add(path.points.get(0));

    Path again = (Path) restarted(path);

    assertEquals(1, again.points.get(0).x);
    assertNull(again.points.get(0).label);
    assertSame(again.points.get(0), again.points.get(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "to", "a text of more than thirty-two letters", "\u00fcnicode"})
  void shouldWriteTextAsItStands(String text) {
    byte[] bytes = (byte[]) handler.parts(new Point(1, text))[0];

    assertTrue(new String(bytes, StandardCharsets.ISO_8859_1).contains(text.replace("\u00fc", "")));
    assertEquals(text, ((Point) restarted(new Point(1, text))).label);
  }

  @Test
  void shouldReadPlainAsciiWithKryosOwnInput() {
    PlainOutput output = new PlainOutput(1);
    for (String text : new String[] {null, "", "x", "xy", "plain"}) {
      output.writeAscii(text);
    }
    Input input = new Input(output.toBytes());
    for (String text : new String[] {null, "", "x", "xy", "plain"}) {
      assertEquals(text, input.readString());
    }
    assertTrue(new String(output.toBytes(), StandardCharsets.ISO_8859_1).endsWith("plain"));
  }

  @Test
  void shouldWriteTheSameEveryTime() {
    byte[] first = (byte[]) handler.parts(new Point(1, "a"))[0];
    handler.parts(new Path());
    assertThrows(NotCarried.class, () -> handler.parts(new Point(-1, "a")));

    assertArrayEquals(first, (byte[]) handler.parts(new Point(1, "a"))[0]);
    assertArrayEquals(first, (byte[]) new KryoHandler().parts(new Point(1, "a"))[0]);
    assertSame(handler.parts(new Path())[1], handler.parts(new Path())[1]);
  }

  @Test
  void throwsOnWhatASerializerDoesNotWrite() {
    NotCarried thrown = assertThrows(NotCarried.class, () -> handler.parts(new Point(-1, "a")));
    String message = thrown.getMessage();
    assertTrue(message.startsWith("an object of " + Point.class.getName()), message);
    assertTrue(message.contains(PointSerializer.class.getName() + " does not write: "), message);
    assertTrue(message.endsWith("x=-1"), message);
  }

  @Test
  void shouldSayTheSameInEveryBuild() {
    Exception thrown = new IllegalStateException("no field of " + new Object() + " is\nmore");
    assertEquals(
        "java.lang.IllegalStateException: no field of java.lang.Object is",
        KryoHandler.first(thrown));
  }

  @Test
  void throwsOnWhatASerializerDoesNotRead() {
    Exception thrown =
        assertThrows(IllegalStateException.class, () -> restarted(new Point(666, "a")));
    assertTrue(thrown.getMessage().contains("x=666"), thrown.getMessage());
    assertTrue(thrown.getMessage().contains("PointSerializer does not read"), thrown.getMessage());
  }

  @Test
  void throwsOnBytesThatAreNotRead() {
    Exception thrown =
        assertThrows(IllegalStateException.class, () -> restarted(new Point(99, "a")));
    assertTrue(thrown.getMessage().contains("bytes of"), thrown.getMessage());
  }

  @Test
  void shouldLeaveThePropertyOfKryoAsItWas() {
    System.setProperty(KryoHandler.OWN_KRYO, "true");
    assertEquals(true, handler.parts(new Point(1, "a"))[2]);
    assertNull(System.getProperty("kryo.unsafe"));
  }
}
