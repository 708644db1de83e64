package org.heapsnapshot.testkit.programs;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;

/**
 * Eight threads initialize classes that share objects, each in another order, and at once. Prints
 * one line: whether all saw the same objects.
 */
public final class Together {
  private static final int THREADS = 8;

  private Together() {}

  /** Many objects, so that restoring them takes a while. */
  static final class Roots {
    static final List<Node> NODES = new ArrayList<>();
    static final Map<String, Integer> LENGTHS = new HashMap<>();

    static {
      for (int i = 0; i < 2000; i++) {
        Node node = i % 2 == 0 ? new Node("even " + i) : new Odd("odd " + i);
        NODES.add(node);
        LENGTHS.put(node.name, node.name.length());
      }
    }
  }

  static class Node {
    static final List<String> KINDS = new ArrayList<>(List.of("even", "odd"));
    final String name;

    Node(String name) {
      this.name = name;
    }
  }

  static final class Odd extends Node {
    static final List<String> NAMES = new ArrayList<>(List.of("odd"));

    Odd(String name) {
      super(name);
    }
  }

  static final class First {
    static final Node NODE = Roots.NODES.get(0);
    static final Map<Class<?>, Object> BY_CLASS = new HashMap<>();

    static {
      for (int i = 0; i < 200; i++) {
        BY_CLASS.put(Roots.NODES.get(i).getClass(), Roots.NODES.get(i));
      }
      BY_CLASS.put(First.class, "first");
    }
  }

  static final class Second {
    static final Node NODE = Roots.NODES.get(0);
    static final Node ODD = Roots.NODES.get(1);
    static final Object[] BOTH = {NODE, ODD, First.BY_CLASS};
  }

  static final class Third {
    static final List<Object> ALL = new ArrayList<>(List.of(Second.BOTH));
    static final Object MAP = First.BY_CLASS;
  }

  static final class Fourth {
    static final Node ODD = Second.ODD;
    static final Map<String, Integer> LENGTHS = Roots.LENGTHS;
    static final List<String> KINDS = Node.KINDS;
  }

  /** Touches the classes in an order of its own. */
  private static void touch(int thread, CyclicBarrier barrier, boolean[] same) {
    List<Runnable> reads = new ArrayList<>();
    boolean[] right = new boolean[6];
    reads.add(() -> right[0] = First.NODE == Second.NODE && First.BY_CLASS.size() == 3);
    reads.add(() -> right[1] = Third.ALL.get(1) == Roots.NODES.get(1));
    reads.add(() -> right[2] = Fourth.ODD == Second.BOTH[1] && Third.MAP == Second.BOTH[2]);
    reads.add(() -> right[3] = Roots.NODES.size() == 2000 && Odd.NAMES.size() == 1);
    reads.add(() -> right[4] = Fourth.LENGTHS == Roots.LENGTHS && Fourth.KINDS == Node.KINDS);
    reads.add(() -> right[5] = First.BY_CLASS.get(First.class).equals("first"));
    Collections.shuffle(reads, new Random(thread));
    try {
      barrier.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    reads.forEach(Runnable::run);
    boolean all = true;
    for (boolean r : right) {
      all &= r;
    }
    same[thread] = all;
  }

  /** Prints {@code all the same} or which threads saw something else. */
  public static void main(String[] args) throws InterruptedException {
    boolean[] same = new boolean[THREADS];
    CyclicBarrier barrier = new CyclicBarrier(THREADS);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      int number = i;
      threads.add(new Thread(() -> touch(number, barrier, same)));
      threads.get(i).start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    StringBuilder wrong = new StringBuilder();
    for (int i = 0; i < THREADS; i++) {
      if (!same[i]) {
        wrong.append(' ').append(i);
      }
    }
    System.out.println(wrong.isEmpty() ? "all the same" : "other objects in" + wrong);
  }
}
