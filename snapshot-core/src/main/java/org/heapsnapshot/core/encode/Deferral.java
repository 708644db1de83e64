package org.heapsnapshot.core.encode;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.heapsnapshot.core.capture.CapturedClass;
import org.heapsnapshot.core.capture.CapturedField;
import org.heapsnapshot.core.capture.CapturedField.Treatment;
import org.heapsnapshot.core.capture.CapturedHeap;
import org.heapsnapshot.core.capture.CapturedObject;
import org.heapsnapshot.core.capture.HashedCollection;
import org.heapsnapshot.runtime.format.ClassFlags;
import org.heapsnapshot.runtime.format.DeferredLayout;
import org.heapsnapshot.runtime.format.RecipeKind;

/**
 * Puts placeholders into a captured heap: what a field holds becomes a lazy unit of its own, made
 * when the field is read for the first time.
 *
 * <p>Only objects that are restored at boot anyway get placeholders. A placeholder pays only where
 * its target is not needed otherwise. What other objects lead to as well, or another such field, is
 * restored as ever, and the field refers to it directly. Which these are is a question to {@link
 * UnitPartition}, and asked until no placeholder is left that does not pay.
 *
 * <p>Immutable; thread-safe if its predicate is.
 */
public final class Deferral {
  private static final int TARGET = 1;
  private static final int FIELD = 2;

  private final Predicate<String> identityHashed;

  /**
   * @param identityHashed as for {@link HeapEncoder}
   */
  public Deferral(Predicate<String> identityHashed) {
    this.identityHashed = identityHashed;
  }

  /**
   * Where a placeholder can be: an instance field of an object.
   *
   * @param least how many objects it has to stand for to pay
   */
  private record Slot(int holder, int field, int target, int least) {}

  /**
   * A heap with placeholders.
   *
   * @param fields the fields, each {@code CLASS.FIELD} with the class that declares it, and how
   *     many objects what one holds must alone lead to, itself included and strings not
   * @param replaced answers for a binary name whether serialization writes other objects for those
   *     of the class; they get no placeholder
   * @return the same heap when no placeholder pays
   */
  public CapturedHeap apply(
      CapturedHeap heap, Map<String, Integer> fields, Predicate<String> replaced) {
    // A class that the program made is defined by the classes that need it, and by boot.
    List<Slot> slots =
        fields.isEmpty() || !heap.made().isEmpty() || !heap.loaders().isEmpty()
            ? List.of()
            : slots(heap, fields, replaced);
    if (!slots.isEmpty()) {
      // Others would have to be moved there.
      ObjectGraph whole = new ObjectGraph(heap);
      BitSet boot = UnitPartition.bootObjects(whole, Reachable.of(whole), identityHashed);
      slots = slots.stream().filter(slot -> boot.get(slot.holder())).toList();
    }
    while (!slots.isEmpty()) {
      CapturedHeap result = put(heap, slots);
      ObjectGraph graph = new ObjectGraph(result);
      Map<Integer, Integer> alone = UnitPartition.alone(graph, Reachable.of(graph), identityHashed);
      List<Slot> left = new ArrayList<>();
      for (int i = 0; i < slots.size(); i++) {
        if (alone.getOrDefault(heap.objects().size() + 1 + i, 0) >= slots.get(i).least()) {
          left.add(slots.get(i));
        }
      }
      if (left.size() == slots.size()) {
        // What moves to boot must not be what has something to do at its natural time.
        return new LateCheck(identityHashed).check(result).isEmpty() ? result : heap;
      }
      slots = left;
    }
    return heap;
  }

