package org.heapsnapshot.core.agent;

import java.lang.annotation.Annotation;
import java.lang.ref.Reference;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.heapsnapshot.core.capture.CapturedClass;
import org.heapsnapshot.core.capture.CapturedField;
import org.heapsnapshot.core.capture.CapturedHeap;
import org.heapsnapshot.core.capture.CapturedObject;
import org.heapsnapshot.core.capture.CapturedStatics;
import org.heapsnapshot.core.capture.HashedCollection;
import org.heapsnapshot.core.capture.Peek;
import org.heapsnapshot.core.capture.RecordedCall;
import org.heapsnapshot.core.capture.StateCalls;
import org.heapsnapshot.runtime.format.ClassFlags;
import org.heapsnapshot.runtime.format.RecipeKind;
import org.heapsnapshot.runtime.format.ReseedKind;

/**
 * Compares what initializers leave in a running program with a captured heap: of each class at the
 * moment when its initializer ends, and of each object when it is met for the first time, because
 * what the program does to it later is its own affair: after that it must be the same object, but
 * for values.
 *
 * <p>What a start makes anew, or computes when it is first asked, is taken for equal: loggers,
 * answers of most calls, cached hash codes and views. No code of the program runs. Guarded by the
 * child; no lambdas, as in {@link ObserveSink}.
 */
final class RehearsedState {
  /** Fields of the JDK's collections and throwables that say nothing of what they hold. */
  private static final Set<String> INCIDENTAL =
      Set.of(
          "modCount",
          "hash",
          "hashCode",
          "keySet",
          "values",
          "entrySet",
          "navigableKeySet",
          "descendingMap",
          "descendingKeySet",
          "cdate", // Of a date, which is asked for a part of it.
          "descendingMapView",
          "entrySetView",
          "navigableKeySetView",
          "upperBounds", // Of wildcard types, which find them when they are asked for.
          "lowerBounds",
          "defaultCenturyStart", // Eighty years before a format was made.
          "defaultCenturyStartYear",
          "backtrace",
          "depth",
          "stackTrace",
          "threadLocalHashCode",
          "threshold",
          "table");

  /**
   * Where the JDK's classes are whose fields are set when they are given something, and only then,
   * but for {@link #LAZY}; those of others may be null or 0 as long as nobody has asked.
   */
  private static final Set<String> HOLDERS =
      Set.of(
          "java.io",
          "java.lang",
          "java.math",
          "java.net",
          "java.text",
          "java.time",
          "java.time.chrono",
          "java.time.format",
          "java.time.temporal",
          "java.time.zone",
          "java.util",
          "java.util.concurrent",
          "java.util.concurrent.atomic",
          "java.util.concurrent.locks");

  /** Their fields that are null or 0 as long as nobody has asked. */
  private static final Set<String> LAZY =
      Set.of(
          "bitCountPlusOne",
          "bitLengthPlusOne",
          "lowestSetBitPlusTwo",
          "firstNonzeroIntNumPlusTwo",
          "precision",
          "stringCache",
          "schemeSpecificPart",
          "decodedSchemeSpecificPart",
          "decodedUserInfo",
          "decodedAuthority",
          "decodedPath",
          "decodedQuery",
          "decodedFragment",
          "string",
          "filePath",
          "status",
          "hostAddress",
          "handler",
          "tempState",
          "cachedHashCode",
          "zoneStrings",
          "fastPathData",
          "isFastPath",
          "fastPathCheckNeeded",
          "exclusiveOwnerThread",
          "head",
          "tail");

  /** The fields of a calendar that are not computed of its time. */
  private static final Set<String> OF_CALENDAR =
      Set.of("zone", "lenient", "firstDayOfWeek", "minimalDaysInFirstWeek");

  /** Values, of which it does not matter whether there is one or several. */
  private static final List<String> VALUES =
      List.of(
          "java.lang.Integer",
          "java.lang.Long",
          "java.lang.Short",
          "java.lang.Byte",
          "java.lang.Character",
          "java.lang.Boolean",
          "java.lang.Float",
          "java.lang.Double",
          "java.math.",
          "java.time.",
          "java.net.URI",
          "java.net.URL",
          "java.io.File",
          "java.util.UUID",
          "java.util.Locale",
          "java.util.Currency",
          "java.util.TimeZone",
          "java.util.SimpleTimeZone",
          "sun.util.calendar.ZoneInfo",
          "java.nio.charset.",
          "sun.nio.cs.",
          "java.util.Optional",
          "javax.xml.namespace.QName",
          "java.util.jar.Attributes$Name",
          "java.lang.reflect.",
          "java.lang.invoke.",
          "sun.reflect.",
          "sun.nio.fs.");

