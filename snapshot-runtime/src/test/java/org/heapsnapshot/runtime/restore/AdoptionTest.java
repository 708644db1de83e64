package org.heapsnapshot.runtime.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Objects without constructor that take over what one of the JDK has. */
class AdoptionTest {
  private final Memory memory = Memory.open(Runtime.version().feature());

  static class Counting extends Thread {
    List<String> names;

    @Override
    public void run() {
      names.add(getName());
    }
  }

  static class OwnPool extends ThreadPoolExecutor {
    int ended;

    OwnPool() {
      super(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
    }

    @Override
    protected void terminated() {
      ended++;
    }
  }

  private <T> T shell(Class<T> type) throws InstantiationException {
    Object[] objects = new Object[1];
    memory.allocate(type, objects, 0, 1);
    return type.cast(objects[0]);
  }

  @Test
  void shouldMakeAThreadThatRuns() throws Exception {
    Counting thread = shell(Counting.class);
    thread.names = new ArrayList<>();
    Thread made = new Thread("adopted");
    made.setDaemon(true);
    made.setPriority(Thread.MAX_PRIORITY);

    Adoption.adopt(thread, made, memory);

    assertEquals(Thread.State.NEW, thread.getState());
    assertEquals(made.getId(), thread.getId());
    assertSame(made.getThreadGroup(), thread.getThreadGroup());
    assertSame(made.getContextClassLoader(), thread.getContextClassLoader());
    assertEquals(Thread.MAX_PRIORITY, thread.getPriority());
    thread.start();
    thread.join();
    assertEquals(List.of("adopted"), thread.names);
    assertEquals(Thread.State.TERMINATED, thread.getState());
  }

  @Test
  void shouldMakeAnExecutorThatExecutes() throws Exception {
    OwnPool pool = shell(OwnPool.class);
    LinkedBlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();

    Adoption.adopt(pool, new ThreadPoolExecutor(1, 2, 3, TimeUnit.SECONDS, queue), memory);

    assertSame(queue, pool.getQueue());
    assertEquals("done", pool.submit(() -> "done").get());
    pool.shutdown();
    assertEquals(true, pool.awaitTermination(10, TimeUnit.SECONDS));
    assertEquals(1, pool.ended);
  }
}
