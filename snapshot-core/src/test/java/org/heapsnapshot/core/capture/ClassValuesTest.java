package org.heapsnapshot.core.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.heapsnapshot.core.fixture.Walked;
import org.heapsnapshot.runtime.format.ReseedKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Values that the JDK keeps in classes are part of what holds the object they belong to. */
class ClassValuesTest {
  private static final class Holder {
    static Object root;
  }

  /** Its values are lists that others may add to. */
  private static final class Lists extends ClassValue<List<String>> {
    @Override
    protected List<String> computeValue(Class<?> type) {
      return new ArrayList<>();
    }
  }

  private static final class Hidden {}

  @AfterEach
  void forget() {
    Holder.root = null;
  }

  private static Class<?> hidden() throws IOException, IllegalAccessException {
    try (InputStream in = Hidden.class.getResourceAsStream("ClassValuesTest$Hidden.class")) {
      return MethodHandles.lookup().defineHiddenClass(in.readAllBytes(), false).lookupClass();
    }
  }

  @Test
  void shouldCarryTheValuesOfClassesThatHaveANameInTheirOrder() throws Exception {
    Class<?> proxy =
        Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Runnable.class}, (p, m, a) -> null)
            .getClass();
    Class<?> hidden = hidden();
    Lists lists = new Lists();
    for (Class<?> c : List.of(String.class, int.class, Lists.class, hidden, proxy)) {
      lists.get(c);
    }
    lists.get(Integer.class);
    lists.remove(Integer.class);
    Holder.root = lists;

    Walked walked = Walked.loaded(List.of(Lists.class, hidden, proxy), Holder.class);

    assertEquals(List.of(), walked.rejections());
    HashedCollection view = walked.view(lists);
    assertEquals(ReseedKind.CLASS_VALUE, view.kind());
    assertEquals(List.of(int.class, String.class, Lists.class), walked.live(view.keys()));
    assertEquals(
        List.of(lists.get(int.class), lists.get(String.class), lists.get(Lists.class)),
        walked.live(view.values()));
    CapturedObject captured = walked.root(Holder.class, "root");
    assertEquals(0, walked.value(captured, "hashCodeForCache"), "drawn by each JVM");
    assertEquals(0, walked.value(captured, "identity"));
  }

  @Test
  void shouldRefuseAValueThatCannotBeCarried() {
    ClassValue<Thread> threads =
        new ClassValue<>() {
          @Override
          protected Thread computeValue(Class<?> type) {
            return new Thread(type.getName());
          }
        };
    threads.get(String.class);
    Holder.root = threads;

    List<Rejection> rejections = Walked.of(Holder.class).rejections();

    assertEquals(1, rejections.size());
    assertTrue(rejections.get(0).reason().contains("a thread"), rejections.toString());
  }

  private static WatchedState watching(Object root) {
    Holder.root = root;
    WatchedState state =
        new WatchedState(ClassValuesTest.class.getClassLoader(), (owner, field) -> false);
    state.watch(new ClassValues(() -> new Class<?>[] {String.class, Integer.class}));
    state.add(Holder.class, List.of());
    return state;
  }

  private static List<String> ends(WatchedState state) {
    return state.changes().stream().map(c -> c.path().get(c.path().size() - 1)).toList();
  }

  @Test
  void shouldTellNewAndRemovedValuesOnce() {
    Lists lists = new Lists();
    lists.get(String.class);
    WatchedState state = watching(List.of(lists));

    lists.get(String.class);
    assertEquals(List.of(), ends(state), "known");
    lists.get(Integer.class);
    assertEquals(List.of("(value of java.lang.Integer)"), ends(state));
    assertEquals(List.of(), ends(state), "once");
    lists.remove(Integer.class);
    assertTrue(ends(state).contains("(value of java.lang.Integer)"));
  }

  @Test
  void shouldTellWhatChangesInAValue() {
    Lists lists = new Lists();
    List<String> old = lists.get(String.class);
    WatchedState state = watching(lists);

    old.add("text");
    assertTrue(ends(state).contains(".size"));
    List<String> added = lists.get(Integer.class);
    state.changes();
    added.add("text");
    assertTrue(ends(state).contains(".size"), "in one that is new");
  }
}
