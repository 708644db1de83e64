package org.heapsnapshot.core.rewrite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.Opcodes;

/** Calls that a rewritten initializer makes again. */
class LateScriptTest {
  /** Stands for the runtime: hands out texts and a list, and remembers what is adopted. */
  private static final Compiler.Source RESTORE =
      new Compiler.Source(
          "org.heapsnapshot.runtime.Restore",
          """
          package org.heapsnapshot.runtime;
          public class Restore {
            public static final java.util.List<Object> adopted = new java.util.ArrayList<>();
            public static final java.util.List<Object> receiver = new java.util.ArrayList<>();
            public static boolean enter(int row, Class<?> type) { return true; }
            public static Object handed(int row, int number) {
              return number == 0 ? receiver : "handed " + row + " " + number;
            }
            public static void adopt(Object object, Object made) {
              adopted.add(object + " <- " + made);
            }
          }
          """);

  private static final String TEXT =
      """
      public class A {
        public static final StringBuilder LOG = new StringBuilder();
        public static final int LINE = B.x;
        public static class B {
          public static int x;
          public static long time;
          public static java.util.Date date;
          public static Object same;
          static {
            x = 3;
          }
        }
        private final String text;
        public A(String a, long b, boolean c, double d) { text = a + b + c + d; }
        public String toString() { return text; }
        public static int one(Object o, char c, byte b) { LOG.append(o).append(c).append(b); return 1; }
        public static long two(float f) { LOG.append(f); return 2; }
        public static void fails() { throw new IllegalStateException("failed"); }
      }
      """;

  private static LateScript.Replay call(
      int opcode, String owner, String method, String descriptor, int into, Object... arguments) {
    return new LateScript.Replay(
        4, opcode, owner, method, descriptor, into, Arrays.asList(arguments), 321);
  }

  private static BytesLoader load(int release, LateScript.Step... steps) throws Exception {
    Map<String, byte[]> all = new LinkedHashMap<>(Compiler.compile(8, RESTORE));
    all.putAll(Compiler.compile(release, new Compiler.Source("A", TEXT)));
    InitializerRewriter rewriter =
        new InitializerRewriter(ClassFileHierarchy.ofLoader(ClassLoader.getPlatformClassLoader()));
    LateScript script = new LateScript(List.of(steps));
    all.put("A$B", rewriter.rewrite(all.get("A$B"), 4, script).classFile());
    Verified.assertVerifies(all);
    return new BytesLoader(all);
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 17})
  void shouldCallInOrderWithObjectsAndConstants(int release) throws Exception {
    String make = "(Ljava/lang/String;JZD)V";
    BytesLoader loader =
        load(
            release,
            call(
                Opcodes.INVOKESPECIAL,
                "A",
                "<init>",
                make,
                1,
                new LateScript.Handed(2),
                1L << 40,
                true,
                0.5),
            call(
                Opcodes.INVOKESTATIC,
                "A",
                "one",
                "(Ljava/lang/Object;CB)I",
                -1,
                null,
                'c',
                (byte) -7),
            call(Opcodes.INVOKESTATIC, "A", "two", "(F)J", -1, 1.5f),
            call(
                Opcodes.INVOKEVIRTUAL,
                "java/util/ArrayList",
                "add",
                "(ILjava/lang/Object;)V",
                -1,
                new LateScript.Handed(0),
                0,
                new LateScript.Handed(3)),
            call(Opcodes.INVOKESPECIAL, "A", "<init>", make, -1, "not kept", 0L, false, 1.0));

    Class.forName("A$B", true, loader);

    Class<?> restore = Class.forName("org.heapsnapshot.runtime.Restore", true, loader);
    assertEquals(
        List.of("handed 4 1 <- handed 4 21099511627776true0.5"),
        new ArrayList<>((List<?>) restore.getField("adopted").get(null)));
    assertEquals(List.of("handed 4 3"), restore.getField("receiver").get(null));
    Object log = Class.forName("A", true, loader).getField("LOG").get(null);
    assertEquals("nullc-71.5", log.toString());
  }

  /** Stack traces name the line of the call. */
  @ParameterizedTest
  @ValueSource(ints = {8, 17})
  void shouldThrowAtTheLineOfTheCall(int release) throws Exception {
    BytesLoader loader = load(release, call(Opcodes.INVOKESTATIC, "A", "fails", "()V", -1));

    ExceptionInInitializerError error =
        assertThrows(ExceptionInInitializerError.class, () -> Class.forName("A$B", true, loader));

    StackTraceElement frame = error.getCause().getStackTrace()[1];
    assertEquals("<clinit>", frame.getMethodName());
    assertEquals(321, frame.getLineNumber());
  }

  /** Fields of one time are of one time, dates as well; each date is an object of its own. */
  @ParameterizedTest
  @ValueSource(ints = {8, 17})
  void shouldReadAClockOnceForAllOfATime(int release) throws Exception {
    List<LateScript.Target> targets =
        List.of(
            new LateScript.Target("date", "Ljava/util/Date;"),
            new LateScript.Target("time", "J"),
            new LateScript.Target("same", "Ljava/lang/Object;"));
    long before = System.currentTimeMillis();
    BytesLoader loader = load(release, new LateScript.ReadClock(false, targets));

    Class<?> type = Class.forName("A$B", true, loader);

    long time = type.getField("time").getLong(null);
    Object date = type.getField("date").get(null);
    assertTrue(time >= before && time <= System.currentTimeMillis(), before + " " + time);
    assertEquals(new Date(time), date);
    assertEquals(date, type.getField("same").get(null));
    assertNotSame(date, type.getField("same").get(null));
  }
}
