package org.heapsnapshot.core.rewrite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Public, because the generated class calls a method of it. */
public class CallsClassTest {
  private static final String NATURAL =
      "S java.util.Comparator.naturalOrder()Ljava/util/Comparator;";
  private static final String REVERSED = "i java.util.Comparator.reversed()Ljava/util/Comparator;";
  private static final String COPIES =
      "s java.util.Collections.nCopies(ILjava/lang/Object;)Ljava/util/List;";
  private static final String BUILDER = "n java.lang.StringBuilder.<init>(Ljava/lang/String;)V";
  private static final String APPEND =
      "v java.lang.StringBuilder.append(J)Ljava/lang/StringBuilder;";
  private static final String LENGTH = "v java.lang.StringBuilder.setLength(I)V";
  private static final String OFTEN =
      "s org.heapsnapshot.core.rewrite.CallsClassTest.all(ZCBSIJFDLjava/lang/Object;)Ljava/lang/String;";

  /** One parameter of each primitive type. */
  public static String all(
      boolean z, char c, byte b, short s, int i, long j, float f, double d, Object o) {
    return z + " " + c + " " + b + " " + s + " " + i + " " + j + " " + f + " " + d + " " + o;
  }

  private final Class<?> calls;

  CallsClassTest() throws ReflectiveOperationException {
    calls = define(List.of(NATURAL, REVERSED, COPIES, BUILDER, APPEND, LENGTH, OFTEN));
  }

  private static Class<?> define(List<String> texts) throws ReflectiveOperationException {
    Map<String, byte[]> files = Map.of(CallsClass.NAME, CallsClass.generate(texts));
    Verified.assertVerifies(files);
    return Class.forName("org.heapsnapshot.image.Calls", true, new BytesLoader(files));
  }

  private Object call(String text, Object... arguments) throws ReflectiveOperationException {
    return calls
        .getMethod("call", String.class, Object[].class)
        .invoke(null, text, (Object) arguments);
  }

  private int arguments(String text) throws ReflectiveOperationException {
    return (int) calls.getMethod("arguments", String.class).invoke(null, text);
  }

  @Test
  void shouldMakeCallsOfEveryKind() throws Exception {
    assertSame(Comparator.naturalOrder(), call(NATURAL));
    assertSame(Comparator.reverseOrder(), call(REVERSED, Comparator.naturalOrder()));
    assertEquals(List.of("x", "x"), call(COPIES, 2, "x"));
    Object builder = call(BUILDER, "a");
    assertEquals("a", builder.toString());
    assertNotSame(builder, call(BUILDER, "a"));
    assertSame(builder, call(APPEND, builder, 7L));
    assertEquals("a7", builder.toString());
    assertSame(builder, call(LENGTH, builder, 1), "a method without a result answers its receiver");
    assertEquals("a", builder.toString());
    Object[] all = {true, 'c', (byte) 1, (short) 2, 3, 4L, 5f, 6d, null};
    assertEquals("true c 1 2 3 4 5.0 6.0 null", call(OFTEN, all));
  }

  @Test
  void shouldTellHowManyArgumentsACallTakes() throws Exception {
    assertEquals(0, arguments(NATURAL));
    assertEquals(1, arguments(REVERSED));
    assertEquals(2, arguments(COPIES));
    assertEquals(1, arguments(BUILDER));
    assertEquals(9, arguments(OFTEN));
    assertEquals(-1, arguments("s java.lang.System.exit(I)V"));
    assertNull(call("s java.lang.System.exit(I)V", 3));
  }

  @Test
  void shouldTellTextsWithTheSameHashApart() throws Exception {
    String first = "s p.Aa.m()Lp/X;";
    String second = "s p.BB.m()Lp/X;";
    assertEquals(first.hashCode(), second.hashCode());
    List<String> many = new ArrayList<>(List.of(first, second));
    for (int i = 0; i < 100; i++) {
      many.add("s p.C.m" + i + "(" + "I".repeat(i) + ")Lp/X;");
    }
    Class<?> type =
        Class.forName(
            "org.heapsnapshot.image.Calls",
            true,
            new BytesLoader(Map.of(CallsClass.NAME, CallsClass.generate(many))));
    assertEquals(0, type.getMethod("arguments", String.class).invoke(null, second));
    assertEquals(99, type.getMethod("arguments", String.class).invoke(null, many.get(101)));
    assertEquals(-1, type.getMethod("arguments", String.class).invoke(null, "s p.C.m()Lp/X;"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x p.C.m()V", "s p.C.m", "spC.m()V", "s m()V"})
  void throwsOnWhatIsNoCall(String text) {
    assertThrows(IllegalArgumentException.class, () -> CallsClass.generate(List.of(text)));
  }
}