  private static final String NOT = " in the training run";

  private final CapturedHeap heap;
  private final ClassLoader program;
  private final Map<String, CapturedStatics> statics = new HashMap<>();
  private final Map<Integer, HashedCollection> hashed = new HashMap<>();
  private final CallRecorder recorder;
  private final RehearsedSymbols symbols;
  private final RehearsedEntries entries;
  private final IdentityHashMap<Object, Integer> ids = new IdentityHashMap<>();
  private final Object[] live;
  private final long[][] offsets;

  /** What else was found for an id, of values. */
  private final Map<Integer, Set<Object>> others = new HashMap<>();

  private final ArrayDeque<Met> work = new ArrayDeque<>();
  private String difference;

  /** An object that is to be compared with that of an id. */
  private record Met(int id, Object now) {}

  /**
   * @param recorder knows which calls of the JDK initializers made
   */
  RehearsedState(CapturedHeap heap, ClassLoader program, CallRecorder recorder) {
    this.heap = heap;
    this.program = program;
    this.recorder = recorder;
    this.live = new Object[heap.objects().size() + 1];
    this.offsets = new long[heap.classes().size()][];
    this.symbols = new RehearsedSymbols(heap);
    this.entries =
        new RehearsedEntries(
            heap,
            this::known,
            id -> live[id] != null,
            (c, index) -> offsets(c, index, heap.classes().get(index)));
    for (CapturedStatics row : heap.statics()) {
      statics.put(heap.classes().get(row.classIndex()).name(), row);
    }
    for (HashedCollection collection : heap.hashed()) {
      hashed.put(collection.object(), collection);
    }
  }

  /** Whether the heap has the statics of a class. */
  boolean has(String className) {
    return statics.containsKey(className);
  }

  /**
   * Compares a class whose initializer has just ended.
   *
   * @return what differs, or null
   */
  String compare(String className) throws ReflectiveOperationException {
    CapturedStatics row = statics.get(className);
    Class<?> owner = Class.forName(className, false, program);
    List<CapturedField> fields = heap.classes().get(row.classIndex()).fields();
    difference = null;
    work.clear();
    for (int i = 0; i < row.fields().length && difference == null; i++) {
      CapturedField field = fields.get(row.fields()[i]);
      if (field.treatment() != CapturedField.Treatment.COPIED || row.identities()[i] != 0) {
        continue;
      }
      long offset = Peek.offset(owner.getDeclaredField(field.name()), true);
      compareField(owner, field, offset, row.values()[i], "static " + field.name());
      drain("static " + field.name());
    }
    return difference;
  }

  private void drain(String root) {
    while (difference == null && !work.isEmpty()) {
      Met met = work.poll();
      compareObject(met.id(), met.now(), root);
    }
  }

  private void compareField(Object base, CapturedField field, long offset, long value, String at) {
    if (field.isReference()) {
      match(Peek.reference(base, offset), (int) value, at);
    } else {
      long now = Peek.primitive(base, offset, field.kind());
      boolean remembered = isRemembered(base, field, value) || isRemembered(base, field, now);
      if (now != value && !remembered) {
        differ(at + ": " + value + " observed, " + now + NOT);
      }
    }
  }

  /** Whether a field is a cached hash code that one side has not been asked for. */
  private boolean isRemembered(Object base, CapturedField field, long value) {
    return (value == 0 || value == -1)
        && field.kind() == 'I'
        && !field.isStatic()
        && field.name().toLowerCase(Locale.ROOT).contains("hash")
        && (!isProgram(field.declaringClass()) || computesHash(base, field));
  }

