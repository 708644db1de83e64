package org.heapsnapshot.runtime.restore;

import org.heapsnapshot.runtime.image.LoadResult;
import org.heapsnapshot.runtime.image.Refusal;
import org.heapsnapshot.runtime.image.Reseeds;

/**
 * Gives restored objects of subclasses of {@code ClassValue} the values that the program had
 * computed, without computing them. Each class keeps its values in a table of the JDK, under what
 * {@code ClassValue} draws for each object: a fresh object of ours, with the version of the
 * restored one, puts the values there, and the restored one takes its place. Runs code of the JDK
 * only. Not loaded when an image has none.
 *
 * <p>Stateless but for offsets, safe for use by several threads.
 */
final class ClassValues {
  private final Memory memory;
  private final long hash;
  private final long identity;
  private final long version;

  /** Answers what it is told. */
  private static final class Given extends ClassValue<Object> {
    Object value;

    @Override
    protected Object computeValue(Class<?> type) {
      return value;
    }
  }

  /**
   * Finds the fields of the JDK.
   *
   * @throws Refusal when this JDK has others
   */
  ClassValues(Memory memory) {
    this.memory = memory;
    try {
      hash = memory.offset(ClassValue.class.getDeclaredField("hashCodeForCache"));
      identity = memory.offset(ClassValue.class.getDeclaredField("identity"));
      version = memory.offset(ClassValue.class.getDeclaredField("version"));
    } catch (NoSuchFieldException e) {
      throw new Refusal(LoadResult.OTHER_FIELDS, e.toString());
    }
  }

  /**
   * Checks the class of a row's object.
   *
   * @throws Refusal when it has no values
   */
  static void check(Class<?> type, int row) {
    if (!ClassValue.class.isAssignableFrom(type)) {
      throw Refusal.found(
          LoadResult.CORRUPT, "reseed " + row, type.getName(), ClassValue.class.getName());
    }
  }

  /** Gives an object the values of entries {@code start} to {@code end}. */
  void associate(ClassValue<?> shell, Reseeds rows, int start, int end, Object[] objects) {
    Given given = new Given();
    memory.move(shell, given, 'L', version);
    for (int e = start; e < end; e++) {
      given.value = objects[rows.value(e)];
      given.get((Class<?>) objects[rows.key(e)]);
    }
    memory.move(given, shell, 'I', hash);
    memory.move(given, shell, 'L', identity);
  }
}
