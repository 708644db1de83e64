package org.heapsnapshot.core.rewrite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ObjectStreamClass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.heapsnapshot.core.rewrite.InitializerRewriter.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

class InitializerRewriterTest {
  private static final ClassHierarchy JDK =
      ClassFileHierarchy.ofLoader(ClassLoader.getPlatformClassLoader());
  private static final InitializerRewriter REWRITER = new InitializerRewriter(JDK);

  /** Stands for the runtime: remembers who entered, and answers as it is told. */
  private static final Compiler.Source RESTORE =
      new Compiler.Source(
          "org.heapsnapshot.runtime.Restore",
          """
          package org.heapsnapshot.runtime;
          public class Restore {
            public static final java.util.List<Object> entered = new java.util.ArrayList<>();
            public static boolean answer;
            public static boolean enter(int row, Class<?> type) {
              entered.add(row + " " + type.getName());
              return answer;
            }
            public static void initialize(int row) { entered.add("initialize " + row); }
          }
          """);

  private static Map<String, byte[]> compile(String name, String text) {
    return compile(17, name, text);
  }

  private static Map<String, byte[]> compile(int release, String name, String text) {
    return Compiler.compile(release, new Compiler.Source(name, text));
  }

  /** Rewrites the initializer of every class that has one, rows counted from 0. */
  private static BytesLoader load(Map<String, byte[]> classFiles, boolean answer) throws Exception {
    Map<String, byte[]> all = new LinkedHashMap<>(Compiler.compile(8, RESTORE));
    int row = 0;
    for (Map.Entry<String, byte[]> entry : classFiles.entrySet()) {
      InitializerRewriter.Result result = REWRITER.rewrite(entry.getValue(), row);
      row += result.rewritten() ? 1 : 0;
      all.put(entry.getKey(), result.classFile());
    }
    Verified.assertVerifies(all);
    BytesLoader loader = new BytesLoader(all);
    restore(loader).getField("answer").set(null, answer);
    return loader;
  }

  private static Class<?> restore(BytesLoader loader) throws ClassNotFoundException {
    return Class.forName("org.heapsnapshot.runtime.Restore", true, loader);
  }

  private static Object entered(BytesLoader loader) throws Exception {
    return restore(loader).getField("entered").get(null);
  }

  @Test
  void shouldRunTheBodyWhenTheImageDoesNotAnswer() throws Exception {
    BytesLoader loader =
        load(
            compile(
                "A",
                "public class A { public static int x = 6 * f(); static int f() { return 7; } }"),
            false);
    assertEquals(42, Class.forName("A", true, loader).getField("x").get(null));
    assertEquals(List.of("0 A"), entered(loader));
  }

