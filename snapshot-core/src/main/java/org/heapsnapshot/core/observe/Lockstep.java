package org.heapsnapshot.core.observe;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.heapsnapshot.core.capture.AfterCalls;
import org.heapsnapshot.core.capture.CapturedClass;
import org.heapsnapshot.core.capture.CapturedField;
import org.heapsnapshot.core.capture.CapturedHeap;
import org.heapsnapshot.core.capture.CapturedLate;
import org.heapsnapshot.core.capture.CapturedObject;
import org.heapsnapshot.core.capture.CapturedStatics;
import org.heapsnapshot.core.capture.HashedCollection;
import org.heapsnapshot.core.capture.LoaderEdges;
import org.heapsnapshot.core.capture.Rejection;
import org.heapsnapshot.core.capture.RejectionPaths;
import org.heapsnapshot.runtime.format.ClassFlags;
import org.heapsnapshot.runtime.format.RecipeKind;
import org.heapsnapshot.runtime.format.ReseedKind;

/**
 * Net 2: compares two captures of the same statics, made in environments that differ, object by
 * object. Hashed collections are compared by their entries, after everything else was matched, and
 * each is found stable or unstable on the way. Used once, from one thread.
 */
public final class Lockstep {
  private static final int IDENTITY = 3;
  private static final int WEAK = 4;
  private static final int LINKED = 2;

  /** Why a class of which there is one state only is convicted. */
  private static final String IN_ONE = "it was initialized in one of them only";

  /** Not a kind of the image: two elements in fields, in an order that says nothing. */
  private static final int PAIR = 0;

  private static final String PAIR_CLASS = "java.util.ImmutableCollections$Set12";

  private final CapturedHeap first;
  private final CapturedHeap second;
  private final int[] toSecond;
  private final int[] toFirst;
  private final ArrayDeque<Integer> work = new ArrayDeque<>();
  private final ArrayDeque<HashedCollection> deferred = new ArrayDeque<>();
  private final Map<Integer, HashedCollection> hashedFirst = new HashMap<>();
  private final Map<Integer, HashedCollection> hashedSecond = new HashMap<>();
  private final Map<Integer, Boolean> unstable = new HashMap<>();
  private final Map<Integer, String> differences = new LinkedHashMap<>();
  private final Map<String, Conviction> convictions = new LinkedHashMap<>();
  private final List<Flag> flags = new ArrayList<>();
  private final Set<String> ofOne = new LinkedHashSet<>();
  private final KeyLabels labels;
  private final IdentityValues identities;
  private final Set<Integer> unordered;
  private final MadeClasses made;
  private final AfterCalls afterFirst;
  private final AfterCalls afterSecond;
  private final LoaderEdges loadersFirst;
  private final LoaderEdges loadersSecond;

  /** A static boolean that differs. */
  record Flag(String className, String field, boolean inFirst) {}

  /** Two captures of the same classes. */
  public Lockstep(CapturedHeap first, CapturedHeap second) {
    this.first = first;
    this.second = second;
    this.unordered = AnnotationMembers.of(first);
    this.made = new MadeClasses(first, second);
    this.afterFirst = new AfterCalls(first.objects());
    this.afterSecond = new AfterCalls(second.objects());
    this.loadersFirst = new LoaderEdges(first.loaders());
    this.loadersSecond = new LoaderEdges(second.loaders());
    this.toSecond = new int[first.objects().size() + 1];
    this.toFirst = new int[second.objects().size() + 1];
    first.hashed().forEach(h -> hashedFirst.put(h.object(), h));
    second.hashed().forEach(h -> hashedSecond.put(h.object(), h));
    addPairs(first, hashedFirst);
    addPairs(second, hashedSecond);
    this.identities = new IdentityValues(first, second, toSecond);
    this.labels =
        new KeyLabels(first, second, toSecond, toFirst, hashedFirst::get, hashedSecond::get);
  }

