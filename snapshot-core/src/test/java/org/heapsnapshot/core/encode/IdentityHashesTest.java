package org.heapsnapshot.core.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityHashesTest {
  private static class Plain {}

  private static class Sub extends Plain {}

  private static class Hashing extends Plain {
    @Override
    public boolean equals(Object other) {
      return other instanceof Hashing;
    }

    @Override
    public int hashCode() {
      return 1;
    }
  }

  private static class SubOfHashing extends Hashing {}

  private static class Overload {
    @SuppressWarnings("unused")
    int hashCode(int seed) {
      return seed;
    }
  }

  private record Pair(Object left, Object right) {}

  private enum Color {
    RED {}
  }

  private static class MyList extends ArrayList<String> {
    private static final long serialVersionUID = 1L;
  }

  private final List<String> asked = new ArrayList<>();
  private final IdentityHashes hashes =
      new IdentityHashes(
          name -> {
            asked.add(name);
            return classFile(name);
          });

  private static byte[] classFile(String name) throws IOException {
    String resource = "/" + name.replace('.', '/') + ".class";
    try (InputStream in = IdentityHashesTest.class.getResourceAsStream(resource)) {
      return in == null || name.startsWith("java.") ? null : in.readAllBytes();
    }
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        Object.class,
        Plain.class,
        Sub.class,
        Overload.class,
        Color.class,
        AtomicReference.class
      })
  void shouldKnowClassesThatHashByIdentity(Class<?> type) {
    assertTrue(hashes.test(type.getName()));
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        Hashing.class,
        SubOfHashing.class,
        Pair.class,
        MyList.class,
        String.class,
        int[].class
      })
  void shouldNotClaimOthers(Class<?> type) {
    assertFalse(hashes.test(type.getName()));
  }

  @Test
  void shouldSeeThroughBodiesOfEnumConstants() {
    assertTrue(hashes.test(Color.RED.getClass().getName()));
  }

  @Test
  void shouldNotKnowWhatIsMissingOrDamaged() {
    IdentityHashes damaged =
        new IdentityHashes(
            name -> {
              if (name.equals("app.Unreadable")) {
                throw new IOException("no");
              }
              return name.equals("app.Damaged") ? new byte[] {1, 2, 3} : null;
            });
    assertFalse(damaged.test("app.Missing"));
    assertFalse(damaged.test("app.Damaged"));
    assertFalse(damaged.test("app.Unreadable"));
  }

  @Test
  void shouldReadEachClassOnce() {
    hashes.test(Sub.class.getName());
    hashes.test(Sub.class.getName());
    hashes.test(Plain.class.getName());
    assertEquals(List.of(Sub.class.getName(), Plain.class.getName()), asked);
  }
}
