package org.heapsnapshot.cli.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Names that a mistyped class name may have meant. */
public final class NearMisses {
  private static final int SHOWN = 5;
  private static final int EDITS = 2;

  private NearMisses() {}

  /** At most five of the names, nearest first; none when nothing is near. */
  public static List<String> of(String name, Collection<String> names) {
    Map<String, Integer> distances = new TreeMap<>();
    for (String candidate : names) {
      int distance = distance(name.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
      if (distance >= 0) {
        distances.put(candidate, distance);
      }
    }
    List<String> near = new ArrayList<>(distances.keySet());
    near.sort(Comparator.comparing(distances::get));
    return List.copyOf(near.subList(0, Math.min(SHOWN, near.size())));
  }

  /** Smaller is nearer; -1 is too far. */
  private static int distance(String wanted, String candidate) {
    String wantedSimple = simple(wanted);
    String simple = simple(candidate);
    if (simple.equals(wantedSimple) || candidate.endsWith("$" + wantedSimple)) {
      return 0;
    }
    int edits = edits(wantedSimple, simple);
    if (edits <= Math.min(EDITS, (wantedSimple.length() + 1) / 3)) {
      return edits;
    }
    return wantedSimple.length() > EDITS && simple.contains(wantedSimple) ? EDITS + 1 : -1;
  }

  private static String simple(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /** Levenshtein's distance, not worked out further than is of interest. */
  private static int edits(String a, String b) {
    if (Math.abs(a.length() - b.length()) > EDITS) {
      return EDITS + 1;
    }
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