  /** Whether the class of the program that has a field has a hash code of its own. */
  private boolean computesHash(Object base, CapturedField field) {
    String declaring = name(field.declaringClass());
    for (Class<?> k = base.getClass(); k != null; k = k.getSuperclass()) {
      if (k.getName().equals(declaring)) {
        try {
          return k.getDeclaredMethod("hashCode") != null;
        } catch (NoSuchMethodException e) {
          return false;
        }
      }
    }
    return false;
  }

  private void differ(String what) {
    if (difference == null) {
      difference = what;
    }
  }

  private void match(Object now, int id, String at) {
    if (id == 0 || now == null) {
      if (id != 0 || now != null) {
        String other = now == null ? "null" : "an object of " + now.getClass().getName();
        differ(at + ": " + (id == 0 ? "null" : "an object") + " observed, " + other + NOT);
      }
      return;
    }
    CapturedObject object = heap.objects().get(id - 1);
    if (object instanceof CapturedObject.Instance instance) {
      matchInstance(now, id, name(instance.classIndex()), at);
    } else if (object instanceof CapturedObject.ReferenceArray array) {
      matchInstance(now, id, name(array.classIndex()), at);
    } else if (object instanceof CapturedObject.PrimitiveArray array) {
      matchInstance(now, id, name(array.classIndex()), at);
    } else {
      String what = symbols.difference(object, now);
      if (what != null) {
        differ(at + ": " + what + NOT);
      } else if (isAnswer(object)) {
        boolean isNew =
            StateCalls.isPart(now) || (isValue(now) ? isNewValue(now, id) : pair(now, id, at));
        if (isNew) {
          matchCall(now, (CapturedObject.Recipe) object, at);
        }
      }
    }
  }

  /** Compares a call, where an initializer was seen to make it. */
  private void matchCall(Object now, CapturedObject.Recipe recipe, String at) {
    RecordedCall call = recipe.kind() == RecipeKind.CALL ? recorder.of(now) : null;
    boolean isSeen = call != null;
    if (!isSeen && recipe.kind() == RecipeKind.CALL) {
      call = StateCalls.callOf(now);
    }
    // What an object tells need not be how it is carried: an annotation is a proxy, too.
    if (call == null || !isSeen && !call.method().equals(symbols.text(recipe.arguments()[0]))) {
      return;
    }
    int[] parts = recipe.arguments();
    Object[] arguments = call.arguments();
    if (!call.method().equals(symbols.text(parts[0])) || arguments.length != parts.length - 1) {
      differ(at + ": what " + call.method().substring(2) + " answers" + NOT);
      return;
    }
    Class<?>[] types = call.parameterTypes();
    for (int i = 0; i < arguments.length && difference == null; i++) {
      matchPart(types[i], arguments[i], parts[i + 1], at + " ... " + call.method().substring(2));
    }
  }

  private void matchPart(Class<?> type, Object now, int id, String at) {
    CapturedObject object = id == 0 ? null : heap.objects().get(id - 1);
    if (type.isPrimitive() && object instanceof CapturedObject.SmallBox box) {
      if (!RehearsedSymbols.isBox(now, box.value())) {
        differ(at + ": another number" + NOT);
      }
    } else if (type.isArray()
        && now instanceof Object[] elements
        && object instanceof CapturedObject.Recipe array
        && array.kind() == RecipeKind.ARRAY) {
      int[] parts = array.arguments();
      if (parts.length - 1 != elements.length) {
        differ(at + ": more or fewer arguments" + NOT);
      }
      for (int i = 0; i < elements.length && difference == null; i++) {
        match(elements[i], parts[i + 1], at);
      }
    } else if (!type.isPrimitive()) {
      match(now, id, at);
    }
  }

  /** Whether an object is what a call answered that each start makes once for it. */
  private static boolean isAnswer(CapturedObject object) {
    return object instanceof CapturedObject.Recipe recipe
        && (recipe.kind() == RecipeKind.CALL
            || recipe.kind() == RecipeKind.THREAD_LOCAL
            || recipe.kind() == RecipeKind.STRING_BUILDER
            || recipe.kind() == RecipeKind.STRING_BUFFER);
  }

  /** Whether it says nothing that an object is another one, as long as it is equal. */
  private static boolean isValue(Object now) {
    if (now instanceof Annotation || now instanceof Type || now instanceof Path) {
      return true;
    }
    String name = now.getClass().getName();
    for (String value : VALUES) {
      if (name.startsWith(value)) {
        return true;
      }
    }
    return false;
  }

