package org.heapsnapshot.testkit.program;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;

/** Queues and deques. */
final class Queues {
  static final Deque<Integer> DEQUE = new ArrayDeque<>();
  static final PriorityQueue<String> PRIORITY = new PriorityQueue<>(new Longest());
  static final Queue<String> CONCURRENT = new ConcurrentLinkedQueue<>(List.of("a", "b"));
  static final BlockingQueue<String> LINKED = new LinkedBlockingQueue<>(List.of("c", "d"));
  static final BlockingQueue<String> BOUNDED = new ArrayBlockingQueue<>(2);
  static final Deque<String> ENDS = new LinkedBlockingDeque<>(List.of("e", "f"));

  static {
    for (int i = 0; i < 30; i++) {
      DEQUE.addLast(i);
      if (i % 3 == 0) {
        DEQUE.removeFirst(); // the circular buffer has wrapped
      }
    }
    PRIORITY.addAll(List.of("three", "a", "longest of all", "bb"));
    BOUNDED.add("full");
  }

  private Queues() {}

  static final class Longest implements Comparator<String> {
    @Override
    public int compare(String a, String b) {
      return b.length() - a.length();
    }
  }

  static void check(Checks checks) throws InterruptedException {
    checks.that("deque", DEQUE.size() == 20 && DEQUE.peekFirst() == 10 && DEQUE.peekLast() == 29);
    DEQUE.addFirst(-1);
    checks.that("deque grows", DEQUE.pollFirst() == -1 && DEQUE.remove(15) && DEQUE.size() == 19);
    PRIORITY.add("middling");
    StringBuilder order = new StringBuilder();
    while (!PRIORITY.isEmpty()) {
      order.append(PRIORITY.poll()).append(';');
    }
    checks.equal("priority", "longest of all;middling;three;bb;a;", order.toString());
    CONCURRENT.add("c");
    checks.equal("concurrent", "a", CONCURRENT.poll());
    checks.equal("concurrent rest", "[b, c]", CONCURRENT.toString());
    LINKED.put("e");
    checks.that("linked", LINKED.take().equals("c") && LINKED.size() == 2);
    checks.that("bounded", BOUNDED.offer("fits") && !BOUNDED.offer("does not"));
    checks.that("ends", ENDS.pollLast().equals("f") && ENDS.pollFirst().equals("e"));
    checks.same("ends empty", null, ENDS.poll());
  }
}
