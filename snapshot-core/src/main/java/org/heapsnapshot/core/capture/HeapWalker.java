package org.heapsnapshot.core.capture;

import java.lang.ref.Reference;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Currency;
import java.util.Date;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.WeakHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.heapsnapshot.runtime.extension.NotCarried;
import org.heapsnapshot.runtime.format.RecipeKind;
import org.heapsnapshot.runtime.format.ReseedKind;

/**
 * Walks the object graph below the statics of the given classes, breadth first with an explicit
 * worklist, and says for each object how it is carried. Runs inside the observing JVM while no
 * initializer runs. Confined to one thread; used once.
 *
 * <p>Weak and soft referents are not followed; they are kept only to what is otherwise in the
 * image, and to what the JVM itself keeps alive ({@link KeptByJvm}).
 */
public final class HeapWalker {
  private static final int[] NONE = {};

  /** Copied, but what they hold is the offset of a field. */
  private static final Set<String> LAYOUT_BOUND =
      Set.of(
          "java.util.concurrent.atomic.AtomicIntegerFieldUpdater$AtomicIntegerFieldUpdaterImpl",
          "java.util.concurrent.atomic.AtomicLongFieldUpdater$CASUpdater",
          "java.util.concurrent.atomic.AtomicLongFieldUpdater$LockedUpdater",
          "java.util.concurrent.atomic.AtomicReferenceFieldUpdater"
              + "$AtomicReferenceFieldUpdaterImpl");

  /**
   * A static field that holds what the running program obtains itself.
   *
   * @param answer the stand-in for it
   */
  public record LateField(Class<?> owner, Field field, Object answer) {}

  /**
   * A static field that holds what a clock said to the initializer.
   *
   * @param descriptor of its type: {@code J}, or one for a {@code Date}
   */
  public record ClockField(Class<?> owner, String name, String descriptor, long time) {}

  /** Tells whether a number is what a clock said to the initializer of a class. */
  public interface Clocks {
    /** Whether it is. */
    boolean said(Class<?> owner, long time);
  }

  /** Reads fields as the program does. */
  public interface Reader {
    /**
     * What the program sees.
     *
     * @param found what is in the field
     * @param holder the object, or the class of a static field
     */
    Object read(Object found, Object holder, String field);
  }

  /** Copied, but what they hold is what this build of the JDK says of a locale. */
  private static final Set<String> LOCALE_DATA =
      Set.of("java.text.DateFormatSymbols", "java.text.DecimalFormatSymbols");

  private final MemberRecipes members = new MemberRecipes(this::id, this::internedId);
  private final CallRecipes calls;
  private TimeHolders times = new TimeHolders(this::isDefault, 0);
  private final ClassTable classes;
  private final ObjectKinds kinds;
  private final HandledObjects handled;
  private AssociatedValues associated;
  private final StreamRecipes streams;
  private AnnotationCalls annotations;
  private GenericCalls generics = new GenericCalls(List.of());
  private final JdkStatics jdkStatics;
  private final JdkHeld jdkHeld;
  private KeptByJvm keptByJvm;
  private final ClassLoader program;
  private final Map<Object, Integer> ids = new IdentityHashMap<>();
  private final List<Object> live = new ArrayList<>();
  private final List<CapturedObject> objects = new ArrayList<>();
  private final List<CapturedStatics> statics = new ArrayList<>();
  private final List<Class<?>> staticOwners = new ArrayList<>();
  private final List<Integer> references = new ArrayList<>();
  private final List<Integer> weakMaps = new ArrayList<>();
  private FactoryCalls standIns = FactoryCalls.NONE;
  private final List<LateField> lateFields = new ArrayList<>();
  private final List<ClockField> clockFields = new ArrayList<>();

  /** The dates in them. */
  private final Set<Object> dates = Collections.newSetFromMap(new IdentityHashMap<>());

  private Reader reader = (found, holder, field) -> found;
  private Clocks clocks = (owner, time) -> false;
  private DefaultLocales defaultLocales = DefaultLocales.NONE;
  private final Map<String, String> replaced = new java.util.HashMap<>();
  private final Map<Integer, String> refused = new java.util.TreeMap<>();
  private final Map<Object, String> forbidden = new IdentityHashMap<>();
  private final Map<Class<?>, List<Object>> handed = new IdentityHashMap<>();

  /** By initializer that made them. */
  private final Map<Class<?>, List<Throwable>> throwables = new LinkedHashMap<>();

  private final Map<String, Class<?>> ownersByName = new HashMap<>();
  private Set<Object> shells = Set.of();
  private List<HashedCollection> hashed = List.of();
  private Set<Class<?>> made = Set.of();

  /** Null where an image is to hold no class loader of the program. */
  private ProgramLoaders loaders;

