package org.heapsnapshot.testkit.program;

import java.util.ArrayList;
import java.util.List;

/** Values that the JDK keeps in the classes they were computed for. */
final class ClassValues {
  static final List<Class<?>> COMPUTED = new ArrayList<>();
  static final Names NAMES = new Names("class ");
  static final StringBuilder OF_STRING = NAMES.get(String.class);
  static final ClassValue<List<Class<?>>> NESTED = new Supertypes();
  static final ClassValue<Object> EMPTY = new Supertypes.Nothing();
  static final ClassValue<Object> UNASKED = new Supertypes.Nothing();

  static {
    NAMES.get(int.class);
    NAMES.get(long[].class);
    NAMES.get(ClassValues.class);
    NAMES.get(Names.class);
    NAMES.get(Runnable.class);
    NAMES.remove(Runnable.class);
    NESTED.get(ArrayList.class);
    EMPTY.get(Integer.class);
  }

  private ClassValues() {}

  /** With a field of its own, and a memory of what was computed. */
  static final class Names extends ClassValue<StringBuilder> {
    private final String prefix;

    Names(String prefix) {
      this.prefix = prefix;
    }

    @Override
    protected StringBuilder computeValue(Class<?> type) {
      COMPUTED.add(type);
      return new StringBuilder(prefix).append(type.getSimpleName());
    }
  }

  /** Computing one value computes others. */
  static final class Supertypes extends ClassValue<List<Class<?>>> {
    @Override
    protected List<Class<?>> computeValue(Class<?> type) {
      List<Class<?>> all = new ArrayList<>();
      all.add(type);
      if (type.getSuperclass() != null) {
        all.addAll(get(type.getSuperclass()));
      }
      return all;
    }

    /** A value may be null. */
    static final class Nothing extends ClassValue<Object> {
      private int asked;

      @Override
      protected Object computeValue(Class<?> type) {
        asked++;
        return null;
      }
    }
  }

  static void check(Checks checks) {
    int before = COMPUTED.size();
    checks.equal("computed once", 6, before);
    checks.same("same value", OF_STRING, NAMES.get(String.class));
    checks.equal("of a primitive", "class int", NAMES.get(int.class).toString());
    checks.equal("of an array", "class long[]", NAMES.get(long[].class).toString());
    checks.equal("of the program", "class Names", NAMES.get(Names.class).toString());
    checks.equal("not computed again", before, COMPUTED.size());
    checks.equal("another", "class List", NAMES.get(List.class).toString());
    checks.equal("computed", before + 1, COMPUTED.size());
    checks.equal("removed before", "class Runnable", NAMES.get(Runnable.class).toString());
    checks.equal("computed again", before + 2, COMPUTED.size());
    NAMES.remove(String.class);
    checks.that("removed", NAMES.get(String.class) != OF_STRING);
    checks.that("kept from then on", NAMES.get(String.class) == NAMES.get(String.class));
    checks.equal("nested", NESTED.get(ArrayList.class).get(3), Object.class);
    checks.that(
        "inner values", NESTED.get(ArrayList.class).get(1) == ArrayList.class.getSuperclass());
    checks.same("null", null, EMPTY.get(Integer.class));
    checks.equal("null is a value", 1, ((Supertypes.Nothing) EMPTY).asked);
    checks.same("of another", null, UNASKED.get(Integer.class));
    checks.equal("asked by now", 1, ((Supertypes.Nothing) UNASKED).asked);
  }
}