  /** Sets of two are filled in the order of whatever they were copied from. */
  private static void addPairs(CapturedHeap heap, Map<Integer, HashedCollection> views) {
    for (int i = 0; i < heap.objects().size(); i++) {
      if (heap.objects().get(i) instanceof CapturedObject.Instance instance
          && heap.classes().get(instance.classIndex()).name().equals(PAIR_CLASS)) {
        int[] fields = new int[instance.values().length];
        int[] keys = new int[fields.length];
        for (int f = 0; f < fields.length; f++) {
          fields[f] = f;
          keys[f] = (int) instance.values()[f];
        }
        int[] none = new int[keys.length];
        views.put(i + 1, new HashedCollection(i + 1, PAIR, fields, keys, none, none, false));
      }
    }
  }

  /** The classes that own a difference, with the path of fields to it. */
  public List<Conviction> compare() {
    made.compare((maker, problem) -> convict(maker, problem, List.of()));
    pairOwnInstances();
    compareStatics();
    compareLate();
    drain();
    while (!deferred.isEmpty()) {
      compareCollection(deferred.poll());
      drain();
    }
    identities.resolve();
    RejectionPaths paths =
        new RejectionPaths(
            i -> first.classes().get(i).fields(),
            i -> first.classes().get(i).name(),
            first.objects(),
            first.statics(),
            first.hashed(),
            first.loaders(),
            differences);
    if (!differences.isEmpty()) {
      for (Rejection rejection : paths.find()) {
        String advice = HandlerAdvice.of(rejection.path(), rejection.reason(), this::isProgram);
        convict(rejection.className(), rejection.reason(), rejection.path(), advice);
      }
    }
    return new ArrayList<>(convictions.values());
  }

  /** The classes that were initialized in one of them only; after {@link #compare}. */
  Set<String> ofOne() {
    return ofOne;
  }

  /** The static booleans that differ; after {@link #compare}. */
  List<Flag> flags() {
    return flags;
  }

  /** The first heap with every hashed collection marked; after {@link #compare} found nothing. */
  CapturedHeap marked() {
    List<HashedCollection> marked = new ArrayList<>();
    for (HashedCollection h : first.hashed()) {
      boolean mark = unstable.getOrDefault(h.object(), true);
      marked.add(
          new HashedCollection(
              h.object(), h.kind(), h.tableFields(), h.keys(), h.values(), h.hashes(), mark));
    }
    marked.addAll(identities.objects());
    return new CapturedHeap(
        first.jvm(),
        first.classes(),
        first.objects(),
        identities.statics(),
        marked,
        first.late(),
        first.identityHashes(),
        made.merged(),
        first.loaders());
  }

  private boolean isProgram(String className) {
    for (CapturedClass c : first.classes()) {
      if (c.name().equals(className)) {
        return c.loader() >= ClassFlags.LOADER_APPLICATION;
      }
    }
    return false;
  }

  private void convict(String name, String reason, List<String> path) {
    convict(name, reason, path, "");
  }

  private void convict(String name, String reason, List<String> path, String advice) {
    convictions.putIfAbsent(name, conviction(name, reason, path, advice));
  }

  /** Convicts a class that an initializer runs in one environment only. */
  static Conviction ofOne(String name) {
    return conviction(name, IN_ONE, List.of(), "");
  }

  private static Conviction conviction(
      String name, String reason, List<String> path, String advice) {
    return new Conviction(
        name,
        "DIFFERENCE",
        "its state differs between two observations in different environments: " + reason,
        path,
        "",
        advice);
  }

  private static Map<String, CapturedStatics> byName(CapturedHeap heap) {
    Map<String, CapturedStatics> result = new LinkedHashMap<>();
    heap.statics().forEach(s -> result.put(heap.classes().get(s.classIndex()).name(), s));
    return result;
  }

