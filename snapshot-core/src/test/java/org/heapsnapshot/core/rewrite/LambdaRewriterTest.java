package org.heapsnapshot.core.rewrite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ObjectStreamClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LambdaRewriterTest {

  @ParameterizedTest
  @EnumSource
  void shouldPrintTheSameWithAndWithoutRewriting(Zoo zoo) throws Exception {
    Map<String, byte[]> original = zoo.compile();
    LambdaRewriting rewriting = Zoo.rewrite(original);
    assertTrue(rewriting.classFiles().size() > original.size(), "nothing was rewritten");
    Verified.assertVerifies(rewriting.classFiles());
    assertEquals(Zoo.run(original, zoo.mainClass), Zoo.run(rewriting.classFiles(), zoo.mainClass));
  }

  @ParameterizedTest
  @EnumSource
  void shouldKeepOnlyTheSitesThatCannotBeRewritten(Zoo zoo) {
    LambdaRewriting rewriting = Zoo.rewrite(zoo.compile());
    List<KeptReason> reasons = new ArrayList<>();
    rewriting.kept().values().forEach(all -> all.forEach(kept -> reasons.add(kept.reason())));
    assertEquals(List.of(), reasons, "kept sites");
  }

  @ParameterizedTest
  @EnumSource
  void shouldKeepTheSerialVersionOfHosts(Zoo zoo) throws Exception {
    Map<String, byte[]> original = zoo.compile();
    Map<String, byte[]> rewritten = Zoo.rewrite(original).classFiles();
    BytesLoader before = new BytesLoader(original);
    BytesLoader after = new BytesLoader(rewritten);
    for (String name : original.keySet()) {
      String binary = name.replace('/', '.');
      assertEquals(
          serialVersion(Class.forName(binary, false, before)),
          serialVersion(Class.forName(binary, false, after)),
          name);
    }
  }

  private static Long serialVersion(Class<?> type) {
    ObjectStreamClass serial = ObjectStreamClass.lookup(type);
    return serial == null ? null : serial.getSerialVersionUID();
  }

  @ParameterizedTest
  @EnumSource
  void shouldNotChangeTheVersionOfAnyClassFile(Zoo zoo) {
    Map<String, byte[]> original = zoo.compile();
    Zoo.rewrite(original)
        .classFiles()
        .forEach((name, file) -> assertEquals(zoo.release + 44, file[7], name));
  }

  @Test
  void shouldWriteTheSameBytesTwice() {
    Map<String, byte[]> original = Zoo.ZOO8.compile();
    Map<String, byte[]> first = Zoo.rewrite(original).classFiles();
    Map<String, byte[]> second = Zoo.rewrite(original).classFiles();
    assertEquals(List.copyOf(first.keySet()), List.copyOf(second.keySet()));
    first.forEach((name, file) -> assertTrue(java.util.Arrays.equals(file, second.get(name))));
  }

  @Test
  void shouldNameTheClassesByHostAndSite() {
    LambdaRewriting rewriting =
        Zoo.rewrite(
            Compiler.compile(
                8,
                new Compiler.Source(
                    "Two",
                    "class Two { Runnable a = () -> {}; Runnable b = (Runnable &"
                        + " java.io.Serializable) () -> {}; Runnable c = () -> hashCode(); }")));
    assertEquals(
        List.of("Two$$Lambda$s0", "Two$$Lambda$s1", "Two$$Lambda$s2"),
        // And that of the method that reads one back.
        rewriting.hosts().get("Two").subList(0, 3));
  }

  /** Methods of the interface that are called as those of the generated class might be. */
  @ParameterizedTest
  @ValueSource(ints = {8, 17})
  void shouldNotConfuseItsMethodsWithThoseOfTheInterface(int release) throws Exception {
    Map<String, byte[]> original =
        Compiler.compile(
            release,
            new Compiler.Source(
                "Names",
                """
                import java.io.Serializable;
                public class Names {
                  interface F { F make(String s); }
                  interface G { String run(); default G make(String s) { return () -> s + run(); } }
                  interface I { I instance(String s); I instance = null; }
                  interface W extends Serializable { Object writeReplace(); }
                  interface P { Object writeReplace(); }
                  static F mk(String s) {
                    return x -> { System.out.println(s + x); return x.isEmpty() ? null : mk(s); }; }
                  static G run(String s) { return () -> s; }
                  static I inst(String s) { return x -> { System.out.println(s + x); return null; }; }
                  static W replaced(String s) { return () -> s; }
                  static P plain(String s) { return () -> s; }
                  public static void main(String[] args) {
                    System.out.println(mk("a").make("b").make(""));
                    System.out.println(run("c").make("d").run());
                    System.out.println(inst("e").instance("f"));
                    System.out.println(plain("g").writeReplace());
                    try { System.out.println(replaced("h").writeReplace()); }
                    catch (LinkageError | InternalError e) { System.out.println("as the JVM says"); }
                  }
                }
                """));
    LambdaRewriting rewriting = Zoo.rewrite(original);
    Verified.assertVerifies(rewriting.classFiles());
    assertEquals(Zoo.run(original, "Names"), Zoo.run(rewriting.classFiles(), "Names"));
    List<KeptReason> kept = new ArrayList<>();
    rewriting.kept().get("Names").forEach(each -> kept.add(each.reason()));
    // That with its own writeReplace, and where it would be read back.
    assertEquals(List.of(KeptReason.UNUSUAL, KeptReason.UNUSUAL), kept);
  }

  /** What is written is byte for byte what {@code LambdaMetafactory} makes of it, and read back. */
  @ParameterizedTest
  @ValueSource(ints = {8, 11, 17})
  void shouldKeepTheSerialFormOfLambdas(int release) throws Exception {
    Map<String, byte[]> original =
        Compiler.compile(
            release,
            new Compiler.Source(
                "Form",
                """
                import java.io.*;
                import java.util.function.*;
                public class Form {
                  interface Op extends Serializable { Object of(Object o); default int more() { return 7; } }
                  interface Sums { static int sum(int a, int b) { return a + b; }
                    static Op op() { return o -> "static " + o; } }
                  static class Named implements Serializable {
                    final String name; Named(String name) { this.name = name; }
                    Op own() { return this::secret; }
                    private Object secret(Object o) { return name + o; }
                    public String toString() { return name; } }
                  static Op all(boolean z, byte b, char c, short s, int i, long j, float f, double d,
                      String t, int[] a) {
                    return o -> "" + z + b + c + s + i + j + f + d + t + a[0] + o; }
                  public static void main(String[] args) throws Exception {
                    Object[] ops = {
                      all(true, (byte) 1, 'c', (short) 2, 3, 4L, 5f, 6d, "t", new int[] {8}),
                      (Op) o -> o, (Op) String::valueOf, new Named("n").own(), Sums.op(),
                      (Function<String, Named> & Serializable) Named::new,
                      (Function<Named, String> & Serializable) Named::toString,
                      (IntBinaryOperator & Serializable) Sums::sum,
                      (Runnable & Serializable) () -> System.out.println("run"),
                      (Supplier<Object> & Serializable & Op2) "x"::length };
                    for (Object op : ops) {
                      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                      try (ObjectOutputStream out = new ObjectOutputStream(bytes)) { out.writeObject(op); }
                      System.out.println(new java.math.BigInteger(1, bytes.toByteArray()).toString(16));
                      Object read = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))
                        { protected Class<?> resolveClass(ObjectStreamClass c) throws ClassNotFoundException {
                            return Class.forName(c.getName(), false, Form.class.getClassLoader()); } }.readObject();
                      System.out.println(use(op) + " " + use(read) + " " + (op instanceof Serializable));
                    }
                  }
                  interface Op2 { default int other() { return 5; } }
                  @SuppressWarnings("unchecked") static Object use(Object op) {
                    if (op instanceof Op) { return ((Op) op).of("o") + "" + ((Op) op).more(); }
                    if (op instanceof Runnable) { ((Runnable) op).run(); return "ran"; }
                    if (op instanceof IntBinaryOperator) { return ((IntBinaryOperator) op).applyAsInt(2, 3); }
                    if (op instanceof Supplier) { return ((Supplier<Object>) op).get(); }
                    try { return ((Function<Object, Object>) op).apply("f"); }
                    catch (ClassCastException e) { return ((Function<Object, Object>) op).apply(new Named("g")); }
                  }
                }
                """));
    LambdaRewriting rewriting = Zoo.rewrite(original);
    assertEquals(Map.of(), rewriting.kept());
    Verified.assertVerifies(rewriting.classFiles());
    assertEquals(Zoo.run(original, "Form"), Zoo.run(rewriting.classFiles(), "Form"));
  }

  /** A lambda that is serializable by accident refuses, and a form that names another class. */
  @Test
  void shouldKeepSitesWithAnotherSerialForm() {
    LambdaRewriting rewriting =
        Zoo.rewrite(
            Compiler.compile(
                17,
                new Compiler.Source(
                    "Kept",
                    "import java.io.*; import java.util.function.*; class Kept {"
                        + " static class Up { String up() { return null; } }"
                        + " static class Down extends Up {}"
                        + " Object a = (Function<CharSequence, Integer> & Serializable)"
                        + " CharSequence::length;"
                        + " Object b = (Function<Down, String> & Serializable) Down::up; }")));
    assertEquals(
        List.of("SERIALIZABLE"),
        rewriting.kept().get("Kept").stream()
            .map(kept -> kept.reason().name())
            .distinct()
            .toList());
  }

  @Test
  void shouldGiveBackTheBytesOfClassesWithoutLambdas() {
    byte[] plain = Compiler.compile(17, new Compiler.Source("P", "class P {}")).get("P");
    LambdaRewriter.Result result =
        new LambdaRewriter(ClassFileHierarchy.ofLoader(ClassLoader.getPlatformClassLoader()))
            .rewrite(plain);
    assertSame(plain, result.classFile());
    assertFalse(result.rewritten());
  }

  @Test
  void shouldKeepSitesOfCallerSensitiveTargets() {
    LambdaRewriting rewriting =
        Zoo.rewrite(
            Compiler.compile(
                17,
                new Compiler.Source(
                    "Sensitive",
                    "class Sensitive { java.util.function.Supplier<?> s ="
                        + " java.lang.invoke.MethodHandles::lookup; }")));
    assertEquals(KeptReason.CALLER_SENSITIVE, onlyKept(rewriting));
  }

  @Test
  void shouldKeepSitesWhoseInterfaceIsMissing() {
    Map<String, byte[]> classFiles =
        Compiler.compile(
            17,
            new Compiler.Source(
                "Missing", "class Missing { Gone g = () -> {}; } interface Gone { void run(); }"));
    classFiles.remove("Gone");
    assertEquals(KeptReason.INTERFACE_UNKNOWN, onlyKept(Zoo.rewrite(classFiles)));
  }

  @Test
  void shouldKeepSitesOfAHostWhoseSerialFormCannotBeFrozen() {
    Map<String, byte[]> classFiles =
        Compiler.compile(
            17,
            new Compiler.Source(
                "Odd",
                "class Odd implements java.io.Serializable { long serialVersionUID = 3;"
                    + " transient Runnable r = () -> {}; }"));
    assertEquals(KeptReason.SERIAL_FORM_CHANGES, onlyKept(Zoo.rewrite(classFiles)));
  }

  private static KeptReason onlyKept(LambdaRewriting rewriting) {
    List<LambdaRewriter.Kept> all =
        rewriting.kept().values().stream().flatMap(List::stream).collect(Collectors.toList());
    assertEquals(1, all.size());
    assertEquals(Map.of(), rewriting.hosts());
    return all.get(0).reason();
  }
}
