package org.heapsnapshot.testkit.parser;

import java.util.List;
import java.util.Map;

/** The rules by which one section speaks of the objects of another. */
final class HeapRules {
  private static final long MAX_OBJECTS = 1L << 30;

  private final byte[] bytes;
  private final Heap heap;

  HeapRules(byte[] bytes, Heap heap) {
    this.bytes = bytes;
    this.heap = heap;
  }

  void check() {
    long objects = heap.firstArray() + heap.arrays().count() - 1;
    if (objects > MAX_OBJECTS) {
      throw new ParseException("HEADER", "objects", objects, "at most " + MAX_OBJECTS);
    }
    checkInstances();
    checkArrays();
    checkRecipes();
    checkStatics();
    checkReseed();
    checkTotals();
    heap.made().checkLoaders(cursor("MADE"), heap);
  }

  private void checkTotals() {
    Units units = heap.units();
    Cursor in = cursor("UNITS");
    total(in, "stringStart", units.stringStart(), heap.stringObjects().rows().size());
    total(in, "symbolStart", units.symbolStart(), heap.symbols().rows().size());
    total(in, "reseedStart", units.reseedStart(), heap.reseed().rows().size());
  }

  private static void total(Cursor in, String what, int[] start, int rows) {
    int last = start.length - 1;
    if (start[last] != rows) {
      throw in.error(what + "[" + last + "]", start[last], rows + ", the rows of the table");
    }
  }

  private void checkInstances() {
    Cursor in = cursor("INSTANCES");
    for (Instances.Group group : heap.instances().groups()) {
      if (group.type().isLate() && !heap.units().lazy().get(group.unit())) {
        throw in.error("class of a group", group.type(), "none with bit 6 in boot units");
      }
      if (group.type().isPlaceholder()) {
        checkPlaceholders(in, group);
      }
      for (Map.Entry<Classes.Field, long[]> column : group.columns().entrySet()) {
        if (column.getKey().isReference()) {
          for (long value : column.getValue()) {
            String what = "column " + column.getKey().name() + " of " + group.type().name();
            object(in, what, value);
            reference(in, what, group.unit(), value);
          }
        }
      }
    }
  }

  /** Two columns: an instance of a lazy unit without statics, and the field that it is for. */
  private void checkPlaceholders(Cursor in, Instances.Group group) {
    List<Map.Entry<Classes.Field, long[]>> columns = List.copyOf(group.columns().entrySet());
    if (columns.size() != 2
        || !columns.get(0).getKey().name().equals("target")
        || !columns.get(1).getKey().name().equals("field")) {
      throw in.error("columns of placeholders", columns, "target and field");
    }
    for (long target : columns.get(0).getValue()) {
      object(in, "target", target);
      int unit = heap.unitOf(target);
      if (target < heap.firstRecipe()
          || target >= heap.firstArray()
          || !heap.units().lazy().get(unit)
          || heap.statics().rows().stream().anyMatch(row -> row.unit() == unit)) {
        throw in.error("target", target, "an instance or recipe of a lazy unit without statics");
      }
    }
    for (long row : columns.get(1).getValue()) {
      if (row < 0
          || row >= heap.classes().fields().size()
          || heap.classes().fields().get((int) row).desc() != 'L') {
        throw in.error("field", row, "the row of an instance field for references");
      }
    }
  }

  private void checkArrays() {
    Cursor in = cursor("ARRAYS");
    for (Arrays.Group group : heap.arrays().groups()) {
      for (Object elements : group.elements()) {
        if (group.isOfReferences()) {
          for (int element : (int[]) elements) {
            String what = "element of " + group.type().name();
            object(in, what, element);
            reference(in, what, group.unit(), element);
          }
        }
      }
    }
  }

  private void checkRecipes() {
    Cursor in = cursor("RECIPES");
    int index = 0;
    for (Recipes.Row row : heap.recipes().rows()) {
      Recipes.check(in, index++, row, heap);
    }
    Calls.checkLate(in, heap);
  }

  private void checkStatics() {
    Cursor in = cursor("STATICS");
    for (Statics.Row row : heap.statics().rows()) {
      for (Map.Entry<Classes.Field, Long> value : row.values().entrySet()) {
        if (value.getKey().isReference()) {
          String what = "low of " + row.type().name() + "." + value.getKey().name();
          object(in, what, value.getValue());
          reference(in, what, row.unit(), value.getValue());
        }
      }
      for (int handed : row.handed()) {
        object(in, "handed to " + row.type().name(), handed);
        reference(in, "handed to " + row.type().name(), row.unit(), handed);
      }
      for (Map.Entry<Classes.Field, Integer> identity : row.identities().entrySet()) {
        String what = "high of " + row.type().name() + "." + identity.getKey().name();
        object(in, what, identity.getValue());
        reference(in, what, row.unit(), identity.getValue());
      }
    }
  }

  private void checkReseed() {
    Cursor in = cursor("RESEED");
    int index = 0;
    for (Reseed.Row row : heap.reseed().rows()) {
      object(in, "object[" + index + "]", row.object());
      for (int key : row.keys()) {
        object(in, "key of row " + index, key);
      }
      for (int value : row.isOfIdentities() ? new int[0] : row.values()) {
        object(in, "value of row " + index, value);
      }
      index++;
    }
    heap.reseed().check(in, heap);
  }

  private void object(Cursor in, String what, long id) {
    if (id < 0 || id > heap.objectCount()) {
      throw in.error(what, id, "an object, 0 to " + heap.objectCount());
    }
  }

  private void reference(Cursor in, String what, int unit, long id) {
    if (id != 0 && !heap.units().mayRefer(unit, heap.unitOf(id))) {
      throw in.error(
          what + " in unit " + unit,
          "object " + id + " of unit " + heap.unitOf(id),
          "an object of the unit itself or of one that it needs");
    }
  }

  private Cursor cursor(String section) {
    return heap.header().cursor(bytes, section);
  }
}
