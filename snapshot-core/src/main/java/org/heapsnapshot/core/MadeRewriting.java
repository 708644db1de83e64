package org.heapsnapshot.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.heapsnapshot.core.capture.CapturedHeap;
import org.heapsnapshot.core.capture.CapturedMade;
import org.heapsnapshot.core.capture.CapturedStatics;
import org.heapsnapshot.core.observe.Conviction;
import org.heapsnapshot.core.rewrite.ClassFacts;
import org.heapsnapshot.core.rewrite.ClassHierarchy;
import org.heapsnapshot.core.rewrite.InitializerRewriter;
import org.heapsnapshot.core.rewrite.LateScript;

/**
 * Puts the question to the image into the classes that the program made. One whose statics others
 * have set gets an initializer if it has none: nothing else would restore them. Immutable.
 */
final class MadeRewriting {
  private final ClassHierarchy hierarchy;

  MadeRewriting(ClassHierarchy hierarchy) {
    this.hierarchy = hierarchy;
  }

  /** The heap with the classes as the image holds them. */
  CapturedHeap rewrite(CapturedHeap heap, Map<String, LateScript> late) {
    List<CapturedMade> made = new ArrayList<>();
    Map<Integer, Integer> rows = rows(heap);
    for (CapturedMade one : heap.made()) {
      LateScript script = late.getOrDefault(name(heap, one), LateScript.NONE);
      InitializerRewriter.Result result = result(heap, rows, one, script);
      made.add(result == null ? one : one.withFile(result.classFile()));
    }
    return heap.withMade(made);
  }

  /** One conviction for each class that cannot take the question. */
  List<Conviction> refusals(CapturedHeap heap) {
    List<Conviction> refusals = new ArrayList<>();
    Map<Integer, Integer> rows = rows(heap);
    for (CapturedMade one : heap.made()) {
      InitializerRewriter.Result result = result(heap, rows, one, LateScript.NONE);
      if (result != null
          && !result.rewritten()
          && result.outcome() != InitializerRewriter.Outcome.NO_INITIALIZER) {
        String reason = "its initializer cannot be rewritten: " + result.outcome();
        refusals.add(new Conviction(name(heap, one), "REQUESTED", reason, List.of(), "", ""));
      }
    }
    return refusals;
  }

  /** Null when the class is not restored. */
  private InitializerRewriter.Result result(
      CapturedHeap heap, Map<Integer, Integer> rows, CapturedMade one, LateScript late) {
    Integer row = rows.get(one.classIndex());
    if (row == null) {
      return null;
    }
    CapturedStatics statics = heap.statics().get(row);
    InitializerRewriter initializers = new InitializerRewriter(hierarchyOf(heap));
    return statics.fields().length > 0
        ? initializers.rewriteOrAdd(one.file(), row, late)
        : initializers.rewrite(one.file(), row, late);
  }

  private ClassHierarchy hierarchyOf(CapturedHeap heap) {
    ClassHierarchy result = hierarchy;
    for (CapturedMade one : heap.made()) {
      result = result.with(ClassFacts.read(one.file()));
    }
    return result;
  }

  private static Map<Integer, Integer> rows(CapturedHeap heap) {
    Map<Integer, Integer> rows = new HashMap<>();
    for (int row = 0; row < heap.statics().size(); row++) {
      rows.put(heap.statics().get(row).classIndex(), row);
    }
    return rows;
  }

  private static String name(CapturedHeap heap, CapturedMade made) {
    return heap.classes().get(made.classIndex()).name();
  }
}
