package org.heapsnapshot.core.encode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.heapsnapshot.core.SnapshotException;
import org.heapsnapshot.core.capture.AfterCalls;
import org.heapsnapshot.core.capture.CapturedHeap;
import org.heapsnapshot.core.capture.CapturedObject;
import org.heapsnapshot.core.capture.HashedCollection;
import org.heapsnapshot.core.capture.LoaderEdges;

/**
 * The captured objects and the references among them as the image will have them: an unstable
 * collection refers to its keys and values, not to the table that holds them.
 *
 * <p>Nodes are captured object ids, 1 to {@link #size()}. An edge may lead to 0, which is null.
 * Edges are read out of the captured records; nothing is stored for an object beyond one array
 * slot.
 */
final class ObjectGraph {
  private static final int[] NONE = {};

  private final CapturedHeap heap;
  private final CapturedObject[] objects;
  private final List<InstanceShape> shapes = new ArrayList<>();
  private final BitSet isUnstable = new BitSet();
  private final HashedCollection[] unstable;
  private final int[] unstableIds;
  private final int[] unstableShapes;
  private final AfterCalls after;
  private final LoaderEdges loaders;
  private final BitSet placeholders = new BitSet();

  /** Whether a placeholder leads to what it stands for. */
  private final boolean joined;

  /**
   * @throws IllegalArgumentException if the heap contradicts itself
   * @throws SnapshotException if a collection is a key of itself
   */
  ObjectGraph(CapturedHeap heap) {
    this(heap, false);
  }

  private ObjectGraph(CapturedHeap heap, boolean joined) {
    this.heap = heap;
    this.joined = joined;
    objects = heap.objects().toArray(new CapturedObject[0]);
    after = new AfterCalls(heap.objects());
    loaders = new LoaderEdges(heap.loaders());
    for (int i = 0; i < heap.classes().size(); i++) {
      shapes.add(InstanceShape.of(heap, i, NONE));
      placeholders.set(i, Deferral.isPlaceholder(heap, i));
    }
    unstable =
        heap.hashed().stream()
            .filter(HashedCollection::unstable)
            .sorted(Comparator.comparingInt(HashedCollection::object))
            .toArray(HashedCollection[]::new);
    unstableIds = new int[unstable.length];
    unstableShapes = new int[unstable.length];
    Map<List<Integer>, Integer> variants = new HashMap<>();
    for (int u = 0; u < unstable.length; u++) {
      addUnstable(u, variants);
    }
  }

  private void addUnstable(int u, Map<List<Integer>, Integer> variants) {
    HashedCollection collection = unstable[u];
    int id = collection.object();
    if (id < 1 || id > objects.length || !(object(id) instanceof CapturedObject.Instance)) {
      throw new IllegalArgumentException("hashed collection is no captured instance: object=" + id);
    }
    if (isUnstable.get(id)) {
      throw new IllegalArgumentException("hashed collection is listed twice: object=" + id);
    }
    int values = collection.values().length;
    if (values != 0 && values != collection.keys().length) {
      throw new IllegalArgumentException(
          "hashed collection must have as many values as keys: object="
              + id
              + " keys="
              + collection.keys().length
              + " values="
              + values);
    }
    int classIndex = ((CapturedObject.Instance) object(id)).classIndex();
    checkKeys(collection, heap.classes().get(classIndex).name());
    int[] omitted = collection.tableFields().clone();
    Arrays.sort(omitted);
    List<Integer> key = new ArrayList<>(List.of(classIndex));
    Arrays.stream(omitted).forEach(key::add);
    isUnstable.set(id);
    unstableIds[u] = id;
    unstableShapes[u] =
        variants.computeIfAbsent(
            key,
            k -> {
              shapes.add(InstanceShape.of(heap, classIndex, omitted));
              return shapes.size() - 1;
            });
  }

  /** A collection cannot be built before itself; only an {@code IdentityHashMap} can be so made. */
  private static void checkKeys(HashedCollection collection, String className) {
    for (int key : collection.keys()) {
      if (key == collection.object()) {
        throw new SnapshotException(
            "A "
                + className
                + " is a key of itself (object "
                + key
                + " of the captured heap), and an image cannot hold that. Use"
                + " --initialize-at-run-time for the class whose static field leads to it.");
      }
    }
  }

