package org.heapsnapshot.core.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TimeZone;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.heapsnapshot.core.fixture.Walked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Objects that cannot be carried: what is said of them, and of which classes. */
class RefusedObjectsTest {
  private static final class First {
    static Object root;
    static Object other;
  }

  private static final class Second {
    static Object root;
  }

  private static final class Third {
    static Object root;
  }

  /** A class that other loaders define again. */
  public static final class Foreign {}

  private static final class Isolated extends ClassLoader {
    Isolated() {
      super(null);
    }

    Class<?> define(Class<?> c) throws IOException {
      String file = c.getName().replace('.', '/') + ".class";
      try (InputStream in = c.getClassLoader().getResourceAsStream(file)) {
        byte[] bytes = in.readAllBytes();
        return defineClass(c.getName(), bytes, 0, bytes.length);
      }
    }
  }

  private static final class Finalizable {
    @Override
    @SuppressWarnings({"deprecation", "removal"}) // the thing under test
    protected void finalize() {}
  }

  private static final class Buffer extends ByteArrayOutputStream {}

  private static final class Discarding extends OutputStream {
    int written;

    @Override
    public void write(int b) {
      written++;
    }
  }

  @AfterEach
  void forget() {
    First.root = null;
    First.other = null;
    Second.root = null;
    Third.root = null;
  }

  private static Rejection rejection(Object root) {
    First.root = root;
    List<Rejection> rejections = Walked.of(First.class).rejections();
    assertEquals(1, rejections.size(), () -> "of " + root.getClass());
    assertEquals(First.class.getName(), rejections.get(0).className());
    return rejections.get(0);
  }

  private static void refuses(Object root, String reason) {
    String found = rejection(root).reason();
    assertTrue(found.contains(reason), found);
  }

  @Test
  void shouldRefuseWhatBelongsToOneProcess() {
    refuses(new Thread("never started"), "a thread (java.lang.Thread)");
    refuses(new Isolated(), "a class loader (" + Isolated.class.getName() + ")");
    refuses(new Finalizable(), Finalizable.class.getName() + ", which has a finalizer");
    refuses((Runnable) () -> {}, "the hidden class ");
    refuses(new Random(1), "the JDK class java.util.Random");
  }

  @Test
  void shouldRefuseWhatNoBuiltInLoaderKnows() throws Exception {
    Class<?> foreign = new Isolated().define(Foreign.class);
    refuses(foreign, "the class " + Foreign.class.getName() + ", which no built-in loader");
    refuses(
        foreign.getConstructor().newInstance(),
        Foreign.class.getName() + ", which a class loader of the program defined");
    refuses(java.lang.reflect.Array.newInstance(foreign, 1), "an array of a class");
    Runnable lambda = () -> {};
    refuses(lambda.getClass(), "which no built-in loader can find by name");
  }

  @Test
  void shouldLookAtEveryClassOfTheJdkAmongTheSuperclasses() {
    Rejection rejection = rejection(new Buffer());
    assertTrue(
        rejection
            .reason()
            .contains("java.io.ByteArrayOutputStream (as " + Buffer.class.getName() + ")"),
        rejection.reason());
    First.root = new Discarding();
    assertEquals(List.of(), Walked.of(First.class).rejections(), "a superclass without state");
  }

  @Test
  void shouldRefuseATimeZoneThatTheProgramChanged() {
    TimeZone changed = TimeZone.getTimeZone("Europe/Zurich");
    changed.setRawOffset(1);
    refuses(changed, "the JDK class ");
  }

  @Test
  void shouldRefuseReferencesWithACleanUp() {
    refuses(new PhantomReference<>(new Object(), new ReferenceQueue<>()), "PhantomReference");
  }

  @Test
  void shouldNameEveryFieldOnTheShortestPath() {
    Thread thread = new Thread("never started");
    Map<String, Object> map = new HashMap<>(Map.of("key", new Object[] {"x", thread}));
    // A longer way to the same object; found later, told never.
    First.other = List.of(List.of(List.of(List.of(map))));
    assertEquals(
        List.of(
            "static " + First.class.getName() + ".root = java.util.HashMap",
            ".table = [Ljava.util.HashMap$Node;",
            "[" + slot(map, "key") + "] = java.util.HashMap$Node",
            ".value = [Ljava.lang.Object;",
            "[1] = java.lang.Thread"),
        rejection(map).path());
  }

  private static int slot(Map<?, ?> map, String key) {
    Object[] table = (Object[]) Peek.get(map, HashMap.class, "table");
    int hash = key.hashCode();
    return (hash ^ hash >>> 16) & table.length - 1;
  }

  @Test
  void shouldRefuseWhatOnlyAWeakMapHolds() {
    Map<Object, Object> map = new WeakHashMap<>();
    map.put(null, new Thread("never started"));
    assertEquals(
        List.of(
            "static " + First.class.getName() + ".root = java.util.WeakHashMap",
            "(entry) = java.lang.Thread"),
        rejection(map).path());
  }

  @Test
  void shouldNameEveryClassThatReachesARefusedObject() {
    Thread thread = new Thread("never started");
    AtomicReference<Object> shared = new AtomicReference<>(thread);
    First.root = new ArrayList<>(List.of(shared));
    Second.root = new Object[] {"harmless", List.of("too")};
    Third.root = shared;
    List<Rejection> rejections = Walked.of(First.class, Second.class, Third.class).rejections();
    assertEquals(
        List.of(First.class.getName(), Third.class.getName()),
        rejections.stream().map(Rejection::className).toList());
    assertEquals(
        List.of(
            "static " + Third.class.getName() + ".root = " + AtomicReference.class.getName(),
            ".value = java.lang.Thread"),
        rejections.get(1).path());
  }

  @Test
  void shouldFindItsWayThroughCycles() {
    List<Object> cycle = new ArrayList<>();
    cycle.add(cycle);
    cycle.add(new Object[] {cycle, new Thread("never started")});
    assertEquals(4, rejection(cycle).path().size());
  }
}
