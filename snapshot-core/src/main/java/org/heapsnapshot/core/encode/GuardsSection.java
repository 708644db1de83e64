package org.heapsnapshot.core.encode;

import java.util.Comparator;
import java.util.List;
import org.heapsnapshot.core.intern.InternedStrings;
import org.heapsnapshot.core.observe.Guard;

/**
 * Section GUARDS: facts of the environment that every unit depends on, or those of the classes that
 * are restored only where they hold; by kind, name and reader.
 *
 * <pre>
 * Guards := count:int kind:int[count] name:int[count] value:int[count] reader:int[count]
 *           unitStart:int[count + 1] unit:int[…]
 * </pre>
 */
final class GuardsSection {
  private static final int ABSENT = -1;

  private GuardsSection() {}

  /**
   * @param conditional the units that depend on guards which are {@link Guard#partial}
   */
  static Section of(List<Guard> guards, InternedStrings strings, int[] conditional) {
    IntSequence kind = new IntSequence();
    IntSequence name = new IntSequence();
    IntSequence value = new IntSequence();
    IntSequence reader = new IntSequence();
    IntSequence unitStart = new IntSequence().add(0);
    IntSequence unit = new IntSequence();
    Comparator<Guard> order =
        Comparator.comparingInt(Guard::kind)
            .thenComparing(Guard::name)
            .thenComparing(Guard::reader)
            .thenComparing(Guard::value, Comparator.nullsFirst(Comparator.naturalOrder()));
    guards.stream()
        .sorted(order)
        .forEach(
            guard -> {
              kind.add(guard.kind());
              name.add(strings.indexOf(guard.name()));
              value.add(guard.value() == null ? ABSENT : strings.indexOf(guard.value()));
              reader.add(strings.indexOf(guard.reader()));
              if (guard.partial()) {
                unit.addAll(conditional);
              }
              // Where no unit is named the guard concerns all of them.
              unitStart.add(unit.size());
            });
    return Section.ofInts(
        new IntSequence()
            .add(guards.size())
            .addAll(kind)
            .addAll(name)
            .addAll(value)
            .addAll(reader)
            .addAll(unitStart)
            .addAll(unit));
  }
}