  private int known(Object now) {
    Integer known = isValue(now) ? null : ids.get(now);
    return known == null ? 0 : known;
  }

  private String name(int classIndex) {
    return heap.classes().get(classIndex).name();
  }

  private boolean isProgram(int classIndex) {
    int loader = heap.classes().get(classIndex).loader();
    return loader == ClassFlags.LOADER_APPLICATION || loader == ClassFlags.LOADER_PROGRAM;
  }

  private void matchInstance(Object now, int id, String className, String at) {
    if (!now.getClass().getName().equals(className)) {
      differ(at + ": " + className + " observed, " + now.getClass().getName() + NOT);
    } else if (isValue(now)) {
      if (isNewValue(now, id)) {
        work.add(new Met(id, now));
      }
    } else if (pair(now, id, at)) {
      work.add(new Met(id, now));
    }
  }

  private boolean isNewValue(Object now, int id) {
    Set<Object> met = others.get(id);
    if (met == null) {
      met = Collections.newSetFromMap(new IdentityHashMap<>());
      others.put(id, met);
    }
    return met.add(now);
  }

  /** Whether both are met for the first time; what was met must be the same again. */
  private boolean pair(Object now, int id, String at) {
    Integer known = ids.get(now);
    if (known == null && live[id] == null) {
      ids.put(now, id);
      live[id] = now;
      return true;
    }
    if (known == null || known != id) {
      differ(at + ": another " + now.getClass().getName() + NOT);
    }
    return false;
  }

  private void compareObject(int id, Object now, String root) {
    CapturedObject object = heap.objects().get(id - 1);
    if (object instanceof CapturedObject.Instance instance) {
      compareInstance(id, now, instance, root);
    } else if (object instanceof CapturedObject.ReferenceArray array) {
      Object[] elements = (Object[]) now;
      if (elements.length != array.elements().length) {
        differ(root + ": an array of " + array.elements().length + ", " + elements.length + NOT);
        return;
      }
      for (int i = 0; i < elements.length && difference == null; i++) {
        match(elements[i], array.elements()[i], root + " ... [" + i + "]");
      }
    } else if (object instanceof CapturedObject.PrimitiveArray array) {
      comparePrimitives(now, array, root);
    }
  }

  private void comparePrimitives(Object now, CapturedObject.PrimitiveArray array, String root) {
    if (Array.getLength(now) != array.length()) {
      differ(root + ": an array of " + array.length() + ", " + Array.getLength(now) + NOT);
      return;
    }
    byte[] data = array.data();
    int width = array.length() == 0 ? 1 : data.length / array.length();
    char kind = now.getClass().getComponentType().descriptorString().charAt(0);
    long base = Peek.arrayBase(now.getClass());
    for (int i = 0; i < array.length(); i++) {
      long expected = 0;
      for (int k = width - 1; k >= 0; k--) {
        expected = expected << 8 | data[i * width + k] & 0xFF;
      }
      long mask = width == 8 ? -1L : (1L << 8 * width) - 1;
      if ((Peek.primitive(now, base + (long) i * width, kind) & mask) != expected) {
        differ(root + ": an array with another element " + i + NOT);
        return;
      }
    }
  }

  private void compareInstance(int id, Object now, CapturedObject.Instance instance, String root) {
    if (instance.values().length == 0 && !isProgram(instance.classIndex())) {
      return;
    }
    CapturedClass type = heap.classes().get(instance.classIndex());
    HashedCollection collection = hashed.get(id);
    if (collection != null) {
      compareEntries(now, collection, root);
    }
    boolean ofProgramOnly = changesByItself(now);
    long[] at = offsets(now.getClass(), instance.classIndex(), type);
    for (int f = 0; f < instance.values().length && difference == null; f++) {
      CapturedField field = type.fields().get(f);
      long value = instance.values()[f];
      if (now instanceof Reference<?> && field.name().equals("referent") && value != 0) {
        // Kept by something else that is captured, so it is there.
        match(Peek.get(now, Reference.class, "referent"), (int) value, root + " ... referent");
      }
      boolean ofTable = collection != null && contains(collection.tableFields(), f);
      boolean isLeftOut = ofProgramOnly && !isProgram(field.declaringClass());
      if (at[f] >= 0 && !ofTable && !isLeftOut && !isUnasked(now, field, at[f], value)) {
        String step = root + " ... " + type.name() + "." + field.name();
        compareField(now, field, at[f], value, step);
      }
    }
  }

