package org.heapsnapshot.core.encode;

/**
 * Section UNITS: the units with what they need, and which strings, symbols and collections to be
 * rebuilt are theirs.
 *
 * <pre>
 * Units := count:int kind:int[count] needStart:int[count + 1] need:int[…]
 *          stringStart:int[count + 1] symbolStart:int[count + 1] reseedStart:int[count + 1]
 * </pre>
 */
final class UnitsSection {
  private UnitsSection() {}

  /**
   * @param rebuilt captured ids of the collections of section RESEED in its order
   */
  static Section of(Numbering ids, int[] rebuilt) {
    Units units = ids.units();
    IntSequence kind = new IntSequence();
    IntSequence start = new IntSequence().add(0);
    IntSequence need = new IntSequence();
    int[] strings = new int[units.count() + 1];
    int[] symbols = new int[units.count() + 1];
    int[] reseeds = new int[units.count() + 1];
    for (int unit = 0; unit < units.count(); unit++) {
      kind.add(units.kind(unit));
      need.addAll(units.needs(unit));
      start.add(need.size());
    }
    for (int id = 1; id <= ids.stringCount(); id++) {
      strings[ids.unitOf(id) + 1]++;
    }
    for (int i = 0; i < ids.symbolCount(); i++) {
      symbols[ids.unitOf(ids.firstSymbol() + i) + 1]++;
    }
    for (int captured : rebuilt) {
      reseeds[units.ofRebuilt(captured) + 1]++;
    }
    IntSequence ints = new IntSequence().add(units.count()).addAll(kind).addAll(start).addAll(need);
    for (int[] column : new int[][] {strings, symbols, reseeds}) {
      for (int unit = 0; unit < units.count(); unit++) {
        column[unit + 1] += column[unit];
      }
      ints.addAll(column);
    }
    return Section.ofInts(ints);
  }
}
