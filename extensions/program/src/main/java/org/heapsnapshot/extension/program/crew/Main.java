package org.heapsnapshot.extension.program.crew;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Looks at crews of all kinds. */
public final class Main {
  private Main() {}

  /** Reached in no other way. */
  static final class Alone {
    static final Crew CREW = Crew.of("alone", "ann", "bob");
    static final Object[] SAME = {CREW, CREW};

    private Alone() {}
  }

  /** Keys that hash by identity. */
  static final class Keyed {
    static final Map<Crew, String> BERTHS = new HashMap<>();

    static {
      for (int i = 0; i < 20; i++) {
        BERTHS.put(Crew.of("keyed" + i, "m" + i), "berth" + i);
      }
    }

    private Keyed() {}

    static int found() {
      int found = 0;
      for (Crew crew : List.copyOf(BERTHS.keySet())) {
        found += ("berth" + crew.name.substring(5)).equals(BERTHS.get(crew)) ? 1 : 0;
      }
      return found;
    }
  }

  /** Shares a list with its crew. */
  static final class Sharing {
    static final Crew CREW = Crew.of("sharing", "ann");
    static final List<String> MEMBERS = CREW.members;

    private Sharing() {}
  }

  /** Two crews with one list. */
  static final class Both {
    static final Crew ONE = Crew.of("one", "ann");
    static final Crew OTHER = new Crew("other", ONE.members);

    private Both() {}
  }

  /** Takes no arguments. */
  public static void main(String[] args) {
    System.out.println(Alone.CREW + " " + (Alone.SAME[0] == Alone.CREW));
    Alone.CREW.watch.start();
    System.out.println(Keyed.found() + " of " + Keyed.BERTHS.size());
    Sharing.MEMBERS.add("bob");
    System.out.println(Sharing.CREW);
    Both.ONE.members.add("bob");
    System.out.println(Both.OTHER);
    System.out.println(Counted.ALL + " " + Log.MADE);
    System.out.println(Eager.EAGER);
  }
}
