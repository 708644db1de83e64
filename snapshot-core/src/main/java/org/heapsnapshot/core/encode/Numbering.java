package org.heapsnapshot.core.encode;

import java.util.BitSet;
import org.heapsnapshot.core.SnapshotException;
import org.heapsnapshot.core.capture.CapturedObject;
import org.heapsnapshot.core.intern.InternedStrings;

/**
 * The object ids of the image: 0 is null, then without gaps strings, symbols, recipes, instances by
 * CLASSES row, arrays by CLASSES row; within each in the order of captured ids (recipes after their
 * arguments).
 */
final class Numbering {
  private final ObjectGraph graph;
  private final BitSet reached;
  private final ClassRows rows;
  private final InternedStrings strings;
  private final int[] imageId;
  private final int[] capturedId;
  private int last;
  private int stringCount;
  private int symbolCount;
  private int recipeCount;
  private final IntSequence instanceRows = new IntSequence();
  private final IntSequence arrayRows = new IntSequence();

  private Numbering(ObjectGraph graph, BitSet reached, ClassRows rows, InternedStrings strings) {
    this.graph = graph;
    this.reached = reached;
    this.rows = rows;
    this.strings = strings;
    imageId = new int[graph.size() + 1];
    capturedId = new int[reached.cardinality() + 1];
  }

  /**
   * Numbers the reached objects.
   *
   * @throws SnapshotException if there are more than the format can number
   */
  static Numbering of(ObjectGraph graph, BitSet reached, ClassRows rows, InternedStrings strings) {
    FormatLimits.checkObjects(reached.cardinality(), rows);
    Numbering numbering = new Numbering(graph, reached, rows, strings);
    numbering.numberStrings();
    numbering.numberSymbols();
    numbering.numberRecipes();
    numbering.numberGroups();
    return numbering;
  }

  private void number(int captured) {
    last++;
    imageId[captured] = last;
    capturedId[last] = captured;
  }

  private void numberStrings() {
    int[] idOf = new int[strings.objectCount() + 1];
    for (int id = reached.nextSetBit(1); id > 0; id = reached.nextSetBit(id + 1)) {
      int object = strings.objectNumber(id);
      if (object == 0) {
        continue;
      }
      if (idOf[object] == 0) {
        number(id);
        idOf[object] = last;
      }
      imageId[id] = idOf[object];
    }
    stringCount = last;
  }

  private void numberSymbols() {
    for (int id = reached.nextSetBit(1); id > 0; id = reached.nextSetBit(id + 1)) {
      if (isSymbol(graph.object(id))) {
        number(id);
      }
    }
    symbolCount = last - stringCount;
  }

  private static boolean isSymbol(CapturedObject object) {
    return object instanceof CapturedObject.ClassMirror
        || object instanceof CapturedObject.StaticField
        || object instanceof CapturedObject.JdkEnum
        || object instanceof CapturedObject.SmallBox
        || object instanceof CapturedObject.BuiltinLoader;
  }

  /** A recipe is numbered once its arguments are: depth first, with a stack of its own. */
  private void numberRecipes() {
    BitSet begun = new BitSet();
    IntSequence path = new IntSequence();
    for (int id = reached.nextSetBit(1); id > 0; id = reached.nextSetBit(id + 1)) {
      if (!(graph.object(id) instanceof CapturedObject.Recipe) || imageId[id] != 0) {
        continue;
      }
      path.add(id);
      while (path.size() > 0) {
        int recipe = path.get(path.size() - 1);
        int argument = unnumberedArgument(recipe);
        if (argument == 0) {
          number(path.removeLast());
        } else if (begun.get(argument)
            || !(graph.object(argument) instanceof CapturedObject.Recipe)) {
          throw new IllegalArgumentException(
              "recipe argument must be a string, a symbol or an earlier recipe: recipe="
                  + recipe
                  + " argument="
                  + argument);
        } else {
          path.add(argument);
        }
        begun.set(recipe);
      }
    }
    recipeCount = last - stringCount - symbolCount;
  }

  private int unnumberedArgument(int recipe) {
    for (int k = 0; k < graph.edgeCount(recipe); k++) {
      int argument = graph.edge(recipe, k);
      if (argument != 0 && imageId[argument] == 0) {
        return argument;
      }
    }
    return 0;
  }

  private void numberGroups() {
    for (int row = 0; row < rows.count(); row++) {
      if (rows.objectCount(row) > 0) {
        (rows.captured(row).array() ? arrayRows : instanceRows).add(row);
      }
    }
    int[] next = new int[rows.count()];
    int start = last + 1;
    for (IntSequence groups : new IntSequence[] {instanceRows, arrayRows}) {
      for (int g = 0; g < groups.size(); g++) {
        next[groups.get(g)] = start;
        start += rows.objectCount(groups.get(g));
      }
    }
    for (int id = reached.nextSetBit(1); id > 0; id = reached.nextSetBit(id + 1)) {
      int shape = graph.shapeOf(id);
      if (shape >= 0) {
        imageId[id] = next[rows.rowOfShape(shape)]++;
        capturedId[imageId[id]] = id;
      }
    }
    last = start - 1;
  }

  /** The image id of a captured id that is reached; 0 of 0. */
  int imageId(int captured) {
    return imageId[captured];
  }

  /** The captured object with an image id. */
  CapturedObject object(int imageId) {
    return graph.object(capturedId[imageId]);
  }

  /** The last object id. */
  int last() {
    return last;
  }

  /** String objects have the ids from 1 on. */
  int stringCount() {
    return stringCount;
  }

  /** Text of a string object as section STRING_OBJECTS has it. */
  int text(int imageId) {
    return strings.text(strings.objectNumber(capturedId[imageId]));
  }

  int firstSymbol() {
    return stringCount + 1;
  }

  int symbolCount() {
    return symbolCount;
  }

  int firstRecipe() {
    return stringCount + symbolCount + 1;
  }

  int recipeCount() {
    return recipeCount;
  }

  int firstInstance() {
    return firstRecipe() + recipeCount;
  }

  int firstArray() {
    int first = firstInstance();
    for (int g = 0; g < instanceRows.size(); g++) {
      first += rows.objectCount(instanceRows.get(g));
    }
    return first;
  }

  /** The CLASSES rows that have instances, in the order of their groups. */
  int[] instanceRows() {
    return instanceRows.toArray();
  }

  /** The CLASSES rows that have arrays, in the order of their groups. */
  int[] arrayRows() {
    return arrayRows.toArray();
  }
}
