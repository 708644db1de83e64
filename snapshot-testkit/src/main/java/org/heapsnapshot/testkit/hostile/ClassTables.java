package org.heapsnapshot.testkit.hostile;

import java.util.ArrayList;
import java.util.List;
import org.heapsnapshot.testkit.hostile.Hostile.Expected;
import org.heapsnapshot.testkit.hostile.Hostile.Net;

/** Values that the JDK keeps in classes, where no field of the program leads to them. */
final class ClassTables {
  private ClassTables() {}

  /** A value for a class is made when it is asked for first. */
  static final class Notes extends ClassValue<List<String>> {
    @Override
    protected List<String> computeValue(Class<?> type) {
      return new ArrayList<>(List.of(type.getSimpleName()));
    }
  }

  /** Owns what the others ask for. */
  @Hostile(verdict = Expected.BUILD_TIME)
  static final class Owner {
    static final Notes NOTES = new Notes();
    static final List<String> OWN = NOTES.get(Owner.class);

    private Owner() {}
  }

  static Object asked(Start start) {
    String before = Owner.NOTES.get(String.class) + " " + Owner.NOTES.get(Integer.class);
    if (!start.shy()) {
      AddsToValue.touch();
      AsksForValue.touch();
    }
    boolean same = Owner.OWN == Owner.NOTES.get(Owner.class);
    return before + " " + Owner.NOTES.get(String.class) + " " + same;
  }

  @Hostile(cause = "WRITES", reason = "Owner", nets = Net.WRITES)
  static final class AddsToValue {
    static {
      Owner.NOTES.get(String.class).add("added");
    }

    static void touch() {}
  }

  @Hostile(cause = "WRITES", reason = "value of java.lang.Integer", nets = Net.WRITES)
  static final class AsksForValue {
    static {
      Owner.NOTES.get(Integer.class);
    }

    static void touch() {}
  }

  @Hostile(cause = "DIFFERENCE", reason = "TIMES", nets = Net.PERTURBATION)
  static final class KeepsTimes {
    static final ClassValue<Long> TIMES =
        new ClassValue<>() {
          @Override
          protected Long computeValue(Class<?> type) {
            return System.nanoTime();
          }
        };
    static final boolean KNOWN = TIMES.get(String.class) != 0;
  }

  static Object keepsTimes(Start start) {
    return KeepsTimes.KNOWN && KeepsTimes.TIMES.get(String.class) - start.nanos() > 0;
  }
}
