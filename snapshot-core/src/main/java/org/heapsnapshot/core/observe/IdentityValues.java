package org.heapsnapshot.core.observe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.heapsnapshot.core.capture.CapturedHeap;
import org.heapsnapshot.core.capture.CapturedStatics;
import org.heapsnapshot.core.capture.HashedCollection;
import org.heapsnapshot.runtime.format.ReseedKind;

/**
 * Numbers that differ between two captures because they are the identity hashes of objects that
 * correspond: a program kept {@code System.identityHashCode(x)} or {@code x.hashCode()}. They are
 * not carried, but asked for again when the object is restored. That both numbers are such hashes,
 * and of the same object, is no coincidence: identity hashes are drawn from 2^25 numbers at least.
 */
final class IdentityValues {
  /** A field of an object, or a static, with the object whose hash it holds. */
  private record Field(int field, int target) {}

  /** An {@code int} that differs: {@code holder} is an object id, or minus one minus a row. */
  private record Difference(int holder, int field, long first, long second, Runnable wrong) {}

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
        int other = toSecond[id];
        if (other != 0 && second.identityHashes()[other - 1] == (int) d.second) {
          target = id;
        }
      }
      if (target == 0) {
        d.wrong.run();
      } else {
        found.computeIfAbsent(d.holder, h -> new ArrayList<>(1)).add(new Field(d.field, target));
      }
    }
  }

  /** The statics of the first heap, with the identity hashes among them. */
  List<CapturedStatics> statics() {
    List<CapturedStatics> result = new ArrayList<>(first.statics());
    found.forEach(
        (holder, fields) -> {
          if (holder < 0) {
            CapturedStatics plain = result.get(-1 - holder);
            int[] identities = plain.identities().clone();
            fields.forEach(f -> identities[f.field] = f.target);
            result.set(
                -1 - holder,
                new CapturedStatics(
                    plain.classIndex(),
                    plain.fields(),
                    plain.values(),
                    identities,
                    plain.handed()));
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
            result.add(
                new HashedCollection(
                    holder, ReseedKind.IDENTITY_HASH, holding, targets, none, none, true));
          }
        });
    return result;
  }
}
