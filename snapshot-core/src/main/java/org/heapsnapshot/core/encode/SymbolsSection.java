package org.heapsnapshot.core.encode;

import org.heapsnapshot.core.capture.CapturedObject;
import org.heapsnapshot.core.intern.InternedStrings;
import org.heapsnapshot.runtime.format.SymbolKind;

/**
 * Section SYMBOLS: objects that the JVM already has at boot.
 *
 * <pre>
 * Symbols := count:int kind:int[count] class:int[count] argument:int[count]
 * </pre>
 */
final class SymbolsSection {
  private static final int NO_CLASS = -1;

  private final ClassRows rows;
  private final InternedStrings strings;
  private final IntSequence kind = new IntSequence();
  private final IntSequence type = new IntSequence();
  private final IntSequence argument = new IntSequence();

  private SymbolsSection(ClassRows rows, InternedStrings strings) {
    this.rows = rows;
    this.strings = strings;
  }

  static Section of(ClassRows rows, Numbering ids, InternedStrings strings) {
    SymbolsSection symbols = new SymbolsSection(rows, strings);
    for (int i = 0; i < ids.symbolCount(); i++) {
      symbols.add(ids.object(ids.firstSymbol() + i));
    }
    return Section.ofInts(
        new IntSequence()
            .add(ids.symbolCount())
            .addAll(symbols.kind)
            .addAll(symbols.type)
            .addAll(symbols.argument));
  }

  private void add(CapturedObject object) {
    if (object instanceof CapturedObject.ClassMirror mirror) {
      add(SymbolKind.CLASS, rows.rowOfClass(mirror.classIndex()), 0);
    } else if (object instanceof CapturedObject.StaticField field) {
      int fieldRow = rows.fieldRow(field.classIndex(), field.field());
      add(SymbolKind.STATIC_FIELD, rows.rowOfShape(field.classIndex()), fieldRow);
    } else if (object instanceof CapturedObject.JdkEnum constant) {
      int name = strings.indexOf(constant.constant());
      add(SymbolKind.ENUM_CONSTANT, rows.rowOfClass(constant.classIndex()), name);
    } else if (object instanceof CapturedObject.SmallBox box) {
      add(SymbolKind.BOX, rows.rowOfClass(box.classIndex()), box.value());
    } else {
      add(SymbolKind.LOADER, NO_CLASS, ((CapturedObject.BuiltinLoader) object).loader());
    }
  }

  private void add(int symbolKind, int classRow, int symbolArgument) {
    kind.add(symbolKind);
    type.add(classRow);
    argument.add(symbolArgument);
  }
}
