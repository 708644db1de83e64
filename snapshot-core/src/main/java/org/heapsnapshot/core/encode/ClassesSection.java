package org.heapsnapshot.core.encode;

import java.util.List;
import org.heapsnapshot.core.capture.CapturedClass;
import org.heapsnapshot.core.capture.CapturedField;
import org.heapsnapshot.core.capture.CapturedField.Treatment;
import org.heapsnapshot.core.intern.InternedStrings;
import org.heapsnapshot.runtime.format.ClassFlags;
import org.heapsnapshot.runtime.format.FieldDesc;

/**
 * Section CLASSES: the classes that something in the image names, and the fields it carries.
 *
 * <pre>
 * Classes := classCount:int fieldCount:int name:int[classCount] flags:int[classCount]
 *            fieldStart:int[classCount + 1]
 *            declaring:int[fieldCount] fieldName:int[fieldCount] desc:int[fieldCount] offset:int[fieldCount]
 * </pre>
 */
final class ClassesSection {
  private final ClassRows rows;
  private final InternedStrings strings;
  private final List<CapturedClass> classes;
  private final IntSequence declaring = new IntSequence();
  private final IntSequence fieldName = new IntSequence();
  private final IntSequence desc = new IntSequence();
  private final IntSequence offset = new IntSequence();

  private ClassesSection(ClassRows rows, InternedStrings strings, List<CapturedClass> classes) {
    this.rows = rows;
    this.strings = strings;
    this.classes = classes;
  }

  static Section of(ClassRows rows, InternedStrings strings, List<CapturedClass> classes) {
    return Section.ofInts(new ClassesSection(rows, strings, classes).ints());
  }

  private IntSequence ints() {
    IntSequence name = new IntSequence();
    IntSequence flags = new IntSequence();
    IntSequence fieldStart = new IntSequence().add(0);
    for (int row = 0; row < rows.count(); row++) {
      name.add(strings.indexOf(rows.captured(row).name()));
      flags.add(flags(row));
      for (int f = rows.fieldStart(row); f < rows.fieldStart(row + 1); f++) {
        addField(row, rows.capturedField(f));
      }
      fieldStart.add(desc.size());
    }
    return new IntSequence()
        .add(rows.count())
        .add(rows.fieldCount())
        .addAll(name)
        .addAll(flags)
        .addAll(fieldStart)
        .addAll(declaring)
        .addAll(fieldName)
        .addAll(desc)
        .addAll(offset);
  }

  private int flags(int row) {
    CapturedClass type = rows.captured(row);
    return type.loader()
        | (type.array() ? ClassFlags.ARRAY : 0)
        | (type.primitive() ? ClassFlags.PRIMITIVE : 0)
        | (rows.objectCount(row) > 0 ? ClassFlags.INSTANCES : 0)
        | (rows.isRestored(row) ? ClassFlags.RESTORED : 0)
        | (rows.isLate(row) ? ClassFlags.LATE : 0)
        | (rows.isMade(row) ? ClassFlags.MADE : 0)
        | (rows.hasPlaceholders(row) ? ClassFlags.PLACEHOLDER : 0)
        | (rows.hasLoaders(row) ? ClassFlags.LOADERS : 0);
  }

  private void addField(int row, int index) {
    CapturedField field = rows.captured(row).fields().get(index);
    boolean carried = rows.isCarried(row, index);
    declaring.add(rows.rowOfClass(field.declaringClass()));
    fieldName.add(strings.indexOf(field.name()));
    desc.add(
        field.kind()
            | (field.isStatic() ? FieldDesc.STATIC : 0)
            | (field.treatment() == Treatment.ASSERTION_STATUS ? FieldDesc.ASSERTION_STATUS : 0)
            | (carried ? 0 : FieldDesc.ZEROED));
    offset.add(
        carried
            ? FormatLimits.offset(
                field.offset(), classes.get(field.declaringClass()).name(), field.name())
            : -1);
  }
}
