package org.heapsnapshot.core.encode;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.heapsnapshot.core.capture.CapturedClass;
import org.heapsnapshot.core.capture.CapturedField;
import org.heapsnapshot.core.capture.CapturedField.Treatment;
import org.heapsnapshot.core.capture.CapturedHeap;
import org.heapsnapshot.core.capture.CapturedLoader;
import org.heapsnapshot.core.capture.CapturedMade;
import org.heapsnapshot.core.capture.CapturedObject;
import org.heapsnapshot.core.capture.CapturedStatics;
import org.heapsnapshot.runtime.format.UnitKind;

/**
 * Which rows section CLASSES has: those that something in the image names, in the order of the
 * captured classes. A class has one row for its statics and ordinary instances and one more for
 * each set of table fields that unstable instances of it leave out.
 *
 * <p>A row has the fields that the image carries there: instance fields only when it has instances,
 * static fields only when they are restored or are symbols.
 */
final class ClassRows {
  private final ObjectGraph graph;
  private final int[] objectCounts;
  private final BitSet named = new BitSet();
  private final BitSet restored = new BitSet();
  private final BitSet late = new BitSet();
  private final BitSet made = new BitSet();
  private final BitSet loaders = new BitSet();
  private final BitSet[] staticFields;
  private final IntSequence rowClass = new IntSequence();
  private final IntSequence rowShape = new IntSequence();
  private final IntSequence fieldStart = new IntSequence().add(0);
  private final IntSequence fields = new IntSequence();
  private final int[] rowOfShape;
  private final int[] rowOfClass;
  private final int[][] fieldRow;

  private ClassRows(ObjectGraph graph) {
    this.graph = graph;
    int classes = graph.heap().classes().size();
    objectCounts = new int[graph.shapes().size()];
    staticFields = new BitSet[classes];
    rowOfShape = new int[graph.shapes().size()];
    rowOfClass = new int[classes];
    fieldRow = new int[classes][];
    Arrays.fill(rowOfShape, -1);
    Arrays.fill(rowOfClass, -1);
  }

  static ClassRows of(ObjectGraph graph, BitSet reached) {
    ClassRows rows = new ClassRows(graph);
    for (int id = reached.nextSetBit(1); id > 0; id = reached.nextSetBit(id + 1)) {
      rows.count(id);
    }
    for (CapturedStatics statics : graph.heap().statics()) {
      rows.restored.set(statics.classIndex());
      List<CapturedField> fields = graph.heap().classes().get(statics.classIndex()).fields();
      for (int field : statics.fields()) {
        if (fields.get(field).treatment() != Treatment.ZEROED) {
          rows.useStatic(statics.classIndex(), field);
        }
      }
    }
    for (CapturedMade made : graph.heap().made()) {
      rows.made.set(made.classIndex());
      rows.named.set(made.classIndex());
      if (made.host() != CapturedMade.NO_HOST) {
        rows.named.set(made.host());
      }
    }
    for (CapturedLoader loader : graph.heap().loaders()) {
      rows.loaders.set(((CapturedObject.Instance) graph.object(loader.object())).classIndex());
    }
    rows.nameDeclaringClasses();
    for (int type = 0; type < graph.heap().classes().size(); type++) {
      rows.addRows(type);
    }
    return rows;
  }

  private void count(int id) {
    CapturedObject object = graph.object(id);
    int shape = graph.shapeOf(id);
    if (shape >= 0) {
      objectCounts[shape]++;
    } else if (object instanceof CapturedObject.ClassMirror mirror) {
      named.set(mirror.classIndex());
    } else if (object instanceof CapturedObject.JdkEnum constant) {
      named.set(constant.classIndex());
    } else if (object instanceof CapturedObject.SmallBox box) {
      named.set(box.classIndex());
    } else if (object instanceof CapturedObject.StaticField symbol) {
      useStatic(symbol.classIndex(), symbol.field());
    }
  }

  private void useStatic(int type, int field) {
    CapturedClass captured = graph.heap().classes().get(type);
    if (field < captured.instanceFieldCount() || field >= captured.fields().size()) {
      throw new IllegalArgumentException(
          "not a static field: class=" + captured.name() + " field=" + field);
    }
    if (staticFields[type] == null) {
      staticFields[type] = new BitSet();
    }
    staticFields[type].set(field);
  }

  private void nameDeclaringClasses() {
    CapturedHeap heap = graph.heap();
    for (int shape = 0; shape < objectCounts.length; shape++) {
      if (objectCounts[shape] > 0) {
        CapturedClass type = heap.classes().get(graph.shapes().get(shape).classIndex());
        type.fields().subList(0, type.instanceFieldCount()).forEach(this::nameDeclaring);
      }
    }
    for (int type = 0; type < staticFields.length; type++) {
      if (staticFields[type] != null) {
        List<CapturedField> all = heap.classes().get(type).fields();
        staticFields[type].stream().forEach(field -> nameDeclaring(all.get(field)));
      }
    }
  }

