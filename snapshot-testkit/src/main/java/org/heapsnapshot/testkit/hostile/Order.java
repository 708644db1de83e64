package org.heapsnapshot.testkit.hostile;

import java.util.ArrayList;
import java.util.List;
import org.heapsnapshot.testkit.hostile.Hostile.Expected;
import org.heapsnapshot.testkit.hostile.Hostile.Net;

/** State that depends on the order in which classes are used first. */
final class Order {
  private Order() {}

  static final class Shared {
    static int count;
    static String last = "nobody";
    static final List<String> NAMES = new ArrayList<>();

    private Shared() {}
  }

  @Hostile(nets = {Net.PERTURBATION, Net.WRITES})
  static final class CountsFirst {
    static final int NUMBER = ++Shared.count;
  }

  @Hostile(nets = {Net.PERTURBATION, Net.WRITES})
  static final class CountsSecond {
    static final int NUMBER = ++Shared.count;
  }

  static Object counts(Start start) {
    return start.shy()
        ? CountsSecond.NUMBER + " " + CountsFirst.NUMBER
        : CountsFirst.NUMBER + " " + CountsSecond.NUMBER;
  }

  @Hostile(nets = {Net.PERTURBATION, Net.WRITES})
  static final class NamesItselfFirst {
    static final String BEFORE = Shared.last;

    static {
      Shared.last = "first";
      Shared.NAMES.add("first");
    }
  }

  @Hostile(nets = {Net.PERTURBATION, Net.WRITES})
  static final class NamesItselfSecond {
    static final String BEFORE = Shared.last;

    static {
      Shared.last = "second";
      Shared.NAMES.add("second");
    }
  }

  static Object names(Start start) {
    String first = start.shy() ? NamesItselfSecond.BEFORE : NamesItselfFirst.BEFORE;
    String second = start.shy() ? NamesItselfFirst.BEFORE : NamesItselfSecond.BEFORE;
    return first + " " + second + " " + Shared.last + " " + Shared.NAMES;
  }

  /** Each sees the other half done, if it comes second. */
  @Hostile(cause = "DIFFERENCE", nets = Net.PERTURBATION)
  static final class Head {
    static final Object SELF = new Object();
    static final boolean SAW_TAIL = Tail.SELF != null;
  }

  @Hostile(nets = Net.PERTURBATION)
  static final class Tail {
    static final boolean SAW_HEAD = Head.SELF != null;
    static final Object SELF = new Object();
  }

  static Object cycle(Start start) {
    return start.shy() ? Tail.SAW_HEAD + " " + Head.SAW_TAIL : Head.SAW_TAIL + " " + Tail.SAW_HEAD;
  }

  /** The idiom for things made when they are asked for. */
  @Hostile(verdict = Expected.BUILD_TIME)
  static final class Lazy {
    private static final class Holder {
      static final List<String> MADE = List.of("made", "once");
    }

    static final int ASKED = Holder.MADE.size();
  }

  static Object lazy(Start start) {
    return Lazy.ASKED + " " + Lazy.Holder.MADE;
  }
}