  @Test
  void shouldNotRunTheBodyOfARestoredClass() throws Exception {
    BytesLoader loader =
        load(compile("A", "public class A { public static Object x = new Object(); }"), true);
    assertNull(Class.forName("A", true, loader).getField("x").get(null));
    assertEquals(List.of("0 A"), entered(loader));
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 17})
  void shouldDoWhatIsLeftOfARestoredClass(int release) throws Exception {
    Map<String, byte[]> classes =
        compile(
            release,
            "A",
            """
            public class A {
              public static final StringBuilder LOG = Factory.get(A.class);
              public static Object alias = LOG;
              public static String state = "from the image";
              public interface I { CharSequence LOG = Factory.get(null, "i"); }
              public static class B { public static Object LOG = A.LOG; static { Factory.get(null, "dropped"); } }
              public static class Factory {
                public static final StringBuilder ALL = new StringBuilder();
                public static StringBuilder get(Class<?> c) { return get(null, c.getName()); }
                public static StringBuilder get(String a, String b) {
                  ALL.append(a).append(b).append(' ');
                  return new StringBuilder(b);
                }
              }
            }
            """);
    String two = "(Ljava/lang/String;Ljava/lang/String;)Ljava/lang/StringBuilder;";
    Map<String, LateScript> scripts =
        Map.of(
            "A",
            script(
                new LateScript.Call(
                    "A$Factory",
                    "get",
                    "(Ljava/lang/Class;)Ljava/lang/StringBuilder;",
                    false,
                    List.of(Type.getObjectType("A")),
                    List.of(
                        new LateScript.Target("LOG", "Ljava/lang/StringBuilder;"),
                        new LateScript.Target("alias", "Ljava/lang/Object;")))),
            "A$I",
            script(
                new LateScript.Call(
                    "A$Factory",
                    "get",
                    two,
                    false,
                    Arrays.asList(null, "i"),
                    List.of(new LateScript.Target("LOG", "Ljava/lang/CharSequence;")))),
            "A$B",
            script(
                new LateScript.Initialize(7, 0),
                new LateScript.Call(
                    "A$Factory", "get", two, false, Arrays.asList(null, "dropped"), List.of()),
                new LateScript.Copy(
                    "A",
                    new LateScript.Target("LOG", "Ljava/lang/StringBuilder;"),
                    List.of(new LateScript.Target("LOG", "Ljava/lang/Object;")))));
    Map<String, byte[]> all = new LinkedHashMap<>(Compiler.compile(8, RESTORE));
    classes.forEach(
        (name, file) ->
            all.put(
                name,
                scripts.containsKey(name)
                    ? REWRITER.rewrite(file, 0, scripts.get(name)).classFile()
                    : file));
    Verified.assertVerifies(all);
    BytesLoader loader = new BytesLoader(all);
    restore(loader).getField("answer").set(null, true);

    Object copy = Class.forName("A$B", true, loader).getField("LOG").get(null);
    Class<?> a = Class.forName("A", true, loader);
    assertSame(a.getField("LOG").get(null), copy);
    assertSame(copy, a.getField("alias").get(null));
    assertNull(a.getField("state").get(null));
    assertEquals("i", Class.forName("A$I", true, loader).getField("LOG").get(null).toString());
    assertEquals(List.of("0 A$B", "initialize 7", "0 A", "0 A$I"), entered(loader));
    assertEquals(
        "nulldropped nullA nulli ",
        Class.forName("A$Factory", true, loader).getField("ALL").get(null).toString());
  }

  private static LateScript script(LateScript.Step... steps) {
    return new LateScript(List.of(steps));
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 11, 17})
  void shouldRewriteEveryKindOfClass(int release) throws Exception {
    String text =
        """
        public class Kinds {
          interface I { Object o = new Object(); default void m() { assert o != null; } }
          enum E { A, B { void x() {} }; void x() {} static final java.util.EnumMap<E, String> M =
              new java.util.EnumMap<>(E.class); static { for (E e : values()) M.put(e, e.name()); } }
          @interface N { Class<?>[] C = {String.class}; }
          static class Loop { static int n; static { while (next()) { n += 2; } } static boolean next() { return n < 9; } }
          static class Catch { static int n; static { try { n = 1 / n; } catch (ArithmeticException e) { n = 5; } } }
          static class Switch { static String s; static { switch (E.A) { case A: s = "a"; break; default: s = "b"; } } }
          static class Asserts { static void f(int i) { assert i > 0; } }
          public static String all() {
            Asserts.f(1);
            return E.M + "" + (I.o != null) + N.C.length + Loop.n + Catch.n + Switch.s;
          }
        }
        """;
    Map<String, byte[]> original = compile(release, "Kinds", text);
    BytesLoader loader = load(original, false);
    Object expected = call(new BytesLoader(original), "Kinds", "all");
    assertEquals(expected, call(loader, "Kinds", "all"));
    // E, its constant's body has none; Kinds$1 is the map of the switch.
    assertEquals(8, ((List<?>) entered(loader)).size(), entered(loader).toString());
  }

  private static Object call(ClassLoader loader, String type, String method) throws Exception {
    return Class.forName(type, true, loader).getMethod(method).invoke(null);
  }

  @Test
  void shouldKeepEveryLineAndGiveThePrologueTheFirst() throws Exception {
    byte[] original =
        compile(
                "L",
                "class L {\n static int a = f();\n static int b =\n f();\n static int f() {\n return 1; } }")
            .get("L");
    byte[] rewritten = REWRITER.rewrite(original, 3).classFile();
    List<Integer> expected = new ArrayList<>(List.of(2));
    expected.addAll(lines(original));
    assertEquals(List.of(2, 2, 4), expected.subList(0, 3));
    assertEquals(expected, lines(rewritten));
  }

  private static List<Integer> lines(byte[] classFile) {
    List<Integer> lines = new ArrayList<>();
    new ClassReader(classFile)
        .accept(
            new ClassVisitor(Opcodes.ASM9) {
              @Override
              public MethodVisitor visitMethod(
                  int access, String name, String type, String signature, String[] thrown) {
                return !name.equals("<clinit>")
                    ? null
                    : new MethodVisitor(Opcodes.ASM9) {
                      @Override
                      public void visitLineNumber(int line, Label start) {
                        lines.add(line);
                      }
                    };
              }
            },
            0);
    return lines;
  }

  @Test
  void shouldShowTheFirstLineWhileTheImageIsAsked() throws Exception {
    String watching =
        """
        package org.heapsnapshot.runtime;
        public class Restore {
          public static StackTraceElement caller;
          public static boolean enter(int row, Class<?> type) {
            caller = new Throwable().getStackTrace()[1];
            return true;
          }
        }
        """;
    Map<String, byte[]> all =
        new LinkedHashMap<>(compile(8, "org.heapsnapshot.runtime.Restore", watching));
    byte[] original =
        compile("T", "\n\n\npublic class T {\n\n static Object o = new Object();\n}").get("T");
    all.put("T", REWRITER.rewrite(original, 0).classFile());
    BytesLoader loader = new BytesLoader(all);
    Class.forName("T", true, loader);
    Object caller = restore(loader).getField("caller").get(null);
    assertTrue(caller.toString().endsWith("T.<clinit>(T.java:6)"), caller.toString());
  }

  @Test
  void shouldLeaveOtherMethodsAsTheyAre() {
    byte[] original =
        compile(
                "M",
                "class M { static Object o = new Object(); int f(int x) { return x > 3 ? x : -x; } }")
            .get("M");
    assertEquals(code(original, "f"), code(REWRITER.rewrite(original, 1).classFile(), "f"));
  }

  private static String code(byte[] classFile, String method) {
    var text = new org.objectweb.asm.util.Textifier();
    new ClassReader(classFile)
        .accept(
            new ClassVisitor(Opcodes.ASM9) {
              @Override
              public MethodVisitor visitMethod(
                  int access, String name, String type, String signature, String[] thrown) {
                return name.equals(method)
                    ? new org.objectweb.asm.util.TraceMethodVisitor(text)
                    : null;
              }
            },
            0);
    assertFalse(text.getText().isEmpty());
    return text.getText().toString();
  }

  @Test
  void shouldAddAnInitializerOnlyWhenAsked() throws Exception {
    byte[] original = compile("Main", "public class Main { public static int x; }").get("Main");
    InitializerRewriter.Result without = REWRITER.rewrite(original, 1);
    assertEquals(Outcome.NO_INITIALIZER, without.outcome());
    assertSame(original, without.classFile());
    Map<String, byte[]> all = new LinkedHashMap<>(Compiler.compile(8, RESTORE));
    all.put("Main", REWRITER.rewriteOrAdd(original, InitializerRewriter.NO_ROW).classFile());
    Verified.assertVerifies(all);
    BytesLoader loader = new BytesLoader(all);
    Class.forName("Main", true, loader);
    assertEquals(List.of("-1 Main"), entered(loader));
  }

  @Test
  void shouldNotChangeTheSerialVersionByAddingAnInitializer() throws Exception {
    Map<String, byte[]> original =
        compile(
            "S",
            "public class S extends java.util.ArrayList<String> { private int a; protected"
                + " transient long b; static void f() {} private S(int x) {} public S() {} }"
                + " interface SI extends java.io.Serializable { void m(); }"
                + " record SR(int x) implements java.io.Serializable {}"
                + " class Plain {} enum SE { A }");
    for (String name : original.keySet()) {
      InitializerRewriter.Result result = REWRITER.rewriteOrAdd(original.get(name), 1);
      assertTrue(result.rewritten(), name);
      Class<?> before = Class.forName(name, false, new BytesLoader(original));
      Map<String, byte[]> all = new LinkedHashMap<>(Compiler.compile(8, RESTORE));
      all.putAll(original);
      all.put(name, result.classFile());
      Class<?> after = Class.forName(name, false, new BytesLoader(all));
      assertEquals(
          String.valueOf(ObjectStreamClass.lookup(before)),
          String.valueOf(ObjectStreamClass.lookup(after)));
    }
  }

  @Test
  void shouldRefuseToChangeASerialFormThatCannotBeFrozen() {
    byte[] original =
        compile("F", "class F implements java.io.Serializable { int serialVersionUID; }").get("F");
    InitializerRewriter.Result result = REWRITER.rewriteOrAdd(original, 1);
    assertEquals(Outcome.SERIAL_FORM_CHANGES, result.outcome());
    assertSame(original, result.classFile());
  }

  @Test
  void shouldSayWhenTheInitializerGetsTooLarge() {
    byte[] original = OldClasses.withInitializerOf(65_530);
    InitializerRewriter.Result result = REWRITER.rewrite(original, 1);
    assertEquals(Outcome.METHOD_TOO_LARGE, result.outcome());
    assertSame(original, result.classFile());
    assertEquals(
        Outcome.REWRITTEN, REWRITER.rewrite(OldClasses.withInitializerOf(65_500), 1).outcome());
  }

  @Test
  void shouldSayWhenTheConstantPoolGetsTooLarge() {
    ClassWriter writer = new ClassWriter(new ClassReader(OldClasses.withInitializerOf(10)), 0);
    new ClassReader(OldClasses.withInitializerOf(10)).accept(writer, 0);
    for (int i = 0; ; i++) {
      if (writer.newConst(i) >= 65_533) {
        break;
      }
    }
    InitializerRewriter.Result result = REWRITER.rewrite(writer.toByteArray(), 1);
    assertEquals(Outcome.CLASS_TOO_LARGE, result.outcome());
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 5, 6, 127, 128, 32_767, 32_768, 1_000_000})
  void shouldPassAnyRow(int row) throws Exception {
    Map<String, byte[]> all = new LinkedHashMap<>(Compiler.compile(8, RESTORE));
    byte[] original = compile("R", "class R { static Object o = new Object(); }").get("R");
    all.put("R", REWRITER.rewrite(original, row).classFile());
    BytesLoader loader = new BytesLoader(all);
    Class.forName("R", true, loader);
    assertEquals(List.of(row + " R"), entered(loader));
  }

  @ParameterizedTest
  @EnumSource
  void shouldRewriteOldClassFiles(OldClasses old) throws Exception {
    Map<String, byte[]> all = new LinkedHashMap<>(Compiler.compile(8, RESTORE));
    InitializerRewriter.Result result = REWRITER.rewrite(old.classFile(), 4);
    all.put("Old", result.classFile());
    assertEquals(Math.max(49, old.version), result.classFile()[7]);
    BytesLoader loader = new BytesLoader(all);
    assertEquals(
        OldClasses.value(new BytesLoader(Map.of("Old", old.classFile()))),
        OldClasses.value(loader));
    assertEquals(List.of("4 Old"), entered(loader));
  }
}
