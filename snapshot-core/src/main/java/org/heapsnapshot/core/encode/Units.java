package org.heapsnapshot.core.encode;

import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import org.heapsnapshot.runtime.format.UnitKind;

/**
 * Which objects and classes are restored together (docs/IMAGE-FORMAT.md, section UNITS). A unit has
 * a greater index than the units that it needs. Unit 0 is a boot unit and holds what lazy units
 * refer to; with lazy units there is a second boot unit for the rest, and where classes that boot
 * restores depend on facts that may differ, a third for what only they lead to.
 *
 * <p>Immutable by convention.
 */
final class Units {
  /** What lazy units refer to in boot units; everything when there are no lazy units. */
  static final int KEPT = 0;

  /** Boot objects that no lazy unit refers to, and the boot classes. */
  static final int BOOT = 1;

  /** Boot classes that depend on facts, and what no other class leads to; not in every heap. */
  static final int CONDITIONAL = 2;

  private final int count;
  private final int firstLazy;
  private final int[] unitOf;
  private final int[] unitOfRow;
  private final List<BitSet> needs;

  /**
   * @param unitOf unit of each captured object id
   * @param unitOfRow unit of each row of STATICS
   * @param needs for each unit those that it needs
   * @param firstLazy index of the first lazy unit
   */
  Units(int[] unitOf, int[] unitOfRow, List<BitSet> needs, int firstLazy) {
    this.count = needs.size();
    this.firstLazy = firstLazy;
    this.unitOf = unitOf;
    this.unitOfRow = unitOfRow;
    this.needs = needs;
  }

  /** Everything in one boot unit. */
  static Units oneBootUnit(ObjectGraph graph) {
    return new Units(
        new int[graph.size() + 1],
        new int[graph.heap().statics().size()],
        List.of(new BitSet()),
        1);
  }

  int count() {
    return count;
  }

  /** {@link UnitKind} of a unit. */
  int kind(int unit) {
    return unit < firstLazy ? UnitKind.BOOT : UnitKind.LAZY;
  }

  /** The unit of an object, by captured id. */
  int ofObject(int captured) {
    return unitOf[captured];
  }

  /**
   * The unit to which a collection that is rebuilt belongs, by captured id: all of boot are unit
   * 0's, because they are rebuilt in one order. Those that only conditional classes lead to come
   * behind, for nothing else has them among its keys.
   */
  int ofRebuilt(int captured) {
    int unit = unitOf[captured];
    return unit == BOOT && firstLazy > BOOT ? KEPT : unit;
  }

  /** The unit of a row of STATICS. */
  int ofRow(int row) {
    return unitOfRow[row];
  }

  /** The units of some rows of STATICS, ascending. */
  int[] ofRows(IntPredicate rows) {
    BitSet units = new BitSet();
    for (int row = 0; row < unitOfRow.length; row++) {
      if (rows.test(row)) {
        units.set(unitOfRow[row]);
      }
    }
    return units.stream().toArray();
  }

  /** The units that a unit needs. */
  int[] needs(int unit) {
    return needs.get(unit).stream().toArray();
  }
}
