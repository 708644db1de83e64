package org.heapsnapshot.hooks;

import java.util.Arrays;

/** The program's initializers that run on one thread, outermost first. Confined to that thread. */
public final class InitializerStack {
  private String[] names = new String[16];
  private long[] entered = new long[16];
  private long[] nested = new long[16];
  private boolean[] calls = new boolean[16];
  private int depth;

  /** Nanoseconds this thread spent in the agent itself; left out of every cost. */
  public long overheadNanos;

  boolean inside;

  /** Number of running initializers. */
  public int depth() {
    return depth;
  }

  /** Binary name of the i-th, 0 being the outermost. */
  public String name(int i) {
    return names[i];
  }

  /** Whether the top is no initializer but a call that is measured. */
  boolean isCall() {
    return depth > 0 && calls[depth - 1];
  }

  void pushCall(String name) {
    push(name);
    calls[depth - 1] = true;
  }

  void push(String name) {
    if (depth == names.length) {
      names = Arrays.copyOf(names, depth * 2);
      entered = Arrays.copyOf(entered, depth * 2);
      nested = Arrays.copyOf(nested, depth * 2);
      calls = Arrays.copyOf(calls, depth * 2);
    }
    names[depth] = name;
    nested[depth] = 0;
    calls[depth] = false;
    depth++;
  }

  /** Starts the clock of the top; last thing before the initializer's own code. */
  void start() {
    entered[depth - 1] = System.nanoTime() - overheadNanos;
  }

  /** Time since the top was entered, initializers nested in it included, the agent left out. */
  public long totalNanos() {
    return System.nanoTime() - overheadNanos - entered[depth - 1];
  }

  /** Of that, the time of the initializers nested directly in the top. */
  public long nestedNanos() {
    return nested[depth - 1];
  }

  void pop(long totalNanos) {
    depth--;
    if (depth > 0) {
      nested[depth - 1] += totalNanos;
    }
  }
}
