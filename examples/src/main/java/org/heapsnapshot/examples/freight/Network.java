package org.heapsnapshot.examples.freight;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The shortest way between any two places, worked out for each mode once. */
final class Network {
  private static final Map<Mode, Network> BY_MODE = new EnumMap<>(Mode.class);

  static {
    for (Mode mode : Mode.values()) {
      BY_MODE.put(mode, new Network(mode));
    }
  }

  private final float[][] kilometres;
  private final short[][] nextHop;

  static Network of(Mode mode) {
    return BY_MODE.get(mode);
  }

  private Network(Mode mode) {
    int n = Places.ALL.size();
    kilometres = new float[n][n];
    nextHop = new short[n][n];
    link(mode, n);
    shorten(n);
  }

  /** Direct legs: between places that the mode serves, within its reach. */
  private void link(Mode mode, int n) {
    for (int from = 0; from < n; from++) {
      Place start = Places.ALL.get(from);
      for (int to = 0; to < n; to++) {
        Place end = Places.ALL.get(to);
        double distance = start.kilometresTo(end);
        boolean served = start.modes().contains(mode) && end.modes().contains(mode);
        boolean direct = served && distance * detour(mode) <= mode.reachKm;
        kilometres[from][to] =
            from == to ? 0 : direct ? (float) (distance * detour(mode)) : Float.POSITIVE_INFINITY;
        nextHop[from][to] = direct ? (short) to : -1;
      }
    }
  }

  /** Floyd and Warshall: every place is tried as a stop between every two others. */
  private void shorten(int n) {
    for (int via = 0; via < n; via++) {
      float[] rest = kilometres[via];
      for (int from = 0; from < n; from++) {
        float first = kilometres[from][via];
        if (first == Float.POSITIVE_INFINITY) {
          continue;
        }
        float[] row = kilometres[from];
        for (int to = 0; to < n; to++) {
          if (first + rest[to] < row[to]) {
            row[to] = first + rest[to];
            nextHop[from][to] = nextHop[from][via];
          }
        }
      }
    }
  }

  private static double detour(Mode mode) {
    return switch (mode) {
      case ROAD -> 1.28;
      case RAIL -> 1.35;
      case SEA -> 1.9;
      case AIR -> 1.04;
    };
  }

  /** Length of the shortest way, infinite where there is none. */
  float kilometres(int from, int to) {
    return kilometres[from][to];
  }

  /** The places of the shortest way, both ends included; empty where there is none. */
  List<Place> way(int from, int to) {
    List<Place> way = new ArrayList<>();
    if (kilometres[from][to] == Float.POSITIVE_INFINITY) {
      return way;
    }
    int at = from;
    way.add(Places.ALL.get(at));
    while (at != to) {
      at = nextHop[at][to];
      way.add(Places.ALL.get(at));
    }
    return way;
  }
}
