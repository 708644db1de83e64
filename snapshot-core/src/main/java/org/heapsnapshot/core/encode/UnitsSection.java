package org.heapsnapshot.core.encode;

import org.heapsnapshot.runtime.format.UnitKind;

/**
 * Section UNITS: one boot unit that needs no other.
 *
 * <pre>
 * Units := count:int kind:int[count] needStart:int[count + 1] need:int[…]
 * </pre>
 */
final class UnitsSection {
  private UnitsSection() {}

  static Section oneBootUnit() {
    return Section.ofInts(new IntSequence().add(1).add(UnitKind.BOOT).add(0).add(0));
  }
}
