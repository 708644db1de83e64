package org.heapsnapshot.testkit.programs;

import java.util.ArrayList;
import java.util.List;
import org.heapsnapshot.testkit.graph.GraphComparison;
import org.heapsnapshot.testkit.graph.GraphGenerator;
import org.heapsnapshot.testkit.graph.TableExercise;

/**
 * Holds random graphs as state and compares each with one made anew from the same seed: whatever an
 * image did to them, they must be isomorphic, and every table must work. Exit code 1 otherwise.
 */
public final class Graphs {
  private static final int COUNT = 30;
  private static final int SIZE = 80;

  private Graphs() {}

  /** The state, apart from {@code main}, so that comparing is not part of an initializer. */
  static final class State {
    static final List<Object> GRAPHS = new ArrayList<>();

    static {
      for (int seed = 1; seed <= COUNT; seed++) {
        GRAPHS.add(new GraphGenerator(seed).generate(SIZE));
      }
    }

    private State() {}
  }

  public static void main(String[] args) {
    boolean ok = true;
    for (int seed = 1; seed <= COUNT; seed++) {
      Object graph = State.GRAPHS.get(seed - 1);
      List<String> problems = new ArrayList<>();
      problems.addAll(GraphComparison.differences(new GraphGenerator(seed).generate(SIZE), graph));
      TableExercise.Result result = TableExercise.of(graph);
      problems.addAll(result.failures());
      ok &= problems.isEmpty();
      System.out.println("seed " + seed + " tables " + result.tables() + " " + problems);
    }
    System.out.println(ok ? "all ok" : "WRONG");
    System.exit(ok ? 0 : 1);
  }
}
