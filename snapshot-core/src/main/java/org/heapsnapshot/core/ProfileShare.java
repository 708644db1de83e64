package org.heapsnapshot.core;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.heapsnapshot.core.observe.Observation;
import org.heapsnapshot.core.observe.Verdict;
import org.heapsnapshot.core.train.Profile;

/**
 * How much of the training run's initializers an image restores.
 *
 * @param restored number of initializers restored
 * @param trained number of initializers the training run ran
 * @param restoredNanos self time of the restored ones
 * @param trainedNanos self time of all, and of the factories that they obtained loggers from
 * @param selfNanos self time by binary class name
 */
record ProfileShare(
    int restored, int trained, long restoredNanos, long trainedNanos, Map<String, Long> selfNanos) {

  static ProfileShare of(Profile profile, Observation observation) {
    Set<String> buildTime = restoredClasses(observation);
    int restored = 0;
    int trained = 0;
    long restoredNanos = 0;
    long trainedNanos = 0;
    Map<String, Long> self = new LinkedHashMap<>();
    for (Profile.Initialized i : profile.initialized()) {
      self.put(i.className(), i.selfNanos());
      trainedNanos += i.selfNanos();
      trained += i.isFactory() ? 0 : 1;
      if (buildTime.contains(i.className())) {
        restored++;
        restoredNanos += i.selfNanos();
      }
    }
    return new ProfileShare(restored, trained, restoredNanos, trainedNanos, self);
  }

  static Set<String> restoredClasses(Observation observation) {
    Set<String> buildTime = new HashSet<>();
    for (Verdict verdict : observation.verdicts()) {
      if (verdict.buildTime()) {
        buildTime.add(verdict.className());
      }
    }
    return buildTime;
  }

  List<Verdict> costliestNotRestored(List<Verdict> verdicts, int count) {
    List<Verdict> runTime = new ArrayList<>();
    for (Verdict verdict : verdicts) {
      if (!verdict.buildTime() && selfNanos.containsKey(verdict.className())) {
        runTime.add(verdict);
      }
    }
    runTime.sort(Comparator.comparing((Verdict v) -> -selfNanos.get(v.className())));
    return List.copyOf(runTime.subList(0, Math.min(count, runTime.size())));
  }
}
