package org.heapsnapshot.core;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.heapsnapshot.core.capture.CapturedHeap;
import org.heapsnapshot.core.capture.CapturedLate;
import org.heapsnapshot.core.capture.CapturedMade;
import org.heapsnapshot.core.capture.CapturedObject;
import org.heapsnapshot.core.capture.HashedCollection;
import org.heapsnapshot.core.classpath.ClassPath;
import org.heapsnapshot.core.closure.Closure;
import org.heapsnapshot.core.encode.EncodedHeap;
import org.heapsnapshot.core.jvm.TargetJdk;
import org.heapsnapshot.core.observe.Observed;
import org.heapsnapshot.core.report.ImageReport;
import org.heapsnapshot.core.train.Profile;
import org.heapsnapshot.runtime.format.ClassFlags;

/** Makes the report that {@code inspect} and {@code explain} read from the products of a build. */
record ReportMaker(TargetJdk jdk, ClassPath classPath, Profile profile, Observed observed) {
  private static final int LARGEST = 40;

  /** Binary names of the restored classes of the program, in restore order. */
  List<String> restoredClasses() {
    return observed.heap().restoredClasses();
  }

  /** Binary names of the classes that are initialized at their natural time. */
  List<String> lateClasses() {
    List<String> names = new ArrayList<>();
    for (CapturedLate late : observed.heap().late()) {
      names.add(observed.heap().classes().get(late.classIndex()).name());
    }
    return names;
  }

  /** Static fields that are in the image as they were at first. */
  List<String> memos() {
    return observed.observation().memos();
  }

  private List<ImageReport.Late> late() {
    LateScripts scripts = new LateScripts(observed.heap());
    List<ImageReport.Late> result = new ArrayList<>();
    for (CapturedLate late : observed.heap().late()) {
      String name = observed.heap().classes().get(late.classIndex()).name();
      result.add(new ImageReport.Late(name, scripts.lines(late)));
    }
    return result;
  }

  private List<String> made() {
    List<String> lines = new ArrayList<>();
    for (CapturedMade made : observed.heap().made()) {
      String name = observed.heap().classes().get(made.classIndex()).name();
      boolean elsewhere =
          observed.heap().classes().get(made.classIndex()).loader() == ClassFlags.LOADER_PROGRAM;
      String where = elsewhere ? " in a class loader of its own" : "";
      lines.add(made.madeBy() + " makes the class " + name + where + ", which the image keeps");
    }
    return lines;
  }

  /** The effects that are repeated, class by class, and the classes that are made again. */
  private List<String> effects() {
    LateScripts scripts = new LateScripts(observed.heap());
    List<String> result = new ArrayList<>();
    for (CapturedLate late : observed.heap().late()) {
      String name = observed.heap().classes().get(late.classIndex()).name();
      scripts.repeated(late).forEach(call -> result.add(name + ": " + call));
    }
    result.addAll(made());
    return result;
  }

  byte[] json(Closure closure, EncodedHeap heap, List<String> notes) {
    Set<String> restored = ProfileShare.restoredClasses(observed.observation());
    List<ImageReport.Initializer> initializers = new ArrayList<>();
    for (Profile.Initialized i : profile.initialized()) {
      initializers.add(
          new ImageReport.Initializer(
              i.className(), i.selfNanos(), restored.contains(i.className())));
    }
    List<String> all = new ArrayList<>(notes);
    observed.unloadable().forEach((name, why) -> all.add("not loadable: " + name + ": " + why));
    if (!memos().isEmpty()) {
      all.add("memos, captured without what other classes put into them: " + memos());
    }
    ImageReport report =
        new ImageReport(
            ToolVersion.current(),
            classPath.mainClass(),
            jdk.vmName() + " " + jdk.build(),
            null,
            counts(closure, heap),
            initializers,
            observed.observation().verdicts(),
            observed.observation().guards(),
            late(),
            effects(),
            all,
            largest(),
            HeapSections.of(heap.bytes()));
    return report.toJson().getBytes(StandardCharsets.UTF_8);
  }

  private ImageReport.Counts counts(Closure closure, EncodedHeap heap) {
    int strings = 0;
    for (CapturedObject object : observed.heap().objects()) {
      if (object instanceof CapturedObject.Text) {
        strings++;
      }
    }
    List<HashedCollection> hashed = observed.heap().hashed();
    return new ImageReport.Counts(
        closure.reasons().size(),
        heap.objectCount(),
        strings,
        hashed.size(),
        heap.reseedCount(),
        observed.observation().iterations());
  }

  private List<ImageReport.HeapClass> largest() {
    CapturedHeap heap = observed.heap();
    Map<String, long[]> sizes = new HashMap<>();
    for (CapturedObject object : heap.objects()) {
      if (object instanceof CapturedObject.Instance i) {
        add(sizes, heap.classes().get(i.classIndex()).name(), 4L * i.values().length);
      } else if (object instanceof CapturedObject.ReferenceArray a) {
        add(sizes, heap.classes().get(a.classIndex()).name(), 4 + 4L * a.elements().length);
      } else if (object instanceof CapturedObject.PrimitiveArray a) {
        add(sizes, heap.classes().get(a.classIndex()).name(), 4 + a.data().length);
      } else if (object instanceof CapturedObject.Text t) {
        add(sizes, "java.lang.String", 4 + t.text().length());
      }
    }
    List<ImageReport.HeapClass> classes = new ArrayList<>();
    sizes.forEach((name, s) -> classes.add(new ImageReport.HeapClass(name, (int) s[0], s[1])));
    classes.sort(
        Comparator.comparingLong((ImageReport.HeapClass c) -> -c.bytes())
            .thenComparing(ImageReport.HeapClass::className));
    return classes.subList(0, Math.min(LARGEST, classes.size()));
  }

  private static void add(Map<String, long[]> sizes, String name, long bytes) {
    long[] entry = sizes.computeIfAbsent(name, n -> new long[2]);
    entry[0]++;
    entry[1] += bytes;
  }
}
