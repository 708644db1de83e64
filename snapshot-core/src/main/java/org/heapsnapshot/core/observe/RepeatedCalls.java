package org.heapsnapshot.core.observe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.heapsnapshot.core.capture.CapturedHeap;
import org.heapsnapshot.core.capture.CapturedLate;

/**
 * The calls that late classes make again, compared but for their objects, which are compared as
 * what the classes are handed.
 */
final class RepeatedCalls {
  private RepeatedCalls() {}

  /** The classes that make other calls in one heap than in the other. */
  static Set<String> differing(CapturedHeap first, CapturedHeap second) {
    Map<String, List<List<Object>>> own = of(first);
    Map<String, List<List<Object>>> others = of(second);
    Set<String> names = new TreeSet<>(own.keySet());
    names.addAll(others.keySet());
    names.removeIf(name -> own.containsKey(name) && own.get(name).equals(others.get(name)));
    return names;
  }

  private static Map<String, List<List<Object>>> of(CapturedHeap heap) {
    Map<String, List<List<Object>>> result = new TreeMap<>();
    for (CapturedLate late : heap.late()) {
      List<List<Object>> calls = new ArrayList<>();
      for (CapturedLate.Step step : late.steps()) {
        if (step instanceof CapturedLate.Replay replay) {
          calls.add(List.of(replay.call(), replay.into(), replay.arguments()));
        }
      }
      if (!calls.isEmpty()) {
        result.put(heap.classes().get(late.classIndex()).name(), calls);
      }
    }
    return result;
  }
}
