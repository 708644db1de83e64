package org.heapsnapshot.hooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What instrumented code calls, called by hand. */
class HooksTest {
  private final List<String> seen = new ArrayList<>();

  /** Writes down what it is told, and provokes what it must never be told. */
  private final class Recorder implements Sink {
    @Override
    public void initializerEntered(String className, InitializerStack stack) {
      seen.add("enter " + className + " at " + stack.depth());
      Hooks.effect(99);
    }

    @Override
    public void initializerLeft(InitializerStack stack, boolean threw) {
      seen.add((threw ? "threw " : "leave ") + stack.name(stack.depth() - 1));
      Hooks.effect(99);
    }

    @Override
    public void effect(int effect, Object argument, InitializerStack stack) {
      seen.add("effect " + effect + " " + argument + " at " + stack.depth());
      Hooks.effect(99);
    }

    @Override
    public void touched(String className, InitializerStack stack) {
      seen.add("touch " + className);
      Hooks.touch("again");
    }
  }

  @BeforeEach
  void install() {
    Hooks.sink = new Recorder();
  }

  @AfterEach
  void remove() {
    Hooks.sink = null;
    while (Hooks.stack().depth() > 0) {
      Hooks.leave();
    }
  }

  @Test
  void shouldTellOfCallsThatObtainLoggersAndForgetThoseThatThrew() {
    Hooks.obtaining("F::nobody");
    Hooks.obtained();
    Hooks.enter("A");
    Hooks.obtaining("F::get");
    Hooks.enter("B");
    Hooks.leave();
    Hooks.obtained();
    Hooks.obtained();
    Hooks.obtaining("F::throwing");
    Hooks.leaveByException();
    assertEquals(
        List.of(
            "enter A at 1",
            "enter B at 3",
            "leave B",
            "leave F::get",
            "threw F::throwing",
            "threw A"),
        seen);
    assertEquals(0, Hooks.stack().depth());
  }

  @Test
  void shouldTellWhatHappensOncePerEvent() {
    Hooks.enter("A");
    Hooks.effect("argument", 7);
    Hooks.enter("B");
    Hooks.effect(8);
    Hooks.touch("C");
    Hooks.leaveByException();
    Hooks.leave();
    Hooks.effect(9);
    assertEquals(
        List.of(
            "enter A at 1",
            "effect 7 argument at 1",
            "enter B at 2",
            "effect 8 null at 2",
            "touch C",
            "threw B",
            "leave A",
            "effect 9 null at 0"),
        seen);
  }

  @Test
  void shouldTellOfTouchesInsideInitializersOnly() {
    Hooks.touch("C");
    assertEquals(List.of(), seen);
  }

  @Test
  void shouldSayNothingWhilePaused() {
    long outer = Hooks.pause();
    long inner = Hooks.pause();
    Hooks.enter("A");
    Hooks.effect(1);
    Hooks.resume(inner);
    Hooks.effect(2);
    Hooks.leave();
    Hooks.resume(outer);
    Hooks.effect(3);
    assertEquals(List.of("effect 3 null at 0"), seen);
  }

  @Test
  void shouldWorkBeforeThereIsASink() {
    Hooks.sink = null;
    Hooks.enter("A");
    Hooks.effect(1);
    Hooks.touch("B");
    Hooks.leave();
    Hooks.leave();
    assertEquals(0, Hooks.stack().depth());
  }

  @Test
  void shouldGrowWithTheNesting() {
    for (int i = 0; i < 100; i++) {
      Hooks.enter("Class" + i);
    }
    assertEquals(100, Hooks.stack().depth());
    assertEquals("Class99", Hooks.stack().name(99));
    for (int i = 0; i < 100; i++) {
      Hooks.leave();
    }
    assertEquals(0, Hooks.stack().depth());
  }

  @Test
  void shouldKeepThreadsApart() throws InterruptedException {
    Hooks.enter("A");
    Thread other = new Thread(() -> Hooks.effect(1));
    other.start();
    other.join();
    Hooks.leave();
    assertTrue(seen.contains("effect 1 null at 0"), seen::toString);
  }

  @Test
  void shouldLeaveTheAgentOutOfEveryCost() {
    InitializerStack stack = Hooks.stack();
    Hooks.enter("Outer");
    Hooks.enter("Inner");
    stack.overheadNanos += 3_600_000_000_000L;
    long inner = stack.totalNanos();
    Hooks.leave();
    assertTrue(inner < 0, "an hour of the agent's own work is not the initializer's");
    assertTrue(stack.nestedNanos() <= 0);
    assertTrue(stack.totalNanos() < 0);
    Hooks.leave();
  }
}
