package org.heapsnapshot.core.agent;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.heapsnapshot.hooks.InitializerStack;

/**
 * What each initializer did that its class must do again at its natural time: the stand-ins it
 * obtained, and the classes it used that may have such things to do themselves. Thread-safe.
 */
final class LateTrace {
  /**
   * By initializer, in order and once each: a stand-in, a call, a reading of a clock, or the binary
   * name of a class.
   */
  private final Map<String, Set<Object>> steps = new LinkedHashMap<>();

  private final Map<String, Integer> lines = new HashMap<>();

  /** The innermost running initializer obtained a stand-in. */
  synchronized void obtained(Object standIn, InitializerStack stack) {
    if (stack.depth() > 0) {
      of(stack.name(stack.depth() - 1)).add(new Obtained(standIn));
    }
  }

  /** An initializer made a call that it will have to make again. */
  synchronized void replayed(Replayed call, String by) {
    of(by).add(call);
  }

  /** An initializer read a clock. */
  synchronized void read(Reading reading, String by) {
    of(by).add(reading);
  }

  /** The reading of its initializer that a static field of a class holds, or null. */
  synchronized Reading reading(String initializer, long value) {
    for (boolean nanos : new boolean[] {false, true}) {
      Reading reading = new Reading(value, nanos);
      if (steps.getOrDefault(initializer, Set.of()).contains(reading)) {
        return reading;
      }
    }
    return null;
  }

  /** The objects of all such calls of an initializer, in order. */
  synchronized List<Object> handed(String initializer) {
    List<Object> objects = new ArrayList<>();
    for (Object step : steps(initializer)) {
      if (step instanceof Replayed call) {
        objects.addAll(call.handed());
      }
    }
    return objects;
  }

  /**
   * The initializer {@code by} used or ran the initializer of a class.
   *
   * @param line at which it did that itself; not positive when a method did that it called
   */
  synchronized void used(String className, String by, int line) {
    if (!className.equals(by) && of(by).add(className)) {
      lines.put(by + " " + className, line);
    }
  }

  /** Whether that is known of two classes. */
  synchronized boolean isUsed(String className, String by) {
    return className.equals(by) || lines.containsKey(by + " " + className);
  }

  /** The line of the initializer {@code by} at which it first used a class; as above. */
  synchronized int line(String className, String by) {
    return lines.getOrDefault(by + " " + className, 0);
  }

  private Set<Object> of(String initializer) {
    Set<Object> set = steps.get(initializer);
    if (set == null) {
      set = new LinkedHashSet<>();
      steps.put(initializer, set);
    }
    return set;
  }

  /** A stand-in, compared by identity. */
  static final class Obtained {
    final Object standIn;

    Obtained(Object standIn) {
      this.standIn = standIn;
    }
  }

  /**
   * What a clock said to an initializer.
   *
   * @param nanos whether it was {@code nanoTime}
   */
  record Reading(long time, boolean nanos) {}

  /**
   * The steps of an initializer: {@link Obtained}, {@link Replayed}, {@link Reading}, or binary
   * names.
   */
  synchronized List<Object> steps(String initializer) {
    Set<Object> set = steps.get(initializer);
    return set == null ? List.of() : new ArrayList<>(set);
  }

  /** The initializer that obtained a stand-in, or null. */
  synchronized String obtainedBy(Object standIn) {
    for (Map.Entry<String, Set<Object>> e : steps.entrySet()) {
      for (Object step : e.getValue()) {
        if (step instanceof Obtained o && o.standIn == standIn) {
          return e.getKey();
        }
      }
    }
    return null;
  }
}