  /**
   * Pairs the objects that a class holds of itself by their fields, before any other path to them:
   * constants of enums that somebody keeps in another order are the same constants.
   */
  private void pairOwnInstances() {
    Map<String, CapturedStatics> others = byName(second);
    byName(first)
        .forEach(
            (name, a) -> {
              CapturedStatics b = others.get(name);
              int n = b == null ? 0 : Math.min(a.fields().length, b.fields().length);
              List<CapturedField> fields = first.classes().get(a.classIndex()).fields();
              for (int i = 0; i < n; i++) {
                boolean reference = fields.get(a.fields()[i]).isReference();
                if (reference
                    && isInstanceOf(first, (int) a.values()[i], name)
                    && isInstanceOf(second, (int) b.values()[i], name)) {
                  match((int) a.values()[i], (int) b.values()[i]);
                }
              }
            });
  }

  private static boolean isInstanceOf(CapturedHeap heap, int id, String className) {
    return id != 0
        && heap.objects().get(id - 1) instanceof CapturedObject.Instance instance
        && heap.classes().get(instance.classIndex()).name().equals(className);
  }

  private void compareStatics() {
    Map<String, CapturedStatics> others = byName(second);
    Map<String, CapturedStatics> own = byName(first);
    int[] row = {0};
    own.forEach(
        (name, a) -> {
          int holder = IdentityValues.row(row[0]++);
          CapturedStatics b = others.get(name);
          if (b == null) {
            convictOfOne(name);
          } else {
            compareStatics(name, holder, a, b);
          }
        });
    for (String name : others.keySet()) {
      if (!own.containsKey(name)) {
        convictOfOne(name);
      }
    }
  }

  private void convictOfOne(String name) {
    ofOne.add(name);
    convict(name, IN_ONE, List.of());
  }

  private void compareStatics(String name, int holder, CapturedStatics a, CapturedStatics b) {
    String other = a.handed().length == b.handed().length ? null : "it does something more in one";
    for (int i = 0; other == null && i < a.handed().length; i++) {
      other = match(a.handed()[i], b.handed()[i]);
    }
    if (other != null) {
      convict(name, other, List.of());
    }
    List<CapturedField> fields = first.classes().get(a.classIndex()).fields();
    if (!Arrays.equals(a.fields(), b.fields())) {
      convict(name, "a static field holds a logger or a time in one of them only", List.of());
      return;
    }
    for (int i = 0; i < a.fields().length; i++) {
      CapturedField field = fields.get(a.fields()[i]);
      if (field.treatment() != CapturedField.Treatment.COPIED) {
        continue;
      }
      long x = a.values()[i];
      long y = b.values()[i];
      String problem = field.isReference() ? match((int) x, (int) y) : x == y ? null : values(x, y);
      if (problem == null) {
        continue;
      }
      if (field.kind() == 'Z') {
        flags.add(new Flag(name, field.name(), x != 0));
      }
      Runnable wrong = () -> convict(name, problem, List.of("static " + name + "." + field.name()));
      if (field.kind() == 'I') {
        identities.differ(holder, i, x, y, wrong);
      } else {
        wrong.run();
      }
    }
  }

  /** What they obtain; which of them ran the others may depend on the order. */
  private void compareLate() {
    for (String name : RepeatedCalls.differing(first, second)) {
      convict(name, "it makes other calls for their effects", List.of());
    }
    Map<String, List<CapturedLate.Obtain>> others = obtained(second);
    obtained(first)
        .forEach(
            (name, own) -> {
              List<CapturedLate.Obtain> other = others.getOrDefault(name, List.of());
              if (own.size() != other.size()) {
                convict(name, "it obtains other loggers", List.of());
                return;
              }
              for (int i = 0; i < own.size(); i++) {
                String problem =
                    own.get(i).targets().equals(other.get(i).targets())
                        ? match(own.get(i).object(), other.get(i).object())
                        : "it obtains its loggers in another order";
                if (problem != null) {
                  convict(name, problem, List.of());
                }
              }
            });
  }

