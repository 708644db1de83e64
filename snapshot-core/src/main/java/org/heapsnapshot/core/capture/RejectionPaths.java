package org.heapsnapshot.core.capture;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.heapsnapshot.runtime.format.ReseedKind;

/**
 * Finds, for objects that cannot be carried, every class whose statics reach one, and the shortest
 * path of fields to it. Works backwards over the edges first, so that only what leads to such an
 * object is walked.
 */
public final class RejectionPaths {
  private final IntFunction<List<CapturedField>> fieldsOf;
  private final IntFunction<String> className;
  private final List<CapturedObject> objects;
  private final List<CapturedStatics> statics;
  private final Map<Integer, String> refused;
  private final Map<Integer, int[]> entries = new HashMap<>();
  private final LoaderEdges loaders;

  /**
   * @param fieldsOf the fields of a class index
   * @param className the binary name of a class index
   * @param hashed the logical views; entries of weak maps, parts of handled objects and class
   *     values are in no field
   * @param loaders the class loaders of the program
   * @param refused object id to what is wrong with the object
   */
  public RejectionPaths(
      IntFunction<List<CapturedField>> fieldsOf,
      IntFunction<String> className,
      List<CapturedObject> objects,
      List<CapturedStatics> statics,
      List<HashedCollection> hashed,
      List<CapturedLoader> loaders,
      Map<Integer, String> refused) {
    this.loaders = new LoaderEdges(loaders);
    this.fieldsOf = fieldsOf;
    this.className = className;
    this.objects = objects;
    this.statics = statics;
    this.refused = refused;
    for (HashedCollection h : hashed) {
      if (h.kind() == ReseedKind.WEAK_HASH_MAP
          || h.kind() == ReseedKind.HANDLED
          || h.kind() == ReseedKind.CLASS_VALUE) {
        entries.put(
            h.object(),
            IntStream.concat(Arrays.stream(h.keys()), Arrays.stream(h.values()))
                .filter(id -> id != 0)
                .toArray());
      }
    }
  }

  private int[] targets(int id) {
    int[] fields = Edges.of(objects.get(id - 1), fieldsOf);
    int[] more = entries.get(id);
    int[] hidden = loaders.of(id, objects.get(id - 1));
    return more == null && hidden.length == 0
        ? fields
        : IntStream.concat(
                IntStream.concat(
                    Arrays.stream(fields), more == null ? IntStream.empty() : Arrays.stream(more)),
                Arrays.stream(hidden).filter(target -> target != 0))
            .toArray();
  }

  /**
   * One rejection for each class that reaches a refused object, in the order of the statics.
   *
   * @throws IllegalStateException when there is none although objects are refused: nobody would
   *     hear of them
   */
  public List<Rejection> find() {
    List<Rejection> result = reaching();
    if (result.isEmpty() && !refused.isEmpty()) {
      throw new IllegalStateException("no static reaches " + refused.values());
    }
    return result;
  }

  /** The same, but empty when no static reaches any. */
  public List<Rejection> reaching() {
    BitSet leading = leadingToRefused();
    List<Rejection> result = new ArrayList<>();
    for (CapturedStatics owner : statics) {
      Rejection rejection = reject(owner, leading);
      if (rejection != null) {
        result.add(rejection);
      }
    }
    return result;
  }

  private BitSet leadingToRefused() {
    List<int[]> edges = new ArrayList<>(objects.size());
    int[] incoming = new int[objects.size() + 2];
    for (int id = 1; id <= objects.size(); id++) {
      int[] targets = targets(id);
      edges.add(targets);
      for (int target : targets) {
        incoming[target + 1]++;
      }
    }
    for (int i = 1; i < incoming.length; i++) {
      incoming[i] += incoming[i - 1];
    }
    int[] next = incoming.clone();
    int[] sources = new int[incoming[incoming.length - 1]];
    for (int id = 1; id <= objects.size(); id++) {
      for (int target : edges.get(id - 1)) {
        sources[next[target]++] = id;
      }
    }
    BitSet leading = new BitSet(objects.size() + 1);
    ArrayDeque<Integer> work = new ArrayDeque<>(refused.keySet());
    refused.keySet().forEach(leading::set);
    while (!work.isEmpty()) {
      int id = work.poll();
      for (int i = incoming[id]; i < incoming[id + 1]; i++) {
        if (!leading.get(sources[i])) {
          leading.set(sources[i]);
          work.add(sources[i]);
        }
      }
    }
    return leading;
  }

  private Rejection reject(CapturedStatics owner, BitSet leading) {
    Map<Integer, Integer> parent = new HashMap<>();
    ArrayDeque<Integer> work = new ArrayDeque<>();
    List<CapturedField> fields = fieldsOf.apply(owner.classIndex());
    for (int i = 0; i < owner.fields().length; i++) {
      int id = (int) owner.values()[i];
      CapturedField field = fields.get(owner.fields()[i]);
      if (field.isReference() && id != 0 && leading.get(id) && !parent.containsKey(id)) {
        parent.put(id, -1 - i);
        work.add(id);
      }
    }
    for (int i = 0; i < owner.handed().length; i++) {
      int id = owner.handed()[i];
      if (leading.get(id) && !parent.containsKey(id)) {
        parent.put(id, -1 - owner.fields().length - i);
        work.add(id);
      }
    }
    while (!work.isEmpty()) {
      int id = work.poll();
      if (refused.containsKey(id)) {
        String name = className.apply(owner.classIndex());
        return new Rejection(name, refused.get(id), path(owner, parent, id));
      }
      for (int target : targets(id)) {
        if (leading.get(target) && !parent.containsKey(target)) {
          parent.put(target, id);
          work.add(target);
        }
      }
    }
    return null;
  }

  private List<String> path(CapturedStatics owner, Map<Integer, Integer> parent, int found) {
    List<String> lines = new ArrayList<>();
    int id = found;
    while (true) {
      int from = parent.get(id);
      String type = typeOf(objects.get(id - 1));
      if (from < 0) {
        lines.add(root(owner, -1 - from) + " = " + type);
        Collections.reverse(lines);
        return lines;
      }
      lines.add(Edges.describe(objects.get(from - 1), id, fieldsOf) + " = " + type);
      id = from;
    }
  }

  private String root(CapturedStatics owner, int i) {
    String name = className.apply(owner.classIndex());
    if (i >= owner.fields().length) {
      return name + " has to be handed again (" + (i - owner.fields().length) + ")";
    }
    return "static "
        + name
        + "."
        + fieldsOf.apply(owner.classIndex()).get(owner.fields()[i]).name();
  }

  private String typeOf(CapturedObject object) {
    if (object instanceof CapturedObject.Instance instance) {
      return className.apply(instance.classIndex());
    }
    if (object instanceof CapturedObject.ReferenceArray array) {
      return className.apply(array.classIndex());
    }
    if (object instanceof CapturedObject.PrimitiveArray array) {
      return className.apply(array.classIndex());
    }
    return object instanceof CapturedObject.Text text
        ? "\"" + abbreviated(text.text()) + "\""
        : object.getClass().getSimpleName();
  }

  private static String abbreviated(String text) {
    return text.length() <= 60 ? text : text.substring(0, 57) + "...";
  }
}
