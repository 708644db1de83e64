package org.heapsnapshot.core.observe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.heapsnapshot.core.capture.CapturedField;
import org.heapsnapshot.core.capture.CapturedHeap;
import org.heapsnapshot.core.capture.CapturedObject;
import org.heapsnapshot.core.capture.CapturedStatics;
import org.heapsnapshot.core.capture.HashedCollection;
import org.heapsnapshot.runtime.format.ReseedKind;

/**
 * Numbers that differ between two captures because they are the identity hashes of objects that
 * correspond: a program kept {@code System.identityHashCode(x)} or {@code x.hashCode()}, or a hash
 * code made of one, such as {@code 31 * n + type.hashCode()}. They are not carried, but asked for
 * again when the object is restored. That both numbers are such hashes, and of the same object, is
 * no coincidence: identity hashes are drawn from 2^25 numbers at least. A number that is such a
 * hash with another number added is looked for only with objects that are held beside it.
 */
final class IdentityValues {
  /**
   * A field of an object, or a static, with the object whose hash it holds, and what is added to
   * it.
   */
  private record Field(int field, int target, int added) {}

  /** An {@code int} that differs: {@code holder} is an object id, or minus one minus a row. */
  private record Difference(int holder, int field, long first, long second, Runnable wrong) {}

  private static final int[] NONE = {};

  private final CapturedHeap first;
  private final CapturedHeap second;
  private final int[] toSecond;
  private final List<Difference> differences = new ArrayList<>();
  private final Map<Integer, List<Field>> found = new HashMap<>();

  IdentityValues(CapturedHeap first, CapturedHeap second, int[] toSecond) {
    this.first = first;
    this.second = second;
    this.toSecond = toSecond;
  }

  /**
   * Two numbers differ; what they are is decided when all objects are matched.
   *
   * @param wrong run when they are no identity hashes
   */
  void differ(int holder, int field, long inFirst, long inSecond, Runnable wrong) {
    differences.add(new Difference(holder, field, inFirst, inSecond, wrong));
  }

  /** The holder of a static field: the row of the first heap. */
  static int row(int row) {
    return -1 - row;
  }

  /** Decides; call once, after all objects were matched. */
  void resolve() {
    if (differences.isEmpty()) {
      return;
    }
    Map<Integer, List<Integer>> byHash = new HashMap<>();
    for (int i = 0; i < first.identityHashes().length; i++) {
      byHash.computeIfAbsent(first.identityHashes()[i], h -> new ArrayList<>(1)).add(i + 1);
    }
    for (Difference d : differences) {
      int target = 0;
      for (int id : byHash.getOrDefault((int) d.first, List.of())) {
        if (added(d, id) == 0) {
          target = id;
        }
      }
      for (int id : target == 0 ? heldBeside(d.holder) : NONE) {
        target = id != 0 && toSecond[id] != 0 && isConstant(d, id) ? id : target;
      }
      if (target == 0) {
        d.wrong.run();
      } else {
        found
            .computeIfAbsent(d.holder, h -> new ArrayList<>(1))
            .add(new Field(d.field, target, added(d, target)));
      }
    }
  }

  /** What is added to the identity hash of an object; not 0 for one without counterpart. */
  private int added(Difference d, int id) {
    int hash = first.identityHashes()[id - 1];
    return toSecond[id] == 0 || !isConstant(d, id) ? -1 : (int) d.first - hash;
  }

  private boolean isConstant(Difference d, int id) {
    int inFirst = (int) d.first - first.identityHashes()[id - 1];
    return inFirst == (int) d.second - second.identityHashes()[toSecond[id] - 1];
  }

  /** What the same object refers to, or the statics of the same class. */
  private int[] heldBeside(int holder) {
    List<CapturedField> fields;
    long[] values;
    int[] indices = null;
    if (holder < 0) {
      CapturedStatics statics = first.statics().get(-1 - holder);
      fields = first.classes().get(statics.classIndex()).fields();
      values = statics.values();
      indices = statics.fields();
    } else if (first.objects().get(holder - 1) instanceof CapturedObject.Instance instance) {
      fields = first.classes().get(instance.classIndex()).fields();
      values = instance.values();
    } else {
      return NONE;
    }
    int[] held = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      CapturedField field = fields.get(indices == null ? i : indices[i]);
      held[i] =
          field.isReference() && field.treatment() == CapturedField.Treatment.COPIED
              ? (int) values[i]
              : 0;
    }
    return held;
  }

  /** The statics of the first heap, with the identity hashes among them. */
  List<CapturedStatics> statics() {
    List<CapturedStatics> result = new ArrayList<>(first.statics());
    found.forEach(
        (holder, fields) -> {
          if (holder < 0) {
            CapturedStatics plain = result.get(-1 - holder);
            int[] identities = plain.identities().clone();
            long[] values = plain.values().clone();
            fields.forEach(
                f -> {
                  identities[f.field] = f.target;
                  values[f.field] = f.added;
                });
            result.set(
                -1 - holder,
                new CapturedStatics(
                    plain.classIndex(), plain.fields(), values, identities, plain.handed()));
          }
        });
    return result;
  }

  /** The objects with such fields, in the form of what is set once all objects are filled. */
  List<HashedCollection> objects() {
    List<HashedCollection> result = new ArrayList<>();
    found.forEach(
        (holder, fields) -> {
          if (holder > 0) {
            int[] holding = fields.stream().mapToInt(Field::field).toArray();
            int[] targets = fields.stream().mapToInt(Field::target).toArray();
            int[] none = new int[targets.length];
            int[] added = fields.stream().mapToInt(Field::added).toArray();
            result.add(
                new HashedCollection(
                    holder, ReseedKind.IDENTITY_HASH, holding, targets, none, added, true));
          }
        });
    return result;
  }
}
