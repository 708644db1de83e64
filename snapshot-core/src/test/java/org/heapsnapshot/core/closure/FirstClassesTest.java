package org.heapsnapshot.core.closure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.heapsnapshot.core.rewrite.Compiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Follows main for as long as there is one way to go and nobody could notice. */
class FirstClassesTest {
  private static final String OTHERS =
      """
      class A { static Object a = new Object(); static int n; static void go() {} int f;
        A self() { return this; } static A make() { return new A(); }
        private int own() { return f; } int viaOwn() { return own(); } void run() { new R(); }
        static synchronized void locked() { new R(); } static native void code(); }
      class B extends A { static Object b = new Object(); A self() { new C(); return this; }
        B() {} B(int x) { this(); f = x; new C(); } }
      class C { static long wide = 1; static long sum(long a, int b, double c) { D.go();
        return a + b; } }
      class D { static void go() {} static final int CONSTANT = 7; }
      class R { }
      class Loop { static void go() { while (true) {} } static void self() { self(); } }
      interface I { Object I = new Object(); static void go() {} }
      class Impl implements I { static Object own; }
      class Late extends Thread { }
      class Pool extends java.util.concurrent.ForkJoinPool { static int n = "n".hashCode(); }
      class Base { public void m() { new B(); } }
      interface Default { default void m() {} }
      class Defaults extends Base implements Default { public void m() { Default.super.m(); } }
      class Private { private void m() { new B(); } }
      interface Hidden { default void m() {} }
      class Inherits extends Private implements Hidden { }
      """;

  private static List<String> first(String body) {
    return firstOf("public class Main { public static void main(String[] args) {" + body + "}}");
  }

  private static List<String> firstOf(String main) {
    Map<String, byte[]> files =
        Compiler.compile(17, new Compiler.Source("Main", main + "\n" + OTHERS));
    List<String> found = FirstClasses.of("Main", files::get);
    return found.isEmpty() ? List.of("no Main") : new ArrayList<>(found.subList(1, found.size()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "new A();|A",
        "A.go(); new B(); C.sum(1, 2, 3);|A B C D",
        "new B(1).self(); new R();|B C R",
        "A a = A.make(); a.self().viaOwn(); new R();|A R",
        "A a = new B(); a.self(); new R();|B C R",
        "A a = new B(); a.viaOwn(); new R();|B R",
        "Object o = A.a; new R();|A R",
        "Object o = B.a; new R();|A R",
        "int i = D.CONSTANT; new R();|R",
        "long l = C.wide * 2 + 3; double d = l / 2.5; int i = (int) d; i++; new R();|C R",
        "Object o = System.out; new java.util.ArrayList<String>(); new R();|R",
        "I.go(); new R();|I R",
        "Object o = I.I; new R();|I R",
        // What could be noticed, go another way, or be thrown:
        "A.n = 1; new R();|A",
        "new A().f = 1; new R();|A R",
        "if (args.length > 0) { new A(); } new R();|''",
        "String s = args[0]; new R();|''",
        "System.setProperty(\"a\", \"b\"); new R();|''",
        "System.out.println(); new R();|''",
        "new java.util.ArrayList<String>(-1); new R();|''",
        "Object[] o = new Object[1]; new R();|''",
        "int i = 1; i = 1 / i; new R();|''",
        "Runnable r = A::go; new R();|''",
        "String s = \"a\" + args; new R();|''",
        "try { new A(); } finally { new R(); }|A R",
        "throw new IllegalStateException();|''",
        "synchronized (args) { new R(); }|''",
        "A.locked(); new C();|A",
        "A.code(); new C();|A",
        "Object o = (A) A.a; new C();|A",
        "Object o = Impl.own; o = Impl.I; new C();|Impl",
        "new Late(); new R();|Late",
        "int n = Pool.n; new R();|''",
        "java.util.concurrent.ForkJoinPool.commonPool(); new R();|''",
        "Object o = java.util.concurrent.ForkJoinPool.defaultForkJoinWorkerThreadFactory; new R();|''",
        "Object o = new java.util.concurrent.ForkJoinPool(new A().f);|''",
        "new Defaults().m(); new C();|Defaults",
        "Hidden h = new Inherits(); h.m(); new C();|Inherits",
        "Loop.go(); new R();|Loop",
        "Loop.self(); new R();|Loop",
        "new A().run(); new C();|A R C",
        "((A) A.a).run(); new C();|A",
      })
  void shouldFindWhatIsCertain(String body, String expected) {
    assertEquals(expected, String.join(" ", first(body)));
  }

  @Test
  void shouldFollowOnlyWhatTheLauncherCallsFirst() {
    String body = " void main(String[] args) { new A(); }}";
    assertEquals(List.of("A"), firstOf("class Main { public static" + body));
    assertEquals(List.of(), firstOf("class Main { static" + body));
    assertEquals(List.of(), firstOf("class Main { public" + body));
    assertEquals(List.of("no Main"), firstOf("class Main extends B { public static" + body));
    assertEquals(List.of("no Main"), firstOf("class Main implements I { public static" + body));
    assertEquals(List.of("A"), firstOf("class Main extends R { public static" + body));
  }

  /** Classes that were not compiled together. */
  @Test
  void shouldEndWhereLinkingWouldThrow() {
    String main = "class Main { public static void main(String[] a) { %s new R(); }}";
    Map<String, byte[]> old = compile(main.formatted("new A().f = 1;"));
    Map<String, byte[]> other =
        Compiler.compile(17, new Compiler.Source("A", "class A { static int f; }"));
    assertEquals(
        List.of("Main", "A"),
        FirstClasses.of("Main", name -> name.equals("A") ? other.get(name) : old.get(name)));
    Map<String, byte[]> implementing = compile(main.formatted("new Impl();"));
    assertEquals(List.of("Main", "Impl", "R"), FirstClasses.of("Main", implementing::get));
    assertEquals(
        List.of("Main"),
        FirstClasses.of("Main", name -> name.equals("I") ? null : implementing.get(name)));
  }

  private static Map<String, byte[]> compile(String main) {
    return Compiler.compile(17, new Compiler.Source("Main", main + "\n" + OTHERS));
  }

  /** A missing class would be thrown about. */
  @Test
  void shouldEndAtAMissingClass() {
    Map<String, byte[]> files =
        Compiler.compile(
            17,
            new Compiler.Source(
                "Main",
                "class Main { public static void main(String[] a) { new A(); new B(); new C(); }}\n"
                    + OTHERS));
    assertEquals(
        List.of("Main", "A"),
        FirstClasses.of("Main", name -> name.equals("B") ? null : files.get(name)));
    byte[] damaged = {1, 2, 3};
    assertEquals(
        List.of("Main", "A"),
        FirstClasses.of("Main", name -> name.equals("B") ? damaged : files.get(name)));
    assertEquals(List.of(), FirstClasses.of("Other", files::get));
  }
}