  private final Map<ClassLoader, String> problemsOfLoaders = new IdentityHashMap<>();
  private final List<ClassLoader> keptLoaders = new ArrayList<>();
  private boolean layoutBound;
  private boolean localeData;
  private boolean comparing;
  private boolean refusingNothing;
  private final Set<String> leftOut = new java.util.HashSet<>();

  /**
   * @param program the application loader
   * @param jdkClasses the loaded classes of the JDK
   * @param constantFields names of the static fields with a ConstantValue, by binary class name
   */
  public HeapWalker(
      ClassLoader program,
      Collection<Class<?>> jdkClasses,
      Function<String, Set<String>> constantFields) {
    this(program, jdkClasses, constantFields, o -> null);
  }

  /**
   * @param recorded the call of a JDK factory that answered an object, or null
   */
  public HeapWalker(
      ClassLoader program,
      Collection<Class<?>> jdkClasses,
      Function<String, Set<String>> constantFields,
      Function<Object, RecordedCall> recorded) {
    this.program = program;
    this.calls = new CallRecipes(recorded, this::id);
    Extensions extensions = Extensions.of(program);
    this.classes = new ClassTable(program, extensions.caches(), constantFields);
    this.handled = new HandledObjects(extensions, classes, this::id);
    this.kinds = new ObjectKinds(classes);
    withClassValues(new ClassValues(() -> jdkClasses.toArray(new Class<?>[0])));
    this.annotations = new AnnotationCalls(List.of(), classes);
    this.jdkStatics = new JdkStatics(jdkClasses);
    this.jdkHeld = new JdkHeld(jdkClasses);
    this.streams = new StreamRecipes(this::isStandardStream, this::id);
  }

  /**
   * Says which static fields hold whether assertions are enabled; to be said before {@link #walk}.
   *
   * @param fields by {@code declaring.Class.field} the class whose status it is, behind {@link
   *     CapturedStatics#NEGATED} for the opposite
   */
  public HeapWalker withAssertionFields(Map<String, String> fields) {
    classes.assertionFields(fields);
    return this;
  }

  /**
   * Walks through objects of the JDK that no image can carry as if they were copied, but for those
   * that the JDK itself holds, of which the class alone is told. The heap is good for comparing
   * only then. To be said before {@link #walk}.
   */
  public HeapWalker toCompare() {
    comparing = true;
    return this;
  }

  /** Copies what the JDK keeps for one process, which is wrong. To be said before {@link #walk}. */
  public HeapWalker refusingNothing() {
    refusingNothing = true;
    return this;
  }

  /** Takes static fields, each {@code Class.field}, for empty. To be said before {@link #walk}. */
  public HeapWalker leavingOut(Collection<String> fields) {
    leftOut.addAll(fields);
    return this;
  }

  /** Names the classes whose objects may be carried although they are keys. */
  public void allowKeys(Set<String> names) {
    kinds.allowKeys(names);
  }

  /** Says by how much the clocks are set wrong. To be said before {@link #walk}. */
  public void withClocksShifted(long millis) {
    times = new TimeHolders(this::isDefault, millis);
  }

  /** Says where class values are kept: all loaded classes. To be said before {@link #walk}. */
  public HeapWalker withClassValues(ClassValues values) {
    associated = new AssociatedValues(values, kinds::hasName, this::id);
    return this;
  }

  /** Tells which objects are stand-ins. To be said before {@link #walk}. */
  public HeapWalker answeredBy(FactoryCalls calls) {
    standIns = calls;
    return this;
  }

  /** Tells which locales are the default. To be said before {@link #walk}. */
  public HeapWalker withDefaultLocales(DefaultLocales defaults) {
    defaultLocales = defaults;
    return this;
  }

  /** Tells the classes that may have annotations and types. To be said before {@link #walk}. */
  public HeapWalker withLoaded(Collection<Class<?>> all) {
    annotations = new AnnotationCalls(all, classes);
    generics = new GenericCalls(all);
    return this;
  }

  /**
   * Says before {@link #walk} that the program sets a default, {@code locale} or {@code timezone},
   * and when a start asks for it is not known.
   */
  public void forbidDefault(String which) {
    replaced.put(which, "the default " + which + ", which the program sets");
  }

  /** Says how the program reads fields. To be said before {@link #walk}. */
  public void readingBy(Reader how) {
    reader = how;
  }

  /** Tells which numbers are times. To be said before {@link #walk}. */
  public HeapWalker withClocks(Clocks said) {
    clocks = said;
    return this;
  }

  /** Says what watches handlers that run code of the program. To be said before {@link #walk}. */
  public HeapWalker watchedBy(HandlerWatch watch) {
    handled.watchedBy(watch);
    return this;
  }

  /**
   * Tells which classes the program has made. To be said before {@link #walk}.
   *
   * @param unknown whether a class of the program comes from nowhere: neither from the class path
   *     nor from what is kept
   */
  public void withMade(Set<Class<?>> kept, Predicate<Class<?>> unknown) {
    made = kept;
    kinds.refuse(unknown);
  }

