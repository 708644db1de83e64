package org.heapsnapshot.core.encode;

import java.util.List;
import org.heapsnapshot.core.capture.CapturedClass;
import org.heapsnapshot.core.capture.CapturedField;
import org.heapsnapshot.core.capture.CapturedField.Treatment;
import org.heapsnapshot.core.capture.CapturedStatics;
import org.heapsnapshot.core.intern.InternedStrings;
import org.heapsnapshot.runtime.format.StaticsLayout;

/**
 * Section STATICS: row N is the class whose rewritten initializer calls {@code enter(N, ...)}.
 *
 * <pre>
 * Statics := classCount:int class:int[classCount] unit:int[classCount] fieldStart:int[classCount + 1]
 *            field:int[n] low:int[n] high:int[n]
 * </pre>
 */
final class StaticsSection {
  private final ClassRows rows;
  private final Numbering ids;
  private final List<CapturedClass> classes;
  private final InternedStrings strings;
  private final IntSequence field = new IntSequence();
  private final IntSequence low = new IntSequence();
  private final IntSequence high = new IntSequence();

  private StaticsSection(
      List<CapturedClass> classes, ClassRows rows, Numbering ids, InternedStrings strings) {
    this.classes = classes;
    this.rows = rows;
    this.ids = ids;
    this.strings = strings;
  }

  static Section of(
      List<CapturedStatics> statics,
      List<CapturedClass> classes,
      ClassRows rows,
      Numbering ids,
      InternedStrings strings) {
    StaticsSection section = new StaticsSection(classes, rows, ids, strings);
    IntSequence type = new IntSequence();
    IntSequence unit = new IntSequence();
    IntSequence start = new IntSequence().add(0);
    for (int number = 0; number < statics.size(); number++) {
      CapturedStatics row = statics.get(number);
      type.add(rows.rowOfShape(row.classIndex()));
      unit.add(ids.units().ofRow(number));
      for (int i = 0; i < row.fields().length; i++) {
        int index = row.fields()[i];
        CapturedField captured = classes.get(row.classIndex()).fields().get(index);
        if (captured.treatment() != Treatment.ZEROED) {
          section.add(rows.fieldRow(row.classIndex(), index), captured, row, i);
        }
      }
      for (int i = 0; i < row.handed().length; i++) {
        section.field.add(StaticsLayout.HANDED);
        section.low.add(ids.imageId(row.handed()[i]));
        section.high.add(i);
      }
      start.add(section.field.size());
    }
    return Section.ofInts(
        new IntSequence()
            .add(statics.size())
            .addAll(type)
            .addAll(unit)
            .addAll(start)
            .addAll(section.field)
            .addAll(section.low)
            .addAll(section.high));
  }

  private void add(int fieldRow, CapturedField captured, CapturedStatics row, int i) {
    long value = row.values()[i];
    int identity = row.identities()[i];
    if (identity != 0) {
      field.add(fieldRow);
      low.add((int) value);
      high.add(ids.imageId(identity));
      return;
    }
    if (captured.treatment() == Treatment.ASSERTION_STATUS) {
      int asked = CapturedStatics.askedClass(value);
      field.add(fieldRow);
      low.add(asked < 0 ? 0 : 1 + strings.indexOf(classes.get(asked).name()));
      high.add(CapturedStatics.isNegated(value) ? 0 : 1);
      return;
    }
    boolean wide = captured.kind() == 'J' || captured.kind() == 'D';
    int narrow = captured.isReference() ? ids.imageId((int) value) : (int) value;
    field.add(fieldRow);
    low.add(narrow);
    high.add(wide ? (int) (value >>> Integer.SIZE) : 0);
  }
}