  private static List<Slot> slots(
      CapturedHeap heap, Map<String, Integer> fields, Predicate<String> replaced) {
    int[][] byClass = new int[heap.classes().size()][];
    for (int type = 0; type < byClass.length; type++) {
      CapturedClass c = heap.classes().get(type);
      byClass[type] =
          IntStream.range(0, c.instanceFieldCount())
              .filter(f -> c.fields().get(f).treatment() == Treatment.COPIED)
              .filter(f -> fields.containsKey(name(heap, c.fields().get(f))))
              .toArray();
    }
    BitSet rebuilt = new BitSet();
    heap.hashed().stream()
        .filter(HashedCollection::unstable)
        .forEach(collection -> rebuilt.set(collection.object()));
    List<Slot> slots = new ArrayList<>();
    for (int id = 1; id <= heap.objects().size(); id++) {
      if (heap.objects().get(id - 1) instanceof CapturedObject.Instance holder
          && !rebuilt.get(id)) {
        for (int field : byClass[holder.classIndex()]) {
          int target = (int) holder.values()[field];
          if (target != 0 && isMade(heap, heap.objects().get(target - 1), replaced)) {
            int least =
                fields.get(name(heap, heap.classes().get(holder.classIndex()).fields().get(field)));
            slots.add(new Slot(id, field, target, least));
          }
        }
      }
    }
    return slots;
  }

  private static boolean isMade(
      CapturedHeap heap, CapturedObject object, Predicate<String> replaced) {
    return object instanceof CapturedObject.Instance instance
        ? !replaced.test(heap.classes().get(instance.classIndex()).name())
        : object instanceof CapturedObject.Recipe recipe && recipe.kind() != RecipeKind.ZONE_ID;
  }

  private static String name(CapturedHeap heap, CapturedField field) {
    return heap.classes().get(field.declaringClass()).name() + "." + field.name();
  }

  /** Placeholders follow the other objects, in the order of their slots. */
  private static CapturedHeap put(CapturedHeap heap, List<Slot> slots) {
    int type = heap.classes().size();
    long[] offsets = heap.jvm().placeholderOffsets();
    List<CapturedClass> classes = new ArrayList<>(heap.classes());
    classes.add(
        new CapturedClass(
            DeferredLayout.CLASS,
            ClassFlags.LOADER_APPLICATION,
            false,
            false,
            List.of(
                field(type, DeferredLayout.VALUE, 'L', offsets[0], Treatment.ZEROED),
                field(type, DeferredLayout.TARGET, 'I', offsets[TARGET], Treatment.COPIED),
                field(type, DeferredLayout.FIELD, 'I', offsets[FIELD], Treatment.COPIED))));
    List<CapturedObject> objects = new ArrayList<>(heap.objects());
    for (Slot slot : slots) {
      CapturedObject.Instance holder = (CapturedObject.Instance) objects.get(slot.holder() - 1);
      long field = (long) holder.classIndex() << Integer.SIZE | slot.field();
      objects.add(new CapturedObject.Instance(type, new long[] {0, slot.target(), field}));
      long[] values = holder.values().clone();
      values[slot.field()] = objects.size();
      objects.set(slot.holder() - 1, new CapturedObject.Instance(holder.classIndex(), values));
    }
    return heap.with(classes, objects, heap.statics());
  }

  private static CapturedField field(
      int declaring, String name, char kind, long offset, Treatment treatment) {
    return new CapturedField(declaring, name, kind, offset, false, treatment);
  }

  /** The fields in which a heap has placeholders, each {@code CLASS.FIELD}, in order. */
  public static List<String> fieldsOf(CapturedHeap heap) {
    TreeSet<String> names = new TreeSet<>();
    for (CapturedObject object : heap.objects()) {
      if (object instanceof CapturedObject.Instance instance
          && isPlaceholder(heap, instance.classIndex())) {
        CapturedClass holder = heap.classes().get(holderClass(instance));
        names.add(name(heap, holder.fields().get(field(instance))));
      }
    }
    return List.copyOf(names);
  }

  /** Whether instances of a captured class are placeholders. */
  static boolean isPlaceholder(CapturedHeap heap, int classIndex) {
    return heap.classes().get(classIndex).name().equals(DeferredLayout.CLASS);
  }

  /** The captured id that a placeholder stands for. */
  static int target(CapturedObject.Instance placeholder) {
    return (int) placeholder.values()[TARGET];
  }

  /** Class index of the object that holds a placeholder. */
  static int holderClass(CapturedObject.Instance placeholder) {
    return (int) (placeholder.values()[FIELD] >>> Integer.SIZE);
  }

  /** Index, into the fields of that class, of the field that holds the placeholder. */
  static int field(CapturedObject.Instance placeholder) {
    return (int) placeholder.values()[FIELD];
  }
}