  /** Says which class loaders of the program can be carried. To be said before {@link #walk}. */
  public HeapWalker withLoaders(ProgramLoaders those) {
    loaders = those;
    classes.keep(loader -> problemOf(loader) == null);
    return this;
  }

  private String problemOf(ClassLoader loader) {
    if (loaders == null) {
      return "no loader is kept here";
    }
    if (!problemsOfLoaders.containsKey(loader)) {
      problemsOfLoaders.put(loader, loaders.problem(loader));
    }
    return problemsOfLoaders.get(loader);
  }

  /** Says before {@link #walk} that one object cannot be carried, and what is wrong with it. */
  public void forbid(Object o, String what) {
    forbidden.put(o, what);
  }

  /** Says what initializers are to be handed, in order. To be said before {@link #walk}. */
  public void handing(Map<Class<?>, List<Object>> objectsOf) {
    handed.putAll(objectsOf);
  }

  /**
   * Says which threads and executors initializers have to make again. To be said before {@link
   * #walk}.
   *
   * @param made compared by identity
   */
  public void withShells(Set<Object> made) {
    shells = made;
  }

  /** Walks everything below the statics of {@code owners}, in that order. */
  public void walk(List<Class<?>> owners) {
    owners.forEach(owner -> ownersByName.put(owner.getName(), owner));
    for (Class<?> owner : owners) {
      addStatics(owner);
    }
    drain();
    keptByJvm = new KeptByJvm(classes, jdkStatics);
    WeakMaps weak = new WeakMaps(this::id, this::referentId);
    boolean more = true;
    while (more) {
      int before = live.size();
      traceReferents();
      weak.traceReachable(weakMaps, live);
      drain();
      more = live.size() > before;
    }
    refuseInternedReferents();
    resolveReferents();
    hashed =
        new HashedViews(classes, handled, associated, live, objects, this::known, this::id).build();
    drain();
    handThrowables();
    refuseCalls();
    refuseDates();
    generics.split(live, this::carried).forEach((type, what) -> refused.put(known(type), what));
    refuseMadeCollections();
    if (!comparing) {
      refused.putAll(
          handled.trials().run(this::carried, o -> jdkStatics.fieldHolding(o) != null, this::key));
    }
  }

  /** Initializers are handed the throwables they made after all else. */
  private void handThrowables() {
    for (int row = 0; row < statics.size(); row++) {
      List<Throwable> made = throwables.getOrDefault(staticOwners.get(row), List.of());
      if (!made.isEmpty()) {
        made.sort(Comparator.comparing(StackTraces::key)); // Another walk begins elsewhere.
        CapturedStatics plain = statics.get(row);
        int first = plain.handed().length;
        int[] handing = Arrays.copyOf(plain.handed(), first + made.size());
        for (int i = 0; i < made.size(); i++) {
          handing[first + i] = id(made.get(i));
        }
        statics.set(row, plain.handing(handing));
      }
    }
  }

  /** The throwables that restored initializers made, by initializer and in a fixed order. */
  public Map<Class<?>, List<Throwable>> throwables() {
    return throwables;
  }

  private CapturedObject carried(Object o) {
    return known(o) == 0 ? null : objects.get(known(o) - 1);
  }

  private String key(Object o) {
    return kinds.keyRefusal(o.getClass());
  }

  /** Whether handlers have made copies of objects on trial. */
  public boolean hasTried() {
    return !comparing && !handled.trials().isEmpty();
  }

  /**
   * What is in another state than it was, as a later walk of the same statics found it; the first
   * only, for what follows may have other ids. To be asked when all can be carried.
   *
   * @param by what changes it
   */
  public List<Rejection> changed(HeapWalker later, String by) {
    for (int row = 0; row < statics.size(); row++) {
      if (!Arrays.equals(statics.get(row).values(), later.statics.get(row).values())) {
        String name = staticOwners.get(row).getName();
        return List.of(new Rejection(name, "a value that " + by + " changes", List.of()));
      }
    }
    int id = SameCapture.firstDifference(objects, later.objects);
    if (id == 0) {
      return List.of();
    }
    String type = live.get(id - 1).getClass().getTypeName();
    return rejections(Map.of(id, "an object of " + type + ", which " + by + " changes"));
  }

  /** Which fields such a table has must be known before the class is there. */
  private void refuseMadeCollections() {
    for (HashedCollection view : hashed) {
      if (made.contains(object(view.object()).getClass())) {
        refused.put(view.object(), "a collection of a class that the program made");
      }
    }
  }

  private void refuseCalls() {
    for (int id = 1; id <= objects.size(); id++) {
      if (objects.get(id - 1) instanceof CapturedObject.Recipe recipe
          && RecipeKind.takesAny(recipe.kind())) {
        String reason =
            calls.refusal(live.get(id - 1), recipe, i -> objects.get(i - 1), this::object);
        if (reason != null) {
          refused.put(id, reason);
        }
      }
    }
  }

