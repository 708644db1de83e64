package org.heapsnapshot.core.encode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.heapsnapshot.core.capture.CapturedObject;
import org.heapsnapshot.core.intern.InternedStrings;

/**
 * Divides a heap into {@link Units}.
 *
 * <ul>
 *   <li>Classes that need each other are restored at boot: were each restored by its own
 *       initializer, two threads that start with different ones would wait for one another.
 *   <li>So is a collection whose rebuilding runs code of the program, which may look at anything.
 *   <li>So is what these lead to, the classes of their objects included.
 *   <li>Every other class is a lazy unit, together with what only it reaches. What several lazy
 *       classes reach forms shared units, one for each set of classes that reach the same objects;
 *       it can refer to objects that at least the same classes reach, so needs do not form cycles.
 *   <li>What a placeholder stands for is a lazy unit, too, with what only it reaches. The objects
 *       that hold placeholders are restored at boot, and so is what two placeholders lead to.
 *   <li>What boot restores for classes alone that depend on facts, and no other class leads to, is
 *       apart from the rest, so that boot can leave it out.
 * </ul>
 *
 * <p>Used once, from one thread. Time is linear in objects and references but for the sets of
 * classes, of which there are few.
 */
final class UnitPartition {
  private final ObjectGraph graph;
  private final InitializationGraph initialization;
  private final InternedStrings strings;
  private final BitSet reached;
  private final BitSet boot;
  private final IntPredicate conditionalRows;
  private final OwnerSets sets = new OwnerSets();
  private final int[] setOf;
  private final IntSequence components = new IntSequence();
  private final IntSequence componentStart = new IntSequence().add(0);

  /** Captured ids of the placeholders: their targets belong to lazy units, as statics do. */
  private final int[] placeholders;

  private UnitPartition(
      ObjectGraph graph,
      BitSet reached,
      InternedStrings strings,
      Predicate<String> identityHashed,
      IntPredicate conditional) {
    this.graph = graph;
    this.reached = reached;
    this.strings = strings;
    initialization = new InitializationGraph(graph);
    boot = BootMarks.of(initialization, graph, reached, identityHashed);
    conditionalRows = conditional;
    setOf = new int[initialization.nodes() + 1];
    placeholders = graph.placeholders(reached);
  }

  /**
   * The units of a heap.
   *
   * @param reached the captured ids that the image holds
   * @param identityHashed see {@link JdkHashing}
   * @param conditional answers for a row of STATICS whether its class is restored only where facts
   *     hold
   */
  static Units of(
      ObjectGraph graph,
      BitSet reached,
      InternedStrings strings,
      Predicate<String> identityHashed,
      IntPredicate conditional) {
    UnitPartition partition =
        new UnitPartition(graph, reached, strings, identityHashed, conditional);
    if (partition.allAtBoot()) {
      return Units.oneBootUnit(graph);
    }
    partition.findOwners();
    partition.joinStrings();
    partition.shareStringsAtBoot();
    return partition.units();
  }

  /** The captured ids of the objects that such a division restores at boot. */
  static BitSet bootObjects(ObjectGraph graph, BitSet reached, Predicate<String> identityHashed) {
    InitializationGraph initialization = new InitializationGraph(graph);
    return BootMarks.of(initialization, graph, reached, identityHashed)
        .get(0, initialization.firstRow());
  }

  /**
   * The placeholders whose targets nothing needs but who reads them: those that are neither at boot
   * nor, but for them, reached from a lazy class.
   *
   * @return by captured id of the placeholder, how many objects it alone leads to, strings not
   *     counted
   */
  static Map<Integer, Integer> alone(
      ObjectGraph graph, BitSet reached, Predicate<String> identityHashed) {
    UnitPartition partition = new UnitPartition(graph, reached, null, identityHashed, row -> false);
    partition.findOwners();
    int[] sizes = partition.sizes();
    Map<Integer, Integer> alone = new HashMap<>();
    for (int i = 0; i < sizes.length; i++) {
      if (partition.isOwned(graph.deferred(partition.placeholders[i]))) {
        alone.put(partition.placeholders[i], sizes[i]);
      }
    }
    return alone;
  }

  private boolean isOwned(int id) {
    return !boot.get(id) && sets.owners(setOf[id]).length == 1;
  }

  private int[] sizes() {
    int[] sizes = new int[placeholders.length];
    for (int id = reached.nextSetBit(1); id > 0; id = reached.nextSetBit(id + 1)) {
      if (isOwned(id) && !(graph.object(id) instanceof CapturedObject.Text)) {
        int i = sets.owners(setOf[id])[0] - initialization.rowCount();
        if (i >= 0) {
          sizes[i]++;
        }
      }
    }
    return sizes;
  }

