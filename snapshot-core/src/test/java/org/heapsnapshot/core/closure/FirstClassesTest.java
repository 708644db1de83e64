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

  /** A class that is not as it was when the main class was compiled against it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "new q.X();|public class X { }|q.X R",
        "new q.X();|class X { public X() {} }|",
        "new q.X();|public class X { X() {} }|q.X",
        "new q.X();|public class X { protected X() {} }|q.X",
        "new q.X();|public class X { private X() {} }|q.X",
        "class S extends q.X {} new S();|public class X { protected X() {} }|Main$1S R",
        "class S extends q.X { S() { new q.X(); } } new S();|"
            + "public class X { protected X() {} }|Main$1S q.X",
        "new q.X();|public abstract class X { public X() {} }|",
        "new q.X();|public interface X { }|",
        "q.X.go();|public class X { public static void go() {} }|q.X R",
        "q.X.go();|public class X { static void go() {} }|",
        "q.X.go();|public class X { protected static void go() {} }|",
        "q.X.go();|class X { public static void go() {} }|",
        "q.X.go();|public interface X { static void go() {} }|",
        "q.X.go();|public class X { public void go() {} }|",
        "int i = q.X.N;|public class X { public static int N; }|q.X R",
        "int i = q.X.N;|class X { public static int N; }|",
        "int i = q.X.N;|public class X { static int N; }|",
        "q.X.N = 1;|public class X { public static int N; }|q.X",
        "q.X.N = 1;|public class X { public static final int N = Integer.parseInt(null); }|",
        "new q.X().f = 1;|public class X { public int f; }|q.X R",
        "new q.X().f = 1;|public class X { public final int f = 1; }|q.X",
        "new q.X().f = 1;|public class X { int f; }|q.X",
        "new q.X().run();|public class X { public void run() {} }|q.X R",
        "new q.X().run();|public class X { void run() {} }|q.X",
      })
  void shouldEndWhereAccessWouldBeDenied(String body, String x, String expected) {
    Map<String, byte[]> files =
        new java.util.HashMap<>(
            Compiler.compile(
                17,
                new Compiler.Source(
                    "Main",
                    "class Main { public static void main(String[] a) {"
                        + body
                        + " new R(); }} class R { }"),
                new Compiler.Source(
                    "q.X",
                    "package q; public class X { public static void go() {} public static int N;"
                        + " public int f; public void run() {} }")));
    files.putAll(Compiler.compile(17, new Compiler.Source("q.X", "package q; " + x)));
    List<String> found = FirstClasses.of("Main", name -> files.get(name.replace('.', '/')));
    assertEquals(("Main " + (expected == null ? "" : expected)).trim(), String.join(" ", found));
  }

  /** Mates of a nest may use each other's private members. */
  @Test
  void shouldFollowIntoMatesOfTheNest() {
    String main =
        "class Main { public static void main(String[] a) { new In(); In.go(); new R(); }"
            + " private static class In { private In() {} private static void go() {} } }"
            + " class R { }";
    Map<String, byte[]> files = Compiler.compile(17, new Compiler.Source("Main", main));
    assertEquals(List.of("Main", "Main$In", "R"), FirstClasses.of("Main", files::get));
    String other = main.replace("private static class In", "static class In");
    Map<String, byte[]> strangers =
        Compiler.compile(
            17,
            new Compiler.Source(
                "Main",
                other.substring(0, other.indexOf("static class In"))
                    + "} class In { In() {} static void go() {} } class R { }"));
    Map<String, byte[]> hidden =
        Compiler.compile(
            17, new Compiler.Source("In", "class In { In() {} private static void go() {} }"));
    strangers.putAll(hidden);
    assertEquals(List.of("Main", "In"), FirstClasses.of("Main", strangers::get));
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
