package org.heapsnapshot.cli.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** One way of starting the program, and how long its starts took. */
final class Contender {
  private final String name;
  private final List<String> command;
  private final List<Long> nanos = new ArrayList<>();

  Contender(String name, List<String> command) {
    this.name = name;
    this.command = List.copyOf(command);
  }

  String name() {
    return name;
  }

  List<String> command() {
    return command;
  }

  void took(long startNanos) {
    nanos.add(startNanos);
  }

  /** Median of the starts; the mean of the middle two of an even number. */
  long medianNanos() {
    long[] sorted = sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  long fastestNanos() {
    return sorted().findFirst().orElseThrow();
  }

  private LongStream sorted() {
    return nanos.stream().mapToLong(Long::longValue).sorted();
  }
}