  /** The graph as it was without placeholders: each leads to what it stands for. */
  ObjectGraph joined() {
    return joined || placeholders.isEmpty() ? this : new ObjectGraph(heap, true);
  }

  CapturedHeap heap() {
    return heap;
  }

  /** How many objects were captured; also the greatest id. */
  int size() {
    return objects.length;
  }

  CapturedObject object(int id) {
    return objects[id - 1];
  }

  /**
   * The shapes that objects can have: first one for each captured class, by class index, then those
   * of unstable collections.
   */
  List<InstanceShape> shapes() {
    return shapes;
  }

  /** What a placeholder stands for, which is no edge; 0 of other objects. */
  int deferred(int id) {
    return object(id) instanceof CapturedObject.Instance instance
            && placeholders.get(instance.classIndex())
        ? Deferral.target(instance)
        : 0;
  }

  /** Captured ids of the placeholders that the image holds; none where they are edges. */
  int[] placeholders(BitSet reached) {
    return joined || placeholders.isEmpty()
        ? NONE
        : reached.stream().filter(id -> deferred(id) != 0).toArray();
  }

  /** Index of the shape of an instance; of an array, its class index; -1 for other objects. */
  int shapeOf(int id) {
    CapturedObject object = object(id);
    if (object instanceof CapturedObject.Instance instance) {
      int u = unstableIndex(id);
      return u < 0 ? instance.classIndex() : unstableShapes[u];
    }
    if (object instanceof CapturedObject.ReferenceArray array) {
      return array.classIndex();
    }
    return object instanceof CapturedObject.PrimitiveArray array ? array.classIndex() : -1;
  }

  int unstableCount() {
    return unstable.length;
  }

  /** An unstable collection; they are in the order of their ids. */
  HashedCollection unstable(int u) {
    return unstable[u];
  }

  /** Index among the unstable collections, negative for other objects. */
  int unstableIndex(int id) {
    return isUnstable.get(id) ? Arrays.binarySearch(unstableIds, id) : -1;
  }

  /**
   * How many edges leave an object, those to null included. An object leads to the calls that are
   * made for it after filling, and to the loader that it or its class has.
   */
  int edgeCount(int id) {
    return ownEdgeCount(id) + after.of(id).length + loaders.of(id, object(id)).length;
  }

  private int ownEdgeCount(int id) {
    if (joined && deferred(id) != 0) {
      return 1;
    }
    CapturedObject object = object(id);
    if (object instanceof CapturedObject.Instance instance) {
      int u = unstableIndex(id);
      return u < 0
          ? shapes.get(instance.classIndex()).references().length
          : shapes.get(unstableShapes[u]).references().length
              + unstable[u].keys().length
              + unstable[u].values().length;
    }
    if (object instanceof CapturedObject.ReferenceArray array) {
      return array.elements().length;
    }
    return object instanceof CapturedObject.Recipe recipe ? recipe.arguments().length : 0;
  }

  /** Where edge {@code k} of an object leads to. */
  int edge(int id, int k) {
    if (joined && deferred(id) != 0) {
      return deferred(id);
    }
    CapturedObject object = object(id);
    int[] calls = after.of(id);
    int[] hidden = loaders.of(id, object);
    if (calls.length + hidden.length > 0 && k >= ownEdgeCount(id)) {
      int other = k - ownEdgeCount(id);
      return other < calls.length ? calls[other] : hidden[other - calls.length];
    }
    if (object instanceof CapturedObject.Instance instance) {
      return instanceEdge(id, instance, k);
    }
    if (object instanceof CapturedObject.ReferenceArray array) {
      return array.elements()[k];
    }
    CapturedObject.Recipe recipe = (CapturedObject.Recipe) object;
    return RecipeCall.of(recipe).isObject(k) ? recipe.arguments()[k] : 0;
  }

  private int instanceEdge(int id, CapturedObject.Instance instance, int k) {
    int u = unstableIndex(id);
    int[] references = shapes.get(u < 0 ? instance.classIndex() : unstableShapes[u]).references();
    if (k < references.length) {
      return (int) instance.values()[references[k]];
    }
    int[] keys = unstable[u].keys();
    int entry = k - references.length;
    return entry < keys.length ? keys[entry] : unstable[u].values()[entry - keys.length];
  }
}
