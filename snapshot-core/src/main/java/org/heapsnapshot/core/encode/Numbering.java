package org.heapsnapshot.core.encode;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import org.heapsnapshot.core.SnapshotException;
import org.heapsnapshot.core.capture.CapturedObject;
import org.heapsnapshot.core.intern.InternedStrings;
import org.heapsnapshot.runtime.format.RecipeKind;

/**
 * The object ids of the image: 0 is null, then without gaps strings, symbols, recipes, instances,
 * arrays. Each of these by unit; instances and arrays then by CLASSES row; within each in the order
 * of captured ids (recipes after their arguments).
 */
final class Numbering {
  private final ObjectGraph graph;
  private final BitSet reached;
  private final ClassRows rows;
  private final InternedStrings strings;
  private final Units units;
  private final int[] imageId;
  private final int[] capturedId;
  private int last;
  private int stringCount;
  private int symbolCount;
  private int recipeCount;
  private final List<ObjectGroup> instanceGroups = new ArrayList<>();
  private final List<ObjectGroup> arrayGroups = new ArrayList<>();

  private Numbering(
      ObjectGraph graph, BitSet reached, ClassRows rows, InternedStrings strings, Units units) {
    this.graph = graph;
    this.reached = reached;
    this.rows = rows;
    this.strings = strings;
    this.units = units;
    imageId = new int[graph.size() + 1];
    capturedId = new int[reached.cardinality() + 1];
  }

  /**
   * Numbers the reached objects.
   *
   * @throws SnapshotException if there are more than the format can number
   */
  static Numbering of(
      ObjectGraph graph, BitSet reached, ClassRows rows, InternedStrings strings, Units units) {
    FormatLimits.checkObjects(reached.cardinality(), rows);
    Numbering numbering = new Numbering(graph, reached, rows, strings, units);
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

  /** The reached objects of a kind, by unit and captured id. */
  private int[] byUnit(IntPredicate kind) {
    int[] first = new int[units.count() + 1];
    int[] ids = reached.stream().filter(kind).toArray();
    for (int id : ids) {
      first[units.ofObject(id) + 1]++;
    }
    for (int unit = 0; unit < units.count(); unit++) {
      first[unit + 1] += first[unit];
    }
    int[] sorted = new int[ids.length];
    for (int id : ids) {
      sorted[first[units.ofObject(id)]++] = id;
    }
    return sorted;
  }

  private void numberStrings() {
    int[] idOf = new int[strings.objectCount() + 1];
    for (int id : byUnit(i -> strings.objectNumber(i) != 0)) {
      int object = strings.objectNumber(id);
      if (idOf[object] == 0) {
        number(id);
        idOf[object] = last;
      }
      imageId[id] = idOf[object];
    }
    stringCount = last;
  }

  private void numberSymbols() {
    for (int id : byUnit(i -> isSymbol(graph.object(i)))) {
      number(id);
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
    for (int id : byUnit(i -> graph.object(i) instanceof CapturedObject.Recipe)) {
      if (imageId[id] != 0) {
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
    boolean any = RecipeKind.takesAny(((CapturedObject.Recipe) graph.object(recipe)).kind());
    for (int k = 0; k < graph.edgeCount(recipe); k++) {
      int argument = graph.edge(recipe, k);
      boolean copied = argument != 0 && graph.shapeOf(argument) >= 0;
      if (argument != 0 && imageId[argument] == 0 && !(any && copied)) {
        return argument;
      }
    }
    return 0;
  }

  private void numberGroups() {
    TreeMap<Long, ObjectGroup> groups = new TreeMap<>();
    int[] members = byUnit(id -> graph.shapeOf(id) >= 0);
    for (int id : members) {
      int row = rows.rowOfShape(graph.shapeOf(id));
      int unit = units.ofObject(id);
      groups.computeIfAbsent(key(unit, row), k -> new ObjectGroup(unit, row)).count++;
    }
    for (ObjectGroup group : groups.values()) {
      (rows.captured(group.row).array() ? arrayGroups : instanceGroups).add(group);
    }
    int start = last + 1;
    for (List<ObjectGroup> kind : List.of(instanceGroups, arrayGroups)) {
      for (ObjectGroup group : kind) {
        group.next = start;
        start += group.count;
      }
    }
    for (int id : members) {
      ObjectGroup group = groups.get(key(units.ofObject(id), rows.rowOfShape(graph.shapeOf(id))));
      imageId[id] = group.next++;
      capturedId[imageId[id]] = id;
    }
    last = start - 1;
  }

  private static long key(int unit, int row) {
    return ((long) unit << Integer.SIZE) | row;
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
    for (ObjectGroup group : instanceGroups) {
      first += group.count;
    }
    return first;
  }

  /** The groups of section INSTANCES. */
  List<ObjectGroup> instanceGroups() {
    return instanceGroups;
  }

  /** The groups of section ARRAYS. */
  List<ObjectGroup> arrayGroups() {
    return arrayGroups;
  }

  /** The units. */
  Units units() {
    return units;
  }

  /** The unit of the object with an image id. */
  int unitOf(int imageId) {
    return units.ofObject(capturedId[imageId]);
  }
}