  private static Map<String, List<CapturedLate.Obtain>> obtained(CapturedHeap heap) {
    Map<String, List<CapturedLate.Obtain>> result = new LinkedHashMap<>();
    for (CapturedLate late : heap.late()) {
      List<CapturedLate.Obtain> steps = new ArrayList<>();
      for (CapturedLate.Step step : late.steps()) {
        if (step instanceof CapturedLate.Obtain obtain) {
          steps.add(obtain);
        }
      }
      result.put(heap.classes().get(late.classIndex()).name(), steps);
    }
    return result;
  }

  private static String values(long a, long b) {
    return a + " in one, " + b + " in the other";
  }

  /** Pairs two objects; answers what is wrong, or null. */
  private String match(int a, int b) {
    if (a == 0 || b == 0) {
      return a == b ? null : "null in one, an object in the other";
    }
    if (toSecond[a] != 0 || toFirst[b] != 0) {
      return toSecond[a] == b ? null : "two references are the same object in one of them only";
    }
    String problem = compareValues(first.objects().get(a - 1), second.objects().get(b - 1));
    if (problem != null) {
      return problem;
    }
    toSecond[a] = b;
    toFirst[b] = a;
    work.add(a);
    return null;
  }

  /**
   * Values and symbols are compared before they are paired: a wrong pair would convict whoever else
   * holds one of the two.
   */
  private String compareValues(CapturedObject a, CapturedObject b) {
    if (isCompound(a) && a.getClass() == b.getClass()) {
      return a instanceof CapturedObject.Recipe recipe
          ? compareParts(recipe, (CapturedObject.Recipe) b)
          : null;
    }
    String left = labels.describe(first, a);
    String right = labels.describe(second, b);
    return left.equals(right) ? null : left + " in one, " + right + " in the other";
  }

  private static boolean isCompound(CapturedObject object) {
    return object instanceof CapturedObject.Instance
        || object instanceof CapturedObject.ReferenceArray
        || object instanceof CapturedObject.PrimitiveArray
        || object instanceof CapturedObject.Recipe;
  }

  /** A locale is a value as its tag is; parts that are compound are for later. */
  private String compareParts(CapturedObject.Recipe a, CapturedObject.Recipe b) {
    if (a.kind() != b.kind() || a.arguments().length != b.arguments().length) {
      return null;
    }
    int objects = RecipeKind.objectArguments(a.kind(), a.arguments().length);
    for (int i = 0; i < objects; i++) {
      if (a.arguments()[i] != 0 && b.arguments()[i] != 0) {
        CapturedObject x = first.objects().get(a.arguments()[i] - 1);
        CapturedObject y = second.objects().get(b.arguments()[i] - 1);
        String problem = isCompound(x) && isCompound(y) ? null : compareValues(x, y);
        if (problem != null) {
          return problem;
        }
      }
    }
    return null;
  }

  private void drain() {
    while (!work.isEmpty()) {
      int a = work.poll();
      String problem =
          compareObjects(a, first.objects().get(a - 1), second.objects().get(toSecond[a] - 1));
      if (problem == null) {
        problem = compareLoaders(a, toSecond[a]);
      }
      if (problem != null) {
        differences.putIfAbsent(a, problem);
      }
    }
  }

  /** The loader of a class or an object; the name and the parent of a loader. */
  private String compareLoaders(int a, int b) {
    int[] own = loadersFirst.of(a, first.objects().get(a - 1));
    int[] others = loadersSecond.of(b, second.objects().get(b - 1));
    if (own.length != others.length) {
      return "its class loader is one of the program in one of them only";
    }
    for (int i = 0; i < own.length; i++) {
      String problem = match(own[i], others[i]);
      if (problem != null) {
        return "of its class loader: " + problem;
      }
    }
    return null;
  }