  private void addStatics(Class<?> owner) {
    int index = classes.index(owner);
    List<CapturedField> fields = classes.fields(index);
    int[] carried = new int[fields.size()];
    long[] values = new long[fields.size()];
    int n = 0;
    for (int f = 0; f < fields.size(); f++) {
      CapturedField field = fields.get(f);
      if (field.isStatic() && !classes.isConstant(index, field) && !isLate(owner, field)) {
        carried[n] = f;
        values[n] =
            field.treatment() == CapturedField.Treatment.ASSERTION_STATUS
                ? classes.assertionValue(owner, field.name())
                : leftOut.contains(owner.getName() + "." + field.name()) ? 0 : value(owner, field);
        n++;
      }
    }
    List<Object> handing = handed.getOrDefault(owner, List.of());
    int[] handedIds = new int[handing.size()];
    for (int i = 0; i < handedIds.length; i++) {
      handedIds[i] = id(handing.get(i));
    }
    statics.add(
        new CapturedStatics(
            index, Arrays.copyOf(carried, n), Arrays.copyOf(values, n), new int[n], handedIds));
    staticOwners.add(owner);
  }

  /** Notes a static field that holds a stand-in, or a time of its own initializer. */
  private boolean isLate(Class<?> owner, CapturedField field) {
    if (field.kind() == 'J') {
      long time = Peek.primitive(owner, field.offset(), 'J');
      boolean said = clocks.said(owner, time);
      if (said) {
        clockFields.add(new ClockField(owner, field.name(), "J", time));
      }
      return said;
    }
    Object value = field.isReference() ? Peek.reference(owner, field.offset()) : null;
    if (TimeHolders.isPlainDate(value)
        && clocks.said(owner, ((Date) value).getTime())
        && dates.add(value)) {
      String descriptor = declared(owner, field).getType().descriptorString();
      long time = ((Date) value).getTime();
      clockFields.add(new ClockField(owner, field.name(), descriptor, time));
      return true;
    }
    if (value == null || standIns.of(value) == null) {
      return false;
    }
    lateFields.add(new LateField(owner, declared(owner, field), value));
    return true;
  }