  private boolean allAtBoot() {
    return placeholders.length == 0
        && conditionalAtBoot().isEmpty()
        && boot.get(initialization.firstRow(), initialization.nodes() + 1).cardinality()
            == initialization.rowCount();
  }

  /** For each object the lazy classes that reach it by references alone. */
  private void findOwners() {
    int[] lazyRows =
        Arrays.stream(initialization.rowNodes()).filter(node -> !boot.get(node)).toArray();
    for (int node : lazyRows) {
      setOf[node] = sets.singleton(node - initialization.firstRow());
    }
    IntSequence roots = new IntSequence().addAll(lazyRows);
    for (int i = 0; i < placeholders.length; i++) {
      int target = graph.deferred(placeholders[i]);
      if (!boot.get(target)) {
        setOf[target] = sets.union(setOf[target], sets.singleton(initialization.rowCount() + i));
        roots.add(target);
      }
    }
    new Components(initialization.nodes() + 1)
        .find(
            roots.toArray(),
            0,
            new LazyReferences(),
            1,
            (region, nodes) -> {
              components.addAll(nodes);
              componentStart.add(components.size());
            });
    // A component comes after all that it leads to: from the last on, holders come first.
    for (int c = componentStart.size() - 2; c >= 0; c--) {
      spread(componentStart.get(c), componentStart.get(c + 1));
    }
  }

  private void spread(int from, int to) {
    int set = 0;
    for (int i = from; i < to; i++) {
      set = sets.union(set, setOf[components.get(i)]);
    }
    LazyReferences references = new LazyReferences();
    for (int i = from; i < to; i++) {
      int node = components.get(i);
      setOf[node] = set;
      for (int k = 0; k < references.edgeCount(node); k++) {
        int target = references.edge(node, k);
        if (target != 0) {
          setOf[target] = sets.union(setOf[target], set);
        }
      }
    }
  }

  /** Captured strings that are one object of the image belong to the owners of all of them. */
  private void joinStrings() {
    int[] set = new int[strings.objectCount() + 1];
    BitSet atBoot = new BitSet();
    for (int pass = 0; pass < 2; pass++) {
      for (int id = reached.nextSetBit(1); id > 0; id = reached.nextSetBit(id + 1)) {
        int object = strings.objectNumber(id);
        if (object == 0) {
          continue;
        }
        if (pass == 1) {
          setOf[id] = set[object];
          boot.set(id, atBoot.get(object));
        } else if (boot.get(id)) {
          atBoot.set(object);
        } else {
          set[object] = sets.union(set[object], setOf[id]);
        }
      }
    }
  }

  /**
   * With many small units most that they share is names. A unit for each would cost more than the
   * string.
   */
  private void shareStringsAtBoot() {
    if (placeholders.length == 0) {
      return;
    }
    for (int id = reached.nextSetBit(1); id > 0; id = reached.nextSetBit(id + 1)) {
      if (strings.objectNumber(id) != 0 && sets.owners(setOf[id]).length > 1) {
        boot.set(id);
      }
    }
  }

  private Units units() {
    int[] unitOfSet = new int[sets.count()];
    BitSet used = new BitSet();
    for (int node = 1; node < setOf.length; node++) {
      if (!boot.get(node) && setOf[node] != 0) {
        used.set(setOf[node]);
      }
    }
    List<Integer> order = new ArrayList<>(used.stream().boxed().toList());
    order.sort(this::compareSets);
    BitSet conditional = conditionalAtBoot();
    int firstLazy = conditional.isEmpty() ? Units.BOOT + 1 : Units.CONDITIONAL + 1;
    int count = firstLazy;
    for (int set : order) {
      unitOfSet[set] = count++;
    }
    BitSet kept = keptAtBoot();
    int[] unitOf = new int[graph.size() + 1];
    for (int id = 1; id < unitOf.length; id++) {
      int atBoot = kept.get(id) ? Units.KEPT : Units.BOOT;
      unitOf[id] =
          conditional.get(id) ? Units.CONDITIONAL : boot.get(id) ? atBoot : unitOfSet[setOf[id]];
    }
    int[] unitOfRow = new int[initialization.rowCount()];
    for (int row = 0; row < unitOfRow.length; row++) {
      int node = initialization.firstRow() + row;
      int atBoot = conditional.get(node) ? Units.CONDITIONAL : Units.BOOT;
      unitOfRow[row] = boot.get(node) ? atBoot : unitOfSet[setOf[node]];
    }
    return new Units(unitOf, unitOfRow, needs(count, unitOf, unitOfRow), firstLazy);
  }

