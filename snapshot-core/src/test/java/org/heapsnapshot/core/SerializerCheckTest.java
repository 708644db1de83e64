package org.heapsnapshot.core;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SerializerCheckTest {
  static class Plain {}

  abstract static class Unfinished {}

  enum Kind {
    ONE
  }

  /** Has the usual constructor. */
  public static class Usual extends Serializer<Plain> {
    public Usual() {}

    @Override
    public void write(Kryo kryo, Output output, Plain object) {}

    @Override
    public Plain read(Kryo kryo, Input input, Class<? extends Plain> type) {
      return new Plain();
    }
  }

  /** Asks for a Kryo. */
  public static final class WithKryo extends Usual {
    public WithKryo(Kryo kryo) {}
  }

  /** Asks for something else. */
  public static final class WithNumber extends Usual {
    public WithNumber(int number) {}
  }

  /** Has a constructor that nobody may call. */
  public static final class Closed extends Usual {
    Closed() {}
  }

  static final class Hidden extends Usual {
    public Hidden() {}
  }

  /** Cannot be made. */
  public abstract static class Open extends Usual {
    public Open() {}
  }

  private final SerializerCheck check = new SerializerCheck(SerializerCheckTest::file);

  private static byte[] file(String name) {
    try (InputStream in = ClassLoader.getSystemResourceAsStream(name + ".class")) {
      return in == null ? null : in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(String simple) {
    return SerializerCheckTest.class.getName() + "$" + simple;
  }

  private String refusal(String type, String serializer) {
    return assertThrows(SnapshotException.class, () -> check.check(Map.of(type, serializer)))
        .getMessage();
  }

  @Test
  void shouldTakeSerializersThatKryoCanMake() {
    String fields = "com.esotericsoftware.kryo.serializers.FieldSerializer";
    for (String serializer : List.of(name("Usual"), name("WithKryo"), fields)) {
      assertDoesNotThrow(() -> check.check(Map.of(name("Plain"), serializer)), serializer);
    }
    assertDoesNotThrow(() -> check.check(Map.of("java.util.Timer", name("Usual"))));
  }

  @Test
  void throwsOnTypesThatAreNotThere() {
    String message = refusal("no.such.Type", name("Usual"));
    assertTrue(message.contains("no class no.such.Type"), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Unfinished", "Kind"})
  void throwsOnTypesThatHaveNoObjects(String type) {
    String message = refusal(name(type), name("Usual"));
    assertTrue(message.contains(type), message);
  }

  @Test
  void throwsOnSerializersThatAreNotThere() {
    String message = refusal(name("Plain"), "no.Serializer");
    assertTrue(message.contains("no class no.Serializer; give its jar"), message);
  }

  @Test
  void throwsOnWhatIsNoSerializer() {
    String message = refusal(name("Plain"), name("Plain"));
    assertTrue(message.contains("is not a com.esotericsoftware.kryo.Serializer"), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"WithNumber", "Closed", "Hidden", "Open"})
  void throwsOnSerializersThatKryoCannotMake(String serializer) {
    String message = refusal(name("Plain"), name(serializer));
    assertTrue(message.contains("public constructor without parameters"), message);
  }
}