  private String compareObjects(int id, CapturedObject a, CapturedObject b) {
    if (a.getClass() != b.getClass()) {
      return labels.describe(first, a) + " in one, " + labels.describe(second, b) + " in the other";
    }
    if (a instanceof CapturedObject.Instance x) {
      return compareInstances(id, x, (CapturedObject.Instance) b);
    }
    if (a instanceof CapturedObject.ReferenceArray x) {
      return compareArrays(x, (CapturedObject.ReferenceArray) b);
    }
    if (a instanceof CapturedObject.PrimitiveArray x) {
      CapturedObject.PrimitiveArray y = (CapturedObject.PrimitiveArray) b;
      return sameClass(x.classIndex(), y.classIndex()) && Arrays.equals(x.data(), y.data())
          ? null
          : "the elements of an array differ";
    }
    if (a instanceof CapturedObject.Recipe x) {
      return compareRecipes(x, (CapturedObject.Recipe) b);
    }
    if (a instanceof CapturedObject.FactoryCall x) {
      return compareCalls(x, (CapturedObject.FactoryCall) b);
    }
    String left = labels.describe(first, a);
    String right = labels.describe(second, b);
    return left.equals(right) ? null : left + " in one, " + right + " in the other";
  }

  private String compareCalls(CapturedObject.FactoryCall a, CapturedObject.FactoryCall b) {
    if (!a.owner().equals(b.owner())
        || !a.method().equals(b.method())
        || !a.descriptor().equals(b.descriptor())) {
      return labels.describe(first, a) + " in one, " + labels.describe(second, b) + " in the other";
    }
    for (int i = 0; i < a.arguments().length; i++) {
      String problem = match(a.arguments()[i], b.arguments()[i]);
      if (problem != null) {
        return "argument " + i + " of " + labels.describe(first, a) + ": " + problem;
      }
    }
    return null;
  }

  private boolean sameClass(int a, int b) {
    return first.classes().get(a).name().equals(second.classes().get(b).name());
  }

  private String compareRecipes(CapturedObject.Recipe a, CapturedObject.Recipe b) {
    if (a.kind() != b.kind()) {
      return "recipe " + a.kind() + " in one, " + b.kind() + " in the other";
    }
    if (a.arguments().length != b.arguments().length) {
      return "a recipe has other arguments in the other";
    }
    int objects = RecipeKind.objectArguments(a.kind(), a.arguments().length);
    for (int i = 0; i < a.arguments().length; i++) {
      String problem =
          i < objects
              ? match(a.arguments()[i], b.arguments()[i])
              : a.arguments()[i] == b.arguments()[i]
                  ? null
                  : "an argument of a recipe differs: "
                      + values(a.arguments()[i], b.arguments()[i]);
      if (problem != null) {
        return problem;
      }
    }
    return null;
  }

  private String compareInstances(int id, CapturedObject.Instance a, CapturedObject.Instance b) {
    CapturedClass c = first.classes().get(a.classIndex());
    if (!sameClass(a.classIndex(), b.classIndex())) {
      return labels.describe(first, a) + " in one, " + labels.describe(second, b) + " in the other";
    }
    if (a.values().length != b.values().length) {
      return "it is an object that the JDK itself holds in one of them only";
    }
    HashedCollection hashed = hashedFirst.get(id);
    if (hashed != null) {
      deferred.add(hashed);
    }
    for (int f = 0; f < a.values().length; f++) {
      CapturedField field = c.fields().get(f);
      if (hashed != null && contains(hashed.tableFields(), f)) {
        continue;
      }
      String problem = null;
      if (field.isReference()) {
        problem = match((int) a.values()[f], (int) b.values()[f]);
      } else if (a.values()[f] != b.values()[f]
          && field.treatment() == CapturedField.Treatment.COPIED
          && !isThreadLocalHash(field)) {
        problem = values(a.values()[f], b.values()[f]);
        if (field.kind() == 'I' && hashed == null && !leavesNumbersOut(c)) {
          String difference = "field " + field.name() + ": " + problem;
          identities.differ(
              id, f, a.values()[f], b.values()[f], () -> differences.put(id, difference));
          continue;
        }
      }
      if (problem != null) {
        return "field " + field.name() + ": " + problem;
      }
    }
    return compareAfter(id);
  }

