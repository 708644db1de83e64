package org.heapsnapshot.testkit.program;

import java.util.ArrayList;
import java.util.List;

/** Thread locals: what the initializing thread has set belongs to the thread, not to the class. */
final class ThreadLocals {
  static final ThreadLocal<String> PLAIN = new ThreadLocal<>();
  static final ThreadLocal<String> SECOND = new ThreadLocal<>();
  static final ThreadLocal<List<String>> OWN =
      new ThreadLocal<>() {
        @Override
        protected List<String> initialValue() {
          return new ArrayList<>(List.of("initial"));
        }
      };
  static final ThreadLocal<Integer> WITH_INITIAL = ThreadLocal.withInitial(() -> 5);
  static final InheritableThreadLocal<String> INHERITED = new InheritableThreadLocal<>();

  private ThreadLocals() {}

  static void check(Checks checks) throws InterruptedException {
    checks.same("plain", null, PLAIN.get());
    PLAIN.set("one");
    SECOND.set("two");
    checks.that("apart", PLAIN.get().equals("one") && SECOND.get().equals("two"));
    OWN.get().add("more");
    checks.equal("initial value", List.of("initial", "more"), OWN.get());
    checks.equal("with initial", 5, WITH_INITIAL.get());
    INHERITED.set("from the parent");
    List<Object> seen = new ArrayList<>();
    Thread other =
        new Thread(
            () -> {
              seen.add(PLAIN.get());
              seen.add(OWN.get());
              seen.add(INHERITED.get());
            });
    other.start();
    other.join();
    checks.same("plain in another thread", null, seen.get(0));
    checks.equal("initial value in another thread", List.of("initial"), seen.get(1));
    checks.equal("inherited", "from the parent", seen.get(2));
    PLAIN.remove();
    checks.that("removed", PLAIN.get() == null && SECOND.get().equals("two"));
  }
}