  private static Field declared(Class<?> owner, CapturedField field) {
    try {
      return owner.getDeclaredField(field.name());
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A date that its class makes anew is another object for whoever has it too. */
  private void refuseDates() {
    for (Object date : dates) {
      if (known(date) != 0) {
        refused.put(known(date), "a date of the time at which an initializer ran");
      }
    }
  }

  private long value(Object base, CapturedField field) {
    if (field.treatment() != CapturedField.Treatment.COPIED) {
      return 0;
    }
    if (field.isReference()) {
      return id(reader.read(Peek.reference(base, field.offset()), base, field.name()));
    }
    return Peek.primitive(base, field.offset(), field.kind());
  }

  /** The id of an object, a new one if it was not known. */
  private int id(Object o) {
    if (o == null) {
      return 0;
    }
    Object one = one(o);
    Integer known = ids.get(one);
    if (known != null) {
      return known;
    }
    live.add(one);
    ids.put(one, live.size());
    return live.size();
  }

  private int known(Object o) {
    Integer known = o == null ? null : ids.get(one(o));
    return known == null ? 0 : known;
  }

  /** The JVM has a line separator of its own, of which an image has a copy as of any string. */
  private Object one(Object o) {
    return comparing && System.lineSeparator().equals(o) ? System.lineSeparator() : o;
  }

  private void drain() {
    while (objects.size() < live.size()) {
      int id = objects.size() + 1;
      Object o = live.get(id - 1);
      CapturedObject captured = capture(id, o);
      objects.add(captured);
    }
  }

  private CapturedObject capture(int id, Object o) {
    if (o instanceof String s) {
      return new CapturedObject.Text(s, isInterned(s));
    }
    FactoryCalls.Call answered = standIns.of(o);
    if (answered != null) {
      refused.put(
          id,
          "a logger, obtained by "
              + answered.owner().replace('/', '.')
              + "."
              + answered.method()
              + ", in a place other than a static field; it must be obtained by the running"
              + " program");
      return factoryCall(answered);
    }
    if (o instanceof Class<?> c) {
      if (Proxy.isProxyClass(c)) {
        return calls.recipe(StateCalls.proxyClass(c));
      }
      if (!kinds.hasName(c) || isArrayOfMade(c)) {
        refused.put(id, "the class " + c.getName() + ", which no built-in loader can find by name");
      }
      addLoaderOf(c);
      return new CapturedObject.ClassMirror(classes.index(c));
    }
    if (o instanceof RecordedCall.Box box) {
      return new CapturedObject.SmallBox(classes.index(box.type()), box.value());
    }
    CapturedObject symbol = symbol(o);
    if (symbol != null) {
      if (forbidden.containsKey(o)) {
        refused.put(id, forbidden.get(o));
      }
      return symbol;
    }
    OwnCall locale = defaultLocales.of(o);
    boolean zone = o instanceof TimeZone candidate && isDefault(candidate);
    if (locale != null || zone) {
      String problem = replaced.get(zone ? "timezone" : "locale");
      if (problem != null) {
        refused.put(id, problem);
      }
      return calls.recipe(zone ? o : locale);
    }
    if (o instanceof OwnCall || o instanceof RecordedCall.Elements) {
      return calls.recipe(o);
    }
    Class<?> c = o.getClass();
    if (c.isArray()) {
      return array(id, o, c);
    }
    if (ObjectKinds.hasRecipe(o)) {
      return recipe(o);
    }
    CapturedObject member = members.recipe(o);
    if (member != null) {
      return member;
    }
    CapturedObject stream = streams.recipe(o);
    if (stream != null) {
      return stream;
    }
    if (AnnotationCalls.isAnnotation(o)) {
      return annotation(id, o);
    }
    OwnCall type = generics.of(o);
    if (type != null) {
      return calls.recipe(type);
    }
    String unknown = GenericCalls.settle(o);
    if (unknown != null) {
      return refused(id, o.getClass(), unknown);
    }
    OwnCall state = StateCalls.of(o);
    if (state != null) {
      return calls.recipe(state);
    }
    boolean ofJdk = classes.loader(c) == 0 || classes.loader(c) == 1;
    CapturedObject call = ofJdk || c.isHidden() ? calls.recipe(o) : null;
    if (call != null) {
      return call;
    }
    if (LAYOUT_BOUND.contains(c.getName())) {
      layoutBound = true;
    }
    localeData |= LOCALE_DATA.contains(c.getName());
    try {
      CapturedObject made = handled.recipe(o);
      return made == null ? instance(id, o, c) : made;
    } catch (NotCarried e) {
      return refused(id, c, e.getMessage());
    }
  }

  /** Whoever has a class has its loader. */
  private void addLoaderOf(Class<?> c) {
    if (classes.loader(c) == 3 && !c.isArray()) {
      id(c.getClassLoader());
    }
  }

  /** A loader with what classes of the program declare; its name and parent are no fields. */
  private CapturedObject loader(int id, ClassLoader loader) {
    Class<?> c = loader.getClass();
    String problem = problemOf(loader);
    if (problem != null) {
      return refused(
          id, c, "a class loader (" + c.getName() + "), whose classes the JVM knows; " + problem);
    }
    problem = kinds.refusalOfLoader(c);
    if (problem != null) {
      return refused(id, c, problem);
    }
    id(ProgramLoaders.name(loader));
    if (ProgramLoaders.parent(loader) != program) {
      id(ProgramLoaders.parent(loader));
    }
    keptLoaders.add(loader);
    return instance(id, loader, c, false);
  }

  private CapturedObject instance(int id, Object o, Class<?> c) {
    if (o instanceof ClassLoader loader) {
      return loader(id, loader);
    }
    boolean isHandled = handled.add(id, o);
    associated.add(id, o);
    boolean isShell = Shells.isOne(o) && (comparing || shells.contains(o)) && Shells.isFresh(o);
    boolean whollyMade = isHandled && handled.isWhollyMade(id, c) && kinds.hasName(c);
    String refusal =
        isShell ? kinds.refusalOfShell(c) : whollyMade ? kinds.refusalOfMade(c) : kinds.refusal(c);
    boolean copiedAnyhow = refusingNothing && kinds.isOpaque(c) && kinds.hasName(c);
    if (refusal != null && !copiedAnyhow) {
      boolean isOpaque = comparing && kinds.isOpaque(c);
      if (!isOpaque || jdkHeld.has(o)) {
        if (!isOpaque) {
          refused.put(id, refusal);
        }
        return new CapturedObject.Instance(classes.index(c), new long[0]);
      }
    }
    return instance(id, o, c, isHandled);
  }

  private CapturedObject refused(int id, Class<?> c, String why) {
    refused.put(id, why);
    return new CapturedObject.Instance(classes.index(c), new long[0]);
  }

  private CapturedObject annotation(int id, Object o) {
    OwnCall call = annotations.of(o);
    if (call != null) {
      return calls.recipe(call);
    }
    return refused(id, o.getClass(), annotations.refusal(o));
  }

  private CapturedObject factoryCall(FactoryCalls.Call call) {
    int[] arguments = new int[call.arguments().length];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = id(call.arguments()[i]);
    }
    return new CapturedObject.FactoryCall(
        call.owner(), call.method(), call.descriptor(), call.onInterface(), arguments);
  }

  /** Tells whether the string is the interned instance of its text without making it so. */
  private static boolean isInterned(String s) {
    return new String(s.toCharArray()).intern() == s;
  }

  private boolean isStandardStream(Object o) {
    Field field = o == null ? null : jdkStatics.fieldHolding(o);
    return field != null && field.getDeclaringClass() == System.class;
  }

  private CapturedObject symbol(Object o) {
    if (o instanceof ClassLoader) {
      if (o == program) {
        return new CapturedObject.BuiltinLoader(2);
      }
      if (o == ClassLoader.getPlatformClassLoader()) {
        return new CapturedObject.BuiltinLoader(1);
      }
      return null;
    }
    if (o instanceof Enum<?> e && classes.loader(e.getDeclaringClass()) < 2) {
      return new CapturedObject.JdkEnum(classes.index(e.getDeclaringClass()), e.name());
    }
    Integer box = KeptByJvm.cachedBox(o);
    if (box != null) {
      return new CapturedObject.SmallBox(classes.index(o.getClass()), box);
    }
    if (ObjectKinds.hasRecipe(o)) {
      return null; // Locales and zones held by JDK statics may be defaults of this process.
    }
    Field field = jdkStatics.fieldHolding(o);
    if (field == null) {
      JdkStatics.Element element = jdkStatics.elementHolding(o);
      return element == null
          ? null
          : new CapturedObject.Recipe(
              RecipeKind.ELEMENT, new int[] {id(element.array()), element.index()});
    }
    int owner = classes.index(field.getDeclaringClass());
    List<CapturedField> fields = classes.fields(owner);
    for (int f = 0; f < fields.size(); f++) {
      if (fields.get(f).isStatic() && fields.get(f).name().equals(field.getName())) {
        return new CapturedObject.StaticField(owner, f);
      }
    }
    throw new IllegalStateException("field not found again: " + field);
  }

  private boolean isArrayOfMade(Class<?> c) {
    Class<?> element = c;
    while (element.isArray()) {
      element = element.getComponentType();
    }
    return c.isArray() && made.contains(element);
  }

  private CapturedObject array(int id, Object o, Class<?> c) {
    if (classes.loader(c) == -1) {
      refused.put(id, "an array of a class that a class loader of the program defined");
    } else if (isArrayOfMade(c)) {
      refused.put(id, "an array of a class that the program made");
    }
    int index = classes.index(c);
    if (o instanceof Object[] elements) {
      int[] element = new int[elements.length];
      for (int i = 0; i < element.length; i++) {
        element[i] = id(elements[i]);
      }
      return new CapturedObject.ReferenceArray(index, element);
    }
    return new CapturedObject.PrimitiveArray(index, Array.getLength(o), bytes(o));
  }

  private static byte[] bytes(Object array) {
    int scale = Peek.arrayScale(array.getClass());
    int length = Array.getLength(array);
    ByteBuffer buffer =
        ByteBuffer.allocate(Math.multiplyExact(length, scale)).order(ByteOrder.LITTLE_ENDIAN);
    if (array instanceof byte[] a) {
      buffer.put(a);
    } else if (array instanceof boolean[] a) {
      for (boolean b : a) {
        buffer.put((byte) (b ? 1 : 0));
      }
    } else if (array instanceof int[] a) {
      buffer.asIntBuffer().put(a);
    } else if (array instanceof long[] a) {
      buffer.asLongBuffer().put(a);
    } else if (array instanceof char[] a) {
      buffer.asCharBuffer().put(a);
    } else if (array instanceof short[] a) {
      buffer.asShortBuffer().put(a);
    } else if (array instanceof float[] a) {
      for (float f : a) {
        buffer.putInt(Float.floatToRawIntBits(f));
      }
    } else {
      for (double d : (double[]) array) {
        buffer.putLong(Double.doubleToRawLongBits(d));
      }
    }
    return buffer.array();
  }

  private CapturedObject recipe(Object o) {
    if (o instanceof Charset charset) {
      return new CapturedObject.Recipe(RecipeKind.CHARSET, new int[] {internedId(charset.name())});
    }
    if (o instanceof Locale locale) {
      String tag = locale.toLanguageTag();
      boolean enough = Locale.forLanguageTag(tag).equals(locale);
      return new CapturedObject.Recipe(
          RecipeKind.LOCALE,
          new int[] {
            internedId(tag),
            enough ? 0 : internedId(locale.getLanguage()),
            enough ? 0 : internedId(locale.getCountry()),
            enough ? 0 : internedId(locale.getVariant())
          });
    }
    if (o instanceof StringBuilder builder) {
      return new CapturedObject.Recipe(
          RecipeKind.STRING_BUILDER, new int[] {id(builder.toString()), builder.capacity()});
    }
    if (o instanceof StringBuffer buffer) {
      return new CapturedObject.Recipe(
          RecipeKind.STRING_BUFFER, new int[] {id(buffer.toString()), buffer.capacity()});
    }
    if (o instanceof Pattern pattern) {
      return new CapturedObject.Recipe(
          RecipeKind.PATTERN, new int[] {internedId(pattern.pattern()), pattern.flags()});
    }
    if (o instanceof TimeZone zone) {
      return new CapturedObject.Recipe(RecipeKind.TIME_ZONE, new int[] {internedId(zone.getID())});
    }
    if (o instanceof Currency currency) {
      return new CapturedObject.Recipe(
          RecipeKind.CURRENCY, new int[] {internedId(currency.getCurrencyCode())});
    }
    if (o instanceof ZoneId zone) {
      return new CapturedObject.Recipe(RecipeKind.ZONE_ID, new int[] {internedId(zone.getId())});
    }
    return new CapturedObject.Recipe(RecipeKind.THREAD_LOCAL, NONE);
  }

  /** What {@code getDefault} answered, so that at a start it is the default of that start. */
  private boolean isDefault(TimeZone zone) {
    return calls.isRecorded(zone) && zone.equals(TimeZone.getDefault());
  }

  /** The canonical instance of a text, which a string of the program must not become by this. */
  private int internedId(String s) {
    return id(new String(s).intern());
  }

  private CapturedObject instance(int id, Object o, Class<?> c, boolean isHandled) {
    if (o instanceof Throwable t) {
      StackTraces.settle(t);
      Class<?> maker = StackTraces.cut(t, ownersByName);
      if (maker != null) {
        throwables.computeIfAbsent(maker, k -> new ArrayList<>()).add(t);
      }
    }
    addLoaderOf(c);
    int index = classes.index(c);
    List<CapturedField> fields = classes.fields(index);
    int n = 0;
    while (n < fields.size() && !fields.get(n).isStatic()) {
      n++;
    }
    long[] values = new long[n];
    boolean weakMap = o instanceof WeakHashMap;
    boolean isMade = isHandled && !handled.isHashed(id);
    int[] made = isMade ? handled.madeFields(id, c) : NONE;
    List<OwnCall> after = times.calls(o);
    for (int f = 0; f < n; f++) {
      CapturedField field = fields.get(f);
      boolean skip =
          o instanceof Reference && field.name().equals("referent")
              || weakMap && WeakMaps.isTableField(classes.get(field.declaringClass()), field)
              || Arrays.binarySearch(made, f) >= 0;
      Object source = times.source(o, classes.get(field.declaringClass()), field.name());
      values[f] = skip || source == null ? 0 : value(source, field);
    }
    after.forEach(this::id);
    if (o instanceof Reference) {
      references.add(id);
    }
    if (weakMap) {
      weakMaps.add(id);
    }
    return new CapturedObject.Instance(index, values);
  }

  /** The id of what a reference refers to, or 0 where that is what nothing keeps alive. */
  private int referentId(Object referent) {
    int known = known(referent);
    return known == 0 && referent != null && keptByJvm.isKept(referent) ? id(referent) : known;
  }

  private Object referent(int reference) {
    return Peek.get(live.get(reference - 1), Reference.class, "referent");
  }

  private void traceReferents() {
    for (int i = 0; i < references.size(); i++) {
      referentId(referent(references.get(i)));
    }
  }

  /**
   * A literal lives as long as its class: a start that does not run the code which names it would
   * not keep it. What the program has interned itself cannot be told from it.
   */
  private void refuseInternedReferents() {
    List<Object> candidates = new ArrayList<>();
    references.forEach(id -> candidates.add(referent(id)));
    for (int id : weakMaps) {
      WeakMaps.entries(live.get(id - 1)).forEach(entry -> candidates.add(entry.getKey()));
    }
    for (Object candidate : candidates) {
      if (candidate instanceof String s && known(s) == 0 && isInterned(s)) {
        refused.put(id(s), "an interned string, which only a weak or soft reference holds");
      }
    }
    drain();
  }

  /** Weak and soft references keep their referent only if something else does. */
  private void resolveReferents() {
    for (int id : references) {
      CapturedObject.Instance instance = (CapturedObject.Instance) objects.get(id - 1);
      List<CapturedField> fields = classes.fields(instance.classIndex());
      for (int f = 0; f < instance.values().length; f++) {
        CapturedField field = fields.get(f);
        if (field.name().equals("referent")
            && classes.get(field.declaringClass()) == Reference.class) {
          Object referent = Peek.reference(live.get(id - 1), field.offset());
          instance.values()[f] = known(referent);
        }
      }
    }
  }

  /** The static fields that hold a time. */
  public List<ClockField> clockFields() {
    return clockFields;
  }

  /** The static fields that hold stand-ins; they are in no {@link CapturedStatics}. */
  public List<LateField> lateFields() {
    return lateFields;
  }

  /** The id of a stand-in that a late class obtains, after {@link #walk}. */
  public int lateId(Object standIn) {
    boolean isNew = known(standIn) == 0;
    int id = id(standIn);
    drain();
    if (isNew) {
      refused.remove(id); // Nothing but its class leads to it.
    }
    return id;
  }

  /** The class index of a class. */
  public int classIndex(Class<?> c) {
    return classes.index(c);
  }

  /** The classes whose statics reach a copied object of exactly one of these classes. */
  public List<Rejection> reaching(Map<Class<?>, String> reasons) {
    Map<Integer, String> found = new java.util.TreeMap<>();
    for (int i = 0; i < objects.size(); i++) {
      if (objects.get(i) instanceof CapturedObject.Instance instance) {
        String reason = reasons.get(classes.get(instance.classIndex()));
        if (reason != null) {
          found.put(i + 1, reason);
        }
      }
    }
    return rejections(found);
  }

  /** The classes whose statics, or what they are handed, reach one of these objects. */
  public List<Rejection> reachingObjects(Map<Object, String> reasons) {
    Map<Integer, String> found = new java.util.TreeMap<>();
    reasons.forEach(
        (o, reason) -> {
          if (known(o) != 0) {
            found.put(known(o), reason);
          }
        });
    return found.isEmpty() ? List.of() : paths(found).reaching();
  }

  /** The classes that reach objects which cannot be carried; empty when all can. */
  public List<Rejection> rejections() {
    return rejections(refused);
  }

  private List<Rejection> rejections(Map<Integer, String> of) {
    return of.isEmpty() ? List.of() : paths(of).find();
  }

  private RejectionPaths paths(Map<Integer, String> of) {
    return new RejectionPaths(
        classes::fields, i -> classes.get(i).getName(), objects, statics, hashed, loaders(), of);
  }

  /** The class loaders of the program, parents first. */
  private List<CapturedLoader> loaders() {
    List<ClassLoader> order = new ArrayList<>(keptLoaders);
    order.sort(Comparator.comparingInt(this::depth));
    Map<ClassLoader, List<Integer>> defined = new IdentityHashMap<>();
    List<Class<?>> all = classes.all();
    for (int i = 0; i < all.size(); i++) {
      if (!all.get(i).isArray() && classes.loader(all.get(i)) == 3) {
        defined.computeIfAbsent(all.get(i).getClassLoader(), k -> new ArrayList<>()).add(i);
      }
    }
    List<CapturedLoader> result = new ArrayList<>();
    for (ClassLoader loader : order) {
      int[] own =
          defined.getOrDefault(loader, List.of()).stream().mapToInt(Integer::intValue).toArray();
      result.add(
          new CapturedLoader(
              known(loader),
              known(ProgramLoaders.name(loader)),
              order.indexOf(ProgramLoaders.parent(loader)),
              own));
    }
    return result;
  }

  private int depth(ClassLoader loader) {
    int depth = 0;
    for (ClassLoader up = loader; up != program; up = ProgramLoaders.parent(up)) {
      depth++;
    }
    return depth;
  }

  /** Whether an object was found. */
  public boolean isReached(Object o) {
    return known(o) != 0;
  }

  /** How many objects were found; they have the ids from 1 on. */
  public int count() {
    return live.size();
  }

  /** The live object of an id; null for id 0. */
  public Object object(int id) {
    return id == 0 ? null : live.get(id - 1);
  }

  /** The logical views of the hashed collections. */
  public List<HashedCollection> hashed() {
    return hashed;
  }

  /** Whether a collection of an extension finds an entry of its view; those of the JDK do. */
  public boolean finds(HashedCollection view, int entry) {
    return view.kind() != ReseedKind.HANDLED
        || entry == 0
        || handled.finds(view.object(), object(view.object()), entry - 1);
  }

  /** Whether a captured value is an offset, so that the image needs the layout of this JVM. */
  public boolean layoutBound() {
    return layoutBound;
  }

  /** Whether a captured value is locale data, so that the image needs this build of the JDK. */
  public boolean hasLocaleData() {
    return localeData;
  }

  /** The product, when {@link #rejections} is empty. */
  public CapturedHeap heap() {
    return heap(List.of());
  }

  /** The product with its late classes, when {@link #rejections} is empty. */
  public CapturedHeap heap(List<CapturedLate> late) {
    return heap(late, List.of());
  }

  /** The product with its late classes and those that the program made. */
  public CapturedHeap heap(List<CapturedLate> late, List<CapturedMade> kept) {
    int[] identityHashes = new int[objects.size()];
    for (int i = 0; i < identityHashes.length; i++) {
      identityHashes[i] = System.identityHashCode(live.get(i));
    }
    return new CapturedHeap(
        Fingerprint.ofThisJvm(),
        classes.rows(),
        objects,
        statics,
        hashed,
        late,
        identityHashes,
        kept,
        loaders());
  }
}