  /** Whether a field of a class of the JDK may be one that is computed when it is asked for. */
  private boolean isUnasked(Object now, CapturedField field, long offset, long value) {
    String declaring = name(field.declaringClass());
    boolean isLazy = LAZY.contains(field.name()) && !declaring.startsWith("java.util.Linked");
    boolean holds = HOLDERS.contains(packageOf(declaring)) && !isLazy;
    if (isProgram(field.declaringClass()) || holds) {
      return false;
    }
    return value == 0
        || (field.isReference()
            ? Peek.reference(now, offset) == null
            : Peek.primitive(now, offset, field.kind()) == 0);
  }

  /** Whether a field of a class of the JDK with this name only remembers something. */
  static boolean isRemembering(String field) {
    return INCIDENTAL.contains(field) || LAZY.contains(field);
  }

  private static String packageOf(String className) {
    int dot = className.lastIndexOf('.');
    return dot < 0 ? "" : className.substring(0, dot);
  }

  /** Whether what the JDK's classes declare of an object says nothing of what it was given. */
  private static boolean changesByItself(Object now) {
    String name = now.getClass().getName();
    return name.equals("java.lang.ThreadLocal")
        || now instanceof Thread
        || now instanceof ClassLoader
        || name.equals("java.text.DigitList") // Where numbers are formatted.
        || name.contains(".ConcurrentSkipList"); // Draws its levels.
  }

  private static boolean contains(int[] list, int value) {
    for (int i : list) {
      if (i == value) {
        return true;
      }
    }
    return false;
  }

  /** Where the instance fields of a class are that say something; -1 for the others. */
  private long[] offsets(Class<?> c, int classIndex, CapturedClass type) {
    long[] known = offsets[classIndex];
    if (known == null) {
      known = new long[type.instanceFieldCount()];
      for (int f = 0; f < known.length; f++) {
        CapturedField field = type.fields().get(f);
        boolean incidental =
            field.treatment() != CapturedField.Treatment.COPIED
                || !isProgram(field.declaringClass()) && isIncidental(field);
        known[f] = incidental ? -1 : offset(c, field);
      }
      offsets[classIndex] = known;
    }
    return known;
  }

  private boolean isIncidental(CapturedField field) {
    String declaring = name(field.declaringClass());
    return INCIDENTAL.contains(field.name())
        || declaring.startsWith("java.lang.ref.") // The collector does as it likes.
        || isOfCalendar(declaring) && !OF_CALENDAR.contains(field.name());
  }

  private static boolean isOfCalendar(String declaring) {
    return declaring.equals("java.util.Calendar")
        || declaring.equals("java.util.GregorianCalendar")
        || declaring.equals("java.util.JapaneseImperialCalendar")
        || declaring.equals("sun.util.BuddhistCalendar");
  }

  private long offset(Class<?> c, CapturedField field) {
    String declaring = name(field.declaringClass());
    for (Class<?> k = c; k != null; k = k.getSuperclass()) {
      if (k.getName().equals(declaring)) {
        for (Field f : k.getDeclaredFields()) {
          if (f.getName().equals(field.name())) {
            return Peek.offset(f, false);
          }
        }
      }
    }
    return -1; // The JDK hides it.
  }

  private void compareEntries(Object now, HashedCollection collection, String root) {
    if (!RehearsedEntries.isOne(collection, now)) {
      return;
    }
    String at = root + " ... " + now.getClass().getName();
    List<RehearsedEntries.Pair> pairs = entries.pairs(collection, now);
    if (pairs == null) {
      differ(at + ": other entries" + NOT);
      return;
    }
    for (RehearsedEntries.Pair pair : pairs) {
      match(pair.now().key(), pair.key(), at + ", a key");
      if (pair.value() != 0 || collection.kind() != ReseedKind.SET_N) {
        match(pair.now().value(), pair.value(), at + ", a value");
      }
    }
  }
}
