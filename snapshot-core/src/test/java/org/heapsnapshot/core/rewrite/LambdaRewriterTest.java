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
    List<KeptReason> expected =
        zoo.mainClass.equals("zoo.Zoo8")
            // The site itself, and the one in the method that reads it back.
            ? List.of(KeptReason.SERIALIZABLE, KeptReason.SERIALIZABLE)
            : List.of();
    assertEquals(
        expected.stream().sorted().toList(), reasons.stream().sorted().toList(), "kept sites");
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
    assertEquals(List.of("Two$$Lambda$s0", "Two$$Lambda$s2"), rewriting.hosts().get("Two"));
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
