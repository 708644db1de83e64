package org.heapsnapshot.core;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Function;
import org.heapsnapshot.core.capture.CapturedHeap;
import org.heapsnapshot.core.encode.Deferral;
import org.heapsnapshot.core.rewrite.ClassHierarchy;
import org.heapsnapshot.core.rewrite.DeferredField;
import org.heapsnapshot.core.rewrite.DeferredReads;
import org.heapsnapshot.runtime.extension.DeferredFields;

/**
 * The fields of a program that extensions want to be filled when they are read, and what that
 * needs: placeholders in the heap, and readers that ask. Immutable.
 */
final class Placeholders {
  private final Map<String, DeferredField> fields;
  private final ClassHierarchy hierarchy;
  private final Function<String, byte[]> classFiles;

  private Placeholders(
      Map<String, DeferredField> fields,
      ClassHierarchy hierarchy,
      Function<String, byte[]> classFiles) {
    this.fields = fields;
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
        found.put(name, field);
      }
    }
    return new Placeholders(found, hierarchy, classFiles);
  }

  /** The heap with placeholders where that pays. */
  CapturedHeap put(CapturedHeap heap, Deferral deferral) {
    return deferral.apply(heap, fields.keySet());
  }

  /** What has the program ask where it reads a field in which the heap has placeholders. */
  DeferredReads reads(CapturedHeap heap) {
    List<String> used = Deferral.fieldsOf(heap);
    return new DeferredReads(
        fields.entrySet().stream()
            .filter(field -> used.contains(field.getKey()))
            .map(Map.Entry::getValue)
            .toList(),
        hierarchy,
        classFiles);
  }
}