  private void nameDeclaring(CapturedField field) {
    named.set(field.declaringClass());
  }

  private void addRows(int type) {
    if (objectCounts[type] > 0 || restored.get(type) || staticFields[type] != null) {
      addRow(type, type);
    }
    int classes = rowOfClass.length;
    for (int shape = classes; shape < objectCounts.length; shape++) {
      if (objectCounts[shape] > 0 && graph.shapes().get(shape).classIndex() == type) {
        addRow(type, shape);
      }
    }
    if (rowOfClass[type] < 0 && named.get(type)) {
      addRow(type, type);
    }
  }

  private void addRow(int type, int shape) {
    int row = rowClass.size();
    rowClass.add(type);
    rowShape.add(shape);
    rowOfShape[shape] = row;
    if (rowOfClass[type] < 0) {
      rowOfClass[type] = row;
    }
    CapturedClass captured = graph.heap().classes().get(type);
    if (objectCounts[shape] > 0) {
      for (int field = 0; field < captured.instanceFieldCount(); field++) {
        fields.add(field);
      }
    }
    if (shape == type && staticFields[type] != null) {
      fieldRow[type] = new int[captured.fields().size()];
      for (int f = staticFields[type].nextSetBit(0);
          f >= 0;
          f = staticFields[type].nextSetBit(f + 1)) {
        fieldRow[type][f] = fields.size();
        fields.add(f);
      }
    }
    fieldStart.add(fields.size());
  }

  int count() {
    return rowClass.size();
  }

  /** The captured class index of a row. */
  int classIndex(int row) {
    return rowClass.get(row);
  }

  CapturedClass captured(int row) {
    return graph.heap().classes().get(rowClass.get(row));
  }

  /** How many instances or arrays belong to a row. */
  int objectCount(int row) {
    return objectCounts[rowShape.get(row)];
  }

  /** The shape of the instances of a row. */
  InstanceShape shape(int row) {
    return graph.shapes().get(rowShape.get(row));
  }

  /** Whether statics of the class are restored and the row is the one that holds them. */
  boolean isRestored(int row) {
    return rowShape.get(row) == rowClass.get(row) && restored.get(rowClass.get(row));
  }

  /** Says which classes of boot units boot does not initialize. */
  void leaveLate(Units units) {
    BitSet captured = new BitSet();
    graph.heap().late().forEach(c -> captured.set(c.classIndex()));
    for (int row = 0; row < graph.heap().statics().size(); row++) {
      int type = graph.heap().statics().get(row).classIndex();
      late.set(type, captured.get(type) && units.kind(units.ofRow(row)) == UnitKind.BOOT);
    }
  }

  /** Whether the row is that of a class that {@link #leaveLate} found. */
  boolean isLate(int row) {
    return isRestored(row) && late.get(rowClass.get(row));
  }

  /** Whether the program made the class of a row. */
  boolean isMade(int row) {
    return made.get(rowClass.get(row));
  }

  /** Whether the instances of a row are class loaders. */
  boolean hasLoaders(int row) {
    return objectCount(row) > 0 && loaders.get(rowClass.get(row));
  }

  /** Whether the instances of a row are placeholders. */
  boolean hasPlaceholders(int row) {
    return objectCount(row) > 0 && Deferral.isPlaceholder(graph.heap(), rowClass.get(row));
  }

  /** The row in the field table of the field that a placeholder is in. */
  int fieldRow(CapturedObject.Instance placeholder) {
    return fieldStart(rowOfShape(Deferral.holderClass(placeholder))) + Deferral.field(placeholder);
  }

  int fieldCount() {
    return fields.size();
  }

  /** First row in the field table of a CLASSES row; of {@link #count()}, the end of the table. */
  int fieldStart(int row) {
    return fieldStart.get(row);
  }

  /** Index into the fields of the captured class of a row of the field table. */
  int capturedField(int fieldTableRow) {
    return fields.get(fieldTableRow);
  }

  /** The row that objects of a shape belong to. */
  int rowOfShape(int shape) {
    return rowOfShape[shape];
  }

  /** The row that stands for a class where only its name matters, -1 when nothing names it. */
  int rowOfClass(int classIndex) {
    return rowOfClass[classIndex];
  }

  /** The row in the field table of a static field that is restored or is a symbol. */
  int fieldRow(int classIndex, int field) {
    return fieldRow[classIndex][field];
  }

  /** Whether a field of a row is static or has a column. */
  boolean isCarried(int row, int field) {
    return captured(row).fields().get(field).isStatic()
        || Arrays.binarySearch(shape(row).columns(), field) >= 0;
  }
}
