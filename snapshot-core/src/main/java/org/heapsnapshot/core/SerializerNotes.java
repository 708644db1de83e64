package org.heapsnapshot.core;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.heapsnapshot.core.capture.CapturedHeap;
import org.heapsnapshot.core.capture.CapturedObject;
import org.heapsnapshot.core.capture.HashedCollection;
import org.heapsnapshot.core.jvm.Serializers;
import org.heapsnapshot.runtime.format.ReseedKind;

/** What a build says about the serializers that the user named. */
final class SerializerNotes {
  private SerializerNotes() {}

  /** One note for each, and what they cost. */
  static List<String> of(CapturedHeap heap, Serializers serializers) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    serializers.byType().keySet().forEach(type -> counts.put(type, 0));
    for (HashedCollection view : heap.hashed()) {
      if (view.kind() == ReseedKind.HANDLED
          && view.hashes().length == 0
          && heap.objects().get(view.object() - 1) instanceof CapturedObject.Instance object) {
        String type = heap.classes().get(object.classIndex()).name();
        counts.computeIfPresent(type, (name, count) -> count + 1);
      }
    }
    List<String> carried = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    counts.forEach(
        (type, count) -> {
          if (count == 0) {
            notes.add("--serializer " + type + ": the image holds no object of exactly that class");
          } else {
            carried.add(count + " of " + type);
          }
        });
    if (!carried.isEmpty()) {
      notes.add(
          0,
          "read by serializers at every start, before main: "
              + String.join(", ", carried)
              + "; every start pays for the start of Kryo");
    }
    return notes;
  }
}
