package org.heapsnapshot.core.agent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collector;
import org.heapsnapshot.core.capture.RecordedCall;
import org.heapsnapshot.hooks.Hooks;
import org.heapsnapshot.hooks.InitializerStack;
import org.heapsnapshot.hooks.Sink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Calls of factories, instrumented and made. */
class FactorySitesTest {
  /** A program. */
  public static final class Caller implements Callable<List<Object>> {
    private static final Collector.Characteristics[] NONE = {Collector.Characteristics.UNORDERED};

    /** A function that has a {@code negate} of its own, of the same descriptor. */
    static final class Negatable {
      Predicate<String> negate() {
        return s -> true;
      }
    }

    @Override
    public List<Object> call() {
      List<Object> made = new ArrayList<>();
      long wide = System.nanoTime();
      Function<String, Integer> length = String::length;
      for (int i = 0; i < 2; i++) {
        made.add(Comparator.comparing(length));
        made.add(wide != 0 ? Comparator.comparing(length).reversed() : null);
      }
      made.add(Function.identity());
      made.add(
          Collector.of(ArrayList::new, (List<String> l, String s) -> l.add(s), (a, b) -> a, NONE));
      NONE[0] = Collector.Characteristics.CONCURRENT;
      made.add(new Negatable().negate());
      return made;
    }
  }

  private final CallRecorder recorder = new CallRecorder();

  @AfterEach
  void forget() {
    Hooks.sink = null;
    while (Hooks.stack().depth() > 0) {
      Hooks.leave();
    }
  }

  private List<Object> call() throws Exception {
    Hooks.sink =
        new Sink() {
          @Override
          public void initializerEntered(String className, InitializerStack stack) {}

          @Override
          public void initializerLeft(InitializerStack stack, boolean threw) {}

          @Override
          public void effect(int effect, Object argument, InitializerStack stack) {}

          @Override
          public void touched(String className, InitializerStack stack) {}

          @Override
          public void called(int site, Object result, Object[] arguments, InitializerStack stack) {
            recorder.called(site, result, arguments);
          }
        };
    @SuppressWarnings("unchecked")
    Callable<List<Object>> caller =
        (Callable<List<Object>>)
            new Recorded().define(Caller.class).getDeclaredConstructor().newInstance();
    return caller.call();
  }

  @Test
  void shouldRecordTheCallOfEachResult() throws Exception {
    Hooks.enter("Caller");
    List<Object> made = call();
    RecordedCall first = recorder.of(made.get(0));
    assertEquals(
        "S java.util.Comparator.comparing(Ljava/util/function/Function;)Ljava/util/Comparator;",
        first.method());
    assertEquals("java.util.Comparator", first.owner());
    RecordedCall second = recorder.of(made.get(2));
    assertNotSame(made.get(0), made.get(2));
    assertSame(first.arguments()[0], second.arguments()[0]);
    RecordedCall reversed = recorder.of(made.get(1));
    assertEquals("i java.util.Comparator.reversed()Ljava/util/Comparator;", reversed.method());
    assertNotNull(recorder.of(reversed.arguments()[0]), "the receiver is a result itself");
    assertSame(Function.identity(), made.get(4));
    assertEquals(0, recorder.of(made.get(4)).arguments().length);
  }

  @Test
  void shouldKeepArraysAsTheyWere() throws Exception {
    Hooks.enter("Caller");
    RecordedCall call = recorder.of(call().get(5));
    assertArrayEquals(
        new Object[] {Collector.Characteristics.UNORDERED}, (Object[]) call.arguments()[3]);
  }

  @Test
  void shouldLeaveMethodsOfTheSameNameAlone() throws Exception {
    Hooks.enter("Caller");
    assertNull(recorder.of(call().get(6)));
  }

  @Test
  void shouldRecordNothingWhileNoInitializerRuns() throws Exception {
    assertNull(recorder.of(call().get(0)));
  }

  private final class Recorded extends ClassLoader {
    private final Factories factories = Factories.load();

    Recorded() {
      super(FactorySitesTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      boolean own = name.startsWith(Caller.class.getName());
      Class<?> known = own ? findLoadedClass(name) : super.loadClass(name, resolve);
      return known != null ? known : findClass(name);
    }

    @Override
    protected Class<?> findClass(String name) {
      try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
        ClassReader reader = new ClassReader(in.readAllBytes());
        List<Integer> locals = FactorySites.locals(reader, factories);
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        reader.accept(locals == null ? writer : visitor(writer, locals), 0);
        byte[] bytes = writer.toByteArray();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (java.io.IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }

    private ClassVisitor visitor(ClassWriter writer, List<Integer> locals) {
      return new ClassVisitor(Opcodes.ASM9, writer) {
        private int methods;

        @Override
        public MethodVisitor visitMethod(
            int access, String name, String descriptor, String signature, String[] thrown) {
          return new FactorySites(
              super.visitMethod(access, name, descriptor, signature, thrown),
              factories,
              recorder,
              locals.get(methods++));
        }
      };
    }

    Class<?> define(Class<?> type) throws ClassNotFoundException {
      return loadClass(type.getName());
    }
  }
}