  /**
   * The nodes at boot that conditional classes alone lead to. Strings are not among them: what is
   * one object of the image may be several captured ones.
   */
  private BitSet conditionalAtBoot() {
    BitSet result = new BitSet();
    for (int row = 0; row < initialization.rowCount(); row++) {
      result.set(initialization.firstRow() + row, conditionalRows.test(row));
    }
    if (result.isEmpty()) {
      return result;
    }
    BitSet others = reachedBy(row -> !conditionalRows.test(row));
    BitSet own = reachedBy(conditionalRows);
    own.andNot(others);
    own.stream()
        .filter(id -> !(graph.object(id) instanceof CapturedObject.Text))
        .forEach(result::set);
    result.and(boot);
    return result;
  }

  /** The objects that some classes lead to, by references alone. */
  private BitSet reachedBy(IntPredicate rows) {
    BitSet seen = new BitSet();
    IntSequence pending = new IntSequence();
    LazyReferences references = new LazyReferences();
    for (int row = 0; row < initialization.rowCount(); row++) {
      if (rows.test(row)) {
        pending.add(initialization.firstRow() + row);
      }
    }
    while (pending.size() > 0) {
      int node = pending.removeLast();
      if (node < initialization.firstRow() && graph.deferred(node) != 0) {
        reach(graph.deferred(node), seen, pending);
      }
      for (int k = 0; k < references.allEdgeCount(node); k++) {
        reach(references.anyEdge(node, k), seen, pending);
      }
    }
    return seen;
  }

  private static void reach(int id, BitSet seen, IntSequence pending) {
    if (id != 0 && !seen.get(id)) {
      seen.set(id);
      pending.add(id);
    }
  }

  /** Many owners first: a set can need only sets that contain it. */
  private int compareSets(int a, int b) {
    int bySize = Integer.compare(sets.owners(b).length, sets.owners(a).length);
    return bySize != 0 ? bySize : Arrays.compare(sets.owners(a), sets.owners(b));
  }

  /** Boot objects that lazy ones refer to, and what recipes among them are made of. */
  private BitSet keptAtBoot() {
    BitSet kept = new BitSet();
    IntSequence recipes = new IntSequence();
    LazyReferences lazy = new LazyReferences();
    for (int node = 1; node < setOf.length; node++) {
      if (!boot.get(node) && setOf[node] != 0) {
        for (int k = 0; k < lazy.allEdgeCount(node); k++) {
          keep(lazy.anyEdge(node, k), kept, recipes);
        }
      }
    }
    while (recipes.size() > 0) {
      int recipe = recipes.removeLast();
      for (int k = 0; k < graph.edgeCount(recipe); k++) {
        keep(graph.edge(recipe, k), kept, recipes);
      }
    }
    joinKeptStrings(kept);
    return kept;
  }

  private void keep(int id, BitSet kept, IntSequence recipes) {
    if (id != 0 && boot.get(id) && !kept.get(id)) {
      kept.set(id);
      if (graph.object(id) instanceof CapturedObject.Recipe) {
        recipes.add(id);
      }
    }
  }

  private void joinKeptStrings(BitSet kept) {
    BitSet objects = new BitSet();
    kept.stream().map(strings::objectNumber).filter(n -> n != 0).forEach(objects::set);
    for (int id = reached.nextSetBit(1); id > 0; id = reached.nextSetBit(id + 1)) {
      int object = strings.objectNumber(id);
      if (object != 0 && objects.get(object)) {
        kept.set(id);
      }
    }
  }

  private List<BitSet> needs(int count, int[] unitOf, int[] unitOfRow) {
    List<BitSet> needs = new ArrayList<>();
    for (int unit = 0; unit < count; unit++) {
      needs.add(new BitSet());
    }
    LazyReferences lazy = new LazyReferences();
    for (int node = 1; node < setOf.length; node++) {
      if (boot.get(node) || setOf[node] == 0) {
        continue;
      }
      int row = node - initialization.firstRow();
      int unit = row >= 0 ? unitOfRow[row] : unitOf[node];
      for (int k = 0; k < lazy.allEdgeCount(node); k++) {
        int target = lazy.anyEdge(node, k);
        if (target != 0 && unitOf[target] != unit) {
          needs.get(unit).set(unitOf[target]);
        }
      }
    }
    return needs;
  }

  /** References of lazy objects and classes to lazy objects; allocation does not count. */
  private final class LazyReferences implements Components.Graph {
    @Override
    public int edgeCount(int node) {
      return allEdgeCount(node);
    }

    @Override
    public int edge(int node, int k) {
      int target = anyEdge(node, k);
      return boot.get(target) ? 0 : target;
    }

    int allEdgeCount(int node) {
      return node >= initialization.firstRow()
          ? initialization.edgeCount(node)
          : graph.edgeCount(node);
    }

    /** An object, at boot or not; 0 where a class leads to a class. */
    int anyEdge(int node, int k) {
      if (node < initialization.firstRow()) {
        return graph.edge(node, k);
      }
      int target = initialization.edge(node, k);
      return target >= initialization.firstRow() ? 0 : target;
    }
  }
}