  private String compareAfter(int id) {
    int[] a = afterFirst.of(id);
    int[] b = afterSecond.of(toSecond[id]);
    if (a.length != b.length) {
      return "holds the time in one of them only";
    }
    for (int i = 0; i < a.length; i++) {
      String problem = match(a[i], b[i]);
      if (problem != null) {
        return problem;
      }
    }
    return null;
  }

  /** Whether the image has no column for an {@code int} of the class anyway. */
  private static boolean leavesNumbersOut(CapturedClass c) {
    for (CapturedField field : c.fields()) {
      if (field.kind() == 'I'
          && !field.isStatic()
          && field.treatment() == CapturedField.Treatment.ZEROED) {
        return true;
      }
    }
    return false;
  }

  /** Drawn from a counter of the JVM; any value will do. */
  private boolean isThreadLocalHash(CapturedField field) {
    return field.name().equals("threadLocalHashCode");
  }

  private static boolean contains(int[] list, int value) {
    for (int i : list) {
      if (i == value) {
        return true;
      }
    }
    return false;
  }

  private String compareArrays(CapturedObject.ReferenceArray a, CapturedObject.ReferenceArray b) {
    if (!sameClass(a.classIndex(), b.classIndex()) || a.elements().length != b.elements().length) {
      return "arrays of different class or length";
    }
    for (int i = 0; i < a.elements().length; i++) {
      String problem = match(a.elements()[i], b.elements()[i]);
      if (problem != null) {
        return "element " + i + ": " + problem;
      }
    }
    return null;
  }

  private void compareCollection(HashedCollection a) {
    HashedCollection b = hashedSecond.get(toSecond[a.object()]);
    if (b == null || a.kind() != b.kind() || a.keys().length != b.keys().length) {
      differences.putIfAbsent(a.object(), "a hashed collection of different size or kind");
      return;
    }
    boolean made = a.kind() == ReseedKind.HANDLED && a.hashes().length == 0;
    boolean sorted = !unordered.contains(a.object());
    boolean inOrder =
        a.kind() == LINKED && sorted
            || made
            || a.kind() != IDENTITY
                && a.kind() != PAIR
                && a.kind() != ReseedKind.CLASS_VALUE
                && Arrays.equals(a.hashes(), b.hashes());
    int[] pairing = inOrder && a.kind() != WEAK ? null : labels.pair(a.keys(), b.keys());
    if (pairing != null && pairing.length != a.keys().length) {
      differences.putIfAbsent(a.object(), "the keys of a hashed collection differ");
      return;
    }
    boolean mark =
        made
            || a.kind() == WEAK
            || a.kind() == ReseedKind.CLASS_VALUE
            || a.kind() == IDENTITY && a.keys().length > 0;
    for (int i = 0; i < a.keys().length; i++) {
      int j = pairing == null ? i : pairing[i];
      mark |= !made && (a.hashes()[i] != b.hashes()[j] || sorted && i != j);
      String problem = match(a.keys()[i], b.keys()[j]);
      if (problem == null) {
        problem = match(a.values()[i], b.values()[j]);
      }
      if (problem != null) {
        differences.putIfAbsent(a.object(), "entry " + i + ": " + problem);
      }
    }
    if (!mark && a.kind() == ReseedKind.HANDLED) {
      mark = isArrangedOtherwise(a);
    }
    unstable.put(a.object(), mark);
  }

  /**
   * Whether the numbers in the fields that a handler makes differ, such as cached hash codes. What
   * those fields refer to is not compared: the entries say what the collection is, and the way to
   * them may depend on the order in which they came.
   */
  private boolean isArrangedOtherwise(HashedCollection a) {
    CapturedObject.Instance x = (CapturedObject.Instance) first.objects().get(a.object() - 1);
    int other = toSecond[a.object()];
    CapturedObject.Instance y = (CapturedObject.Instance) second.objects().get(other - 1);
    List<CapturedField> fields = first.classes().get(x.classIndex()).fields();
    for (int f : a.tableFields()) {
      if (!fields.get(f).isReference() && x.values()[f] != y.values()[f]) {
        return true;
      }
    }
    return false;
  }
}
