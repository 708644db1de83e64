package org.heapsnapshot.core.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import org.heapsnapshot.core.capture.CapturedHeap;
import org.heapsnapshot.core.encode.EncodedHeap;
import org.heapsnapshot.core.encode.HeapEncoder;
import org.heapsnapshot.core.encode.IdentityHashes;
import org.heapsnapshot.core.fixture.Walked;
import org.heapsnapshot.core.intern.Intern;
import org.heapsnapshot.core.intern.InternedStrings;
import org.heapsnapshot.core.observe.Heaps.Holder;
import org.heapsnapshot.runtime.image.Heap;
import org.heapsnapshot.runtime.image.Image;
import org.heapsnapshot.runtime.restore.Memory;
import org.heapsnapshot.runtime.restore.Restoration;
import org.heapsnapshot.testkit.graph.GraphComparison;
import org.heapsnapshot.testkit.graph.GraphGenerator;
import org.heapsnapshot.testkit.graph.GraphTypes;
import org.heapsnapshot.testkit.graph.TableExercise;
import org.junit.jupiter.api.RepeatedTest;

/**
 * The property that the whole tool stands for: a random graph that is captured twice, compared,
 * marked, encoded and restored is isomorphic to one made anew, and every table of it works. A
 * failing message has the seed that repeats it.
 */
class RestoredGraphsTest {
  private static final int SIZE = 80;

  @RepeatedTest(50)
  void shouldRestoreGraphsThatAreIsomorphicAndWork() throws Throwable {
    long seed = System.nanoTime();
    String message = "seed " + seed;
    CapturedHeap marked = Heaps.marked(new Program().capture(seed), new Program().capture(seed));
    assertEquals(
        marked.hashed().stream().filter(h -> h.kind() == 3 && h.keys().length > 0).count(),
        marked.hashed().stream().filter(h -> h.kind() == 3 && h.unstable()).count(),
        message + ": identity maps are always unstable");
    Program program = new Program();
    Object restored = program.restore(encode(marked));
    assertEquals(List.of(), program.differences(seed, restored), message);
    assertEquals(List.of(), program.failures(restored), message);
  }

  private static byte[] encode(CapturedHeap heap) {
    InternedStrings strings = new Intern().intern(heap, List.of(), Map.of(), Map.of());
    EncodedHeap encoded =
        new HeapEncoder(new IdentityHashes(RestoredGraphsTest::classFile))
            .encode(heap, strings, List.of(), Map.of(), Map.of());
    HeapEncoder.seal(encoded.bytes(), HeapEncoder.beginImageId(encoded.bytes()).digest());
    return encoded.bytes();
  }

  private static byte[] classFile(String name) throws IOException {
    String resource = "/" + name.replace('.', '/') + ".class";
    try (InputStream in = RestoredGraphsTest.class.getResourceAsStream(resource)) {
      return in == null ? null : in.readAllBytes();
    }
  }

  /**
   * A program of its own: the classes of the graph, of its comparison, and of the static field that
   * holds it. Their hashes, and those of their enum constants, are unlike those of other programs.
   */
  private static final class Program extends ClassLoader {
    Program() {
      super(RestoredGraphsTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith("org.heapsnapshot.testkit.graph.")
          && !name.equals(Holder.class.getName())) {
        return super.loadClass(name, resolve);
      }
      Class<?> known = findLoadedClass(name);
      if (known != null) {
        return known;
      }
      try {
        byte[] bytes = classFile(name);
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }

    Object restore(byte[] bytes) throws Throwable {
      int feature = Runtime.version().feature();
      Image image = new Image(Heap.open(bytes));
      Restoration restoration = new Restoration(image, this, Memory.open(feature));
      restoration.prepare(feature, true);
      restoration.restore();
      return root().get(null);
    }

    private Field root() throws ReflectiveOperationException {
      Field root = twin(Holder.class).getDeclaredField("root");
      root.setAccessible(true);
      return root;
    }

    /** The constants of the program's enum belong to the statics of its class. */
    CapturedHeap capture(long seed) throws ReflectiveOperationException {
      root().set(null, graph(seed));
      return Walked.in(this, twin(Holder.class), twin(GraphTypes.Shade.class)).heap();
    }

    private Object graph(long seed) throws ReflectiveOperationException {
      Class<?> generator = twin(GraphGenerator.class);
      Object instance = generator.getConstructor(long.class).newInstance(seed);
      return generator.getMethod("generate", int.class).invoke(instance, SIZE);
    }

    private Class<?> twin(Class<?> c) throws ReflectiveOperationException {
      return loadClass(c.getName());
    }

    Object differences(long seed, Object restored) throws ReflectiveOperationException {
      return twin(GraphComparison.class)
          .getMethod("differences", Object.class, Object.class)
          .invoke(null, graph(seed), restored);
    }

    Object failures(Object restored) throws ReflectiveOperationException {
      Object result =
          twin(TableExercise.class).getMethod("of", Object.class).invoke(null, restored);
      return result.getClass().getMethod("failures").invoke(result);
    }
  }
}
