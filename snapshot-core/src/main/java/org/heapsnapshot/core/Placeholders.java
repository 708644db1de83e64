package org.heapsnapshot.core;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Function;
import org.heapsnapshot.core.capture.CapturedHeap;
import org.heapsnapshot.core.encode.Deferral;
import org.heapsnapshot.core.encode.DeferredStatics;
import org.heapsnapshot.core.rewrite.ClassHierarchy;
import org.heapsnapshot.core.rewrite.DeferredField;
import org.heapsnapshot.core.rewrite.DeferredReads;
import org.heapsnapshot.runtime.extension.DeferredFields;
import org.heapsnapshot.runtime.format.DeferredLayout;

/**
 * The fields of a program that extensions want to be filled when they are read, and what that
 * needs: placeholders in the heap, and readers that ask. Immutable.
 */
final class Placeholders {
  private final Map<String, DeferredField> fields;

  /** How many objects what such a field holds must lead to, by the same names. */
  private final Map<String, Integer> least;

  private final ClassHierarchy hierarchy;
  private final Function<String, byte[]> classFiles;

  private Placeholders(
      Map<String, DeferredField> fields,
      Map<String, Integer> least,
      ClassHierarchy hierarchy,
      Function<String, byte[]> classFiles) {
    this.fields = fields;
    this.least = least;
    this.hierarchy = hierarchy;
    this.classFiles = classFiles;
  }

  /**
   * The fields that the program has.
   *
   * @param extensions finds the extensions
   * @param classFiles the class files of the program, by internal name; null where there is none
   * @throws SnapshotException when an extension names a field that cannot be deferred
   */
  static Placeholders of(
      ClassLoader extensions, ClassHierarchy hierarchy, Function<String, byte[]> classFiles) {
    Map<String, DeferredField> found = new LinkedHashMap<>();
    Map<String, Integer> least = new LinkedHashMap<>();
    for (DeferredFields extension : ServiceLoader.load(DeferredFields.class, extensions)) {
      for (String name : extension.fields()) {
        int dot = name.lastIndexOf('.');
        byte[] owner = classFiles.apply(name.substring(0, Math.max(dot, 0)).replace('.', '/'));
        DeferredField field =
            owner == null ? null : DeferredField.find(owner, name.substring(dot + 1));
        if (field == null) {
          continue; // Another library, or another version of it.
        }
        String refusal = DeferredReads.refusal(field, hierarchy, classFiles);
        if (refusal != null) {
          throw new SnapshotException(
              "The extension "
                  + extension.getClass().getName()
                  + " wants "
                  + name
                  + " to be filled when it is read, which is not possible: "
                  + refusal);
        }
        found.put(name, DeferredReads.placed(field, hierarchy, classFiles));
        least.put(name, Math.max(1, extension.least(name)));
      }
    }
    return new Placeholders(found, least, hierarchy, classFiles);
  }

  /**
   * The heap with placeholders and holders where that pays, and how the program reads then.
   *
   * @param conditional classes whose initializers may run although there is an image: their static
   *     fields stay where they are
   */
  Deferred put(CapturedHeap heap, Set<String> conditional, Deferral deferral) {
    Map<String, String> statics = new LinkedHashMap<>();
    fields.forEach(
        (name, field) -> {
          if (field.isStatic() && !conditional.contains(field.owner().replace('/', '.'))) {
            statics.put(
                name, field.owner().replace('/', '.') + DeferredLayout.HOLDER + field.name());
          }
        });
    DeferredStatics handed = DeferredStatics.of(heap, statics);
    CapturedHeap result =
        deferral.apply(handed.heap(), least, name -> DeferredReads.isReplaced(name, hierarchy));
    Map<DeferredField, Integer> used = new LinkedHashMap<>();
    handed.rows().forEach((name, row) -> used.put(fields.get(name), row));
    Deferral.fieldsOf(result).forEach(name -> used.put(fields.get(name), -1));
    return new Deferred(result, new DeferredReads(used, classFiles), used.keySet());
  }

  /**
   * What became of a heap.
   *
   * @param heap its first rows are those that there were
   * @param reads has the program ask where it reads
   * @param fields the fields that are deferred
   */
  record Deferred(CapturedHeap heap, DeferredReads reads, Set<DeferredField> fields) {}
}
