package org.heapsnapshot.testkit.programs;

import java.util.ArrayList;
import java.util.List;

/**
 * Begins, whatever its arguments, with a class whose initializer writes to another class; with an
 * argument it goes on with one that does so too. Prints what was written.
 */
public final class First {
  private First() {}

  static final class Register {
    static final List<String> NAMES = new ArrayList<>(List.of("register"));
  }

  static final class Always {
    static {
      Register.NAMES.add("always");
    }

    private final int number;

    Always(int number) {
      this.number = number;
    }

    Always next() {
      return new Always(number + 1);
    }
  }

  static final class Sometimes {
    static {
      Register.NAMES.add("sometimes");
    }

    static void touch() {}
  }

  /** Takes any arguments. */
  public static void main(String[] args) {
    Always second = new Always(1).next();
    if (args.length > 0) {
      Sometimes.touch();
    }
    System.out.println(Register.NAMES + " " + second.number);
  }

  /** Another program, which begins with nothing. */
  public static final class Other {
    private Other() {}

    /** Prints what was written. */
    public static void main(String[] args) {
      System.out.println(Register.NAMES);
    }
  }
}
