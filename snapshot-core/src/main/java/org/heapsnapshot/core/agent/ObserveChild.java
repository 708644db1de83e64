package org.heapsnapshot.core.agent;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.heapsnapshot.core.KryoStreams;
import org.heapsnapshot.core.capture.CapturedLate;
import org.heapsnapshot.core.capture.CapturedMade;
import org.heapsnapshot.core.capture.ClassValues;
import org.heapsnapshot.core.capture.DefaultLocales;
import org.heapsnapshot.core.capture.HeapWalker;
import org.heapsnapshot.core.capture.Peek;
import org.heapsnapshot.core.capture.ProgramLoaders;
import org.heapsnapshot.core.capture.Rejection;
import org.heapsnapshot.core.jvm.Serializers;
import org.heapsnapshot.core.observe.Conviction;
import org.heapsnapshot.core.observe.ObserveReport;
import org.heapsnapshot.core.observe.RunningInitializer;
import org.heapsnapshot.hooks.Hooks;

/**
 * Main class of an observing JVM: loads the closure, initializes the classes of the profile in
 * their order, walks the heap below their statics and hands back what it found. Ends with {@code
 * halt}, so that nothing the initializers left behind runs.
 */
public final class ObserveChild {
  private static final String ELSEWHERE = "tqzvxb2";
  private static final long STACK_BYTES = 16L << 20;

  private final Agent.Session session;
  private final ChildTask task;
  private final ObserveSink sink;
  private final ClassLoader program = ClassLoader.getSystemClassLoader();
  private final Initializers initializers = new Initializers(program);
  private final Set<String> runTime;
  private final RunningInitializer running;

  /** What every start initializes before anything else, and what the user says it may find so. */
  private final Set<String> first;

  private boolean certain = true;

  private final Map<String, String> unloadable = new LinkedHashMap<>();
  private DefaultLocales defaultLocales;

  private ObserveChild(Agent.Session session) {
    this.session = session;
    this.task = session.task();
    this.sink = new ObserveSink(session);
    this.first = new LinkedHashSet<>(task.first());
    for (String preload : task.preload()) {
      String name = initializers.firstClass(preload);
      if (name != null && !task.runTime().contains(name)) {
        first.add(name);
      }
    }
    sink.facts().ask(initializers);
    this.runTime = new HashSet<>(task.runTime());
    this.running = new RunningInitializer(Path.of(task.output()));
  }

  /** Runs the task that the agent was started with. */
  public static void main(String[] args) {
    ObserveChild child = new ObserveChild(Agent.session());
    fixSalt(child.task.salt());
    boolean guarded = child.task.guarded().contains("locale");
    child.defaultLocales = guarded ? DefaultLocales.NONE : DefaultLocales.separate();
    ObserveReport report = child.task.reversed() ? child.observeElsewhere() : child.observe();
    KryoStreams.write(report, Path.of(child.task.output()));
    System.out.flush();
    Runtime.getRuntime().halt(0);
  }

  /** Iteration order of immutable collections is drawn per process; one build must repeat it. */
  private static void fixSalt(long salt) {
    try {
      Class<?> c = Class.forName("java.util.ImmutableCollections");
      Peek.putLong(c, Peek.offset(c.getDeclaredField("SALT32L"), true), salt & 0xFFFF_FFFFL);
      Field reverse = c.getDeclaredField("REVERSE");
      Peek.putBoolean(c, Peek.offset(reverse, true), (salt & 1) != 0);
    } catch (ReflectiveOperationException e) {
      // Another JDK without that field: the order then varies from build to build, which only
      // costs reproducible bytes.
    }
  }

  /**
   * Observes on a thread with another name, number, group, priority and stack: initializers that
   * keep something of their thread then differ.
   */
  private ObserveReport observeElsewhere() {
    ObserveReport[] report = new ObserveReport[1];
    Throwable[] thrown = new Throwable[1];
    Thread thread =
        new Thread(
            new ThreadGroup(ELSEWHERE + "-group"),
            () -> report[0] = observe(),
            ELSEWHERE + "-thread",
            STACK_BYTES);
    thread.setPriority(Thread.NORM_PRIORITY - 1);
    thread.setUncaughtExceptionHandler((t, e) -> thrown[0] = e);
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    if (report[0] == null) {
      throw new IllegalStateException("observing failed", thrown[0]);
    }
    return report[0];
  }

  /** The classes of the profile; the main class comes first at every start, then what it needs. */
  private List<String> order() {
    List<String> order = new ArrayList<>(task.initialize());
    if (task.reversed()) {
      Collections.reverse(order);
    }
    order.removeAll(first);
    order.addAll(0, first);
    if (order.remove(task.mainClass())) {
      order.add(0, task.mainClass());
    }
    return order;
  }

  /** The objects with which initializers of restored classes will repeat their effects. */
  private Map<Class<?>, List<Object>> handed(List<Class<?>> owners) {
    Map<Class<?>, List<Object>> handed = new LinkedHashMap<>();
    for (Class<?> owner : owners) {
      List<Object> objects = sink.trace().handed(owner.getName());
      if (!objects.isEmpty()) {
        handed.put(owner, objects);
      }
    }
    return handed;
  }

  private ObserveReport observe() {
    for (String name : task.load()) {
      load(name);
    }
    Hooks.shiftMillis = task.shiftMillis();
    Hooks.host = task.host();
    Hooks.sink = sink;
    initializeAll();
    running.runs("");
    Hooks.sink = null;
    Hooks.pause();
    // For a preload the user answers, whatever the main class.
    if (task.first().contains(sink.certainWriter())) {
      sink.facts().main(task.mainClass(), sink.certainWriter());
    }
    for (Map.Entry<String, String> e : session.transformer().notInstrumented().entrySet()) {
      convict(e.getKey(), "UNOBSERVED", "it could not be instrumented: " + e.getValue());
    }
    MadeClassCapture made = made();
    // Before handlers are made, which are not the program's.
    List<Class<?>> owners = owners(made);
    initializers.settle(owners);
    sink.memos().takeBack(owners, session.transformer());
    List<Class<?>> jdk = jdkClasses(session.instrumentation());
    jdk.removeIf(c -> !Peek.initialized(c));
    HeapWalker walker = walk(owners, jdk, made);
    LateClasses lateClasses = new LateClasses(walker, sink.trace(), session.standIns(), owners);
    lateClasses.find();
    if (task.late().containsAll(lateClasses.names())) {
      lateClasses.findConflicts(sink.made());
    }
    List<CapturedLate> late = lateClasses.captured();
    for (LateClasses.Problem problem : lateClasses.problems()) {
      sink.convict(
          new Conviction(
              problem.className(), problem.cause(), problem.reason(), problem.path(), "", ""));
    }
    convict(made.lost(walker));
    List<Rejection> rejections = rejections(walker, owners, jdk, made);
    for (Rejection rejection : rejections) {
      sink.convict(
          new Conviction(
              rejection.className(),
              "HEAP",
              "its statics reach " + rejection.reason(),
              rejection.path(),
              "",
              ""));
    }
    if (walker.layoutBound()) {
      sink.facts().layout("a field updater");
    }
    if (walker.hasLocaleData()) {
      sink.facts().layout("a format of the locale");
      sink.facts().property("java.locale.providers", "a format of the locale");
    }
    sink.facts().resources(program);
    sink.facts().lookUps().foreign(program).forEach(this::convictOfForeign);
    Map<String, String> nesting = sink.nesting();
    spread(nesting);
    List<CapturedMade> kept = made.captured(walker, sink.trace(), owners);
    List<String> atNaturalTime = new ArrayList<>(lateClasses.names());
    atNaturalTime.addAll(made.definers(sink.trace(), owners));
    return new ObserveReport(
        sink.convictions(),
        sink.facts().guards(),
        new ArrayList<>(nesting.keySet()),
        new ArrayList<>(nesting.values()),
        unloadable,
        atNaturalTime,
        sink.memos().found(),
        sink.facts().lookUps().all(program),
        sink.effects(),
        rejections.isEmpty() && sink.convictions().isEmpty() ? walker.heap(late, kept) : null);
  }

  private MadeClassCapture made() {
    MadeClassCapture made = new MadeClassCapture(program, loaded(session.instrumentation()));
    made.sort(session.transformer().made().all());
    convict(made.convictions());
    return made;
  }

  private void convict(List<Conviction> convictions) {
    for (Conviction conviction : convictions) {
      if (!task.trusted().contains(conviction.className())) {
        sink.convict(conviction);
      }
    }
  }

  /**
   * @param jdk the classes of the JDK that were initialized before the first walk
   */
  private HeapWalker walk(List<Class<?>> owners, List<Class<?>> jdk, MadeClassCapture made) {
    HeapWalker walker =
        new HeapWalker(program, jdk, session.transformer()::constantFields, session.recorder()::of)
            .withClassValues(new ClassValues(session.instrumentation()::getAllLoadedClasses))
            .answeredBy(session.standIns())
            .withAssertionFields(task.assertionFields())
            .withClocks((owner, time) -> sink.trace().reading(owner.getName(), time) != null)
            .withDefaultLocales(defaultLocales)
            .withLoaded(loaded(session.instrumentation()))
            .watchedBy(new HandlerSink(session, Serializers.ofThisJvm().byType()));
    forbidReplacedDefaults(walker);
    walker.withMade(made.classes(), made::isUnknown);
    walker.withLoaders(made.loaders());
    if (!Net.HEAP.isOn()) {
      walker.refusingNothing();
    }
    walker.withClocksShifted(task.shiftMillis());
    walker.allowKeys(new HashSet<>(task.allowed()));
    forbidReplacedStreams(walker);
    walker.handing(handed(owners));
    walker.withShells(sink.made().keySet());
    walker.walk(owners);
    return walker;
  }

  /** What cannot be carried, and what handlers changed that ran code of the program on trial. */
  private List<Rejection> rejections(
      HeapWalker walker, List<Class<?>> owners, List<Class<?>> jdk, MadeClassCapture made) {
    List<Rejection> rejections = walker.rejections();
    return rejections.isEmpty() && walker.hasTried()
        ? walker.changed(walk(owners, jdk, made), "reading back what a serializer wrote")
        : rejections;
  }

  /** The classes of the profile in their order, but those that wait for a preload after it. */
  private void initializeAll() {
    List<Class<?>> waiting = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (String name : order()) {
      Class<?> c = runTime.contains(name) ? null : load(name);
      if (c == null) {
        certain &= !first.contains(name);
        missing.add(name);
      } else if (c.getClassLoader() == program && initializers.waitsFor(c) != null) {
        waiting.add(c);
      } else {
        sink.certain(certain && first.contains(name));
        initialize(name);
        sink.certain(false);
        // What should have come before it did not: then nothing behind is certain.
        certain &= !first.contains(name) || Peek.initialized(c);
      }
    }
    // An initializer that came later may have made them.
    missing.forEach(this::initialize);
    for (String preload : initializers.firstOf(task.mainClass()).keySet()) {
      if (!runTime.contains(preload)) {
        preload(preload);
        sink.facts().main(task.mainClass(), preload);
      }
    }
    for (String preload : task.preload()) {
      preload(preload);
    }
    for (Class<?> c : waiting) {
      if (initializers.isReady(c)) {
        initialize(c.getName());
      } else {
        convictWaiting(c);
      }
    }
  }

  /** It found what only observing JVMs have. */
  private void convictOfForeign(String resource, String reader) {
    if (!task.trusted().contains(reader)) {
      convict(reader, "EFFECT", "its initializer looks for " + resource + " in all jars");
    }
  }

  private void convictWaiting(Class<?> c) {
    String reason = "nothing that every start does first initializes " + initializers.waitsFor(c);
    String advice = "If every start may find it initialized, say " + initializers.preloadOf(c);
    sink.convict(new Conviction(c.getName(), "WAITS", reason, List.of(), "", advice + "."));
  }

  private void forbidReplacedDefaults(HeapWalker walker) {
    for (String which : List.of("locale", "timezone")) {
      if (task.setByProgram().containsKey(ChildTask.DEFAULT + which)) {
        walker.forbidDefault(which);
      }
    }
  }

  /** A start would find the stream of its beginning where the program has set its own before. */
  private void forbidReplacedStreams(HeapWalker walker) {
    Map<String, Object> streams = Map.of("Out", System.out, "Err", System.err, "In", System.in);
    streams.forEach(
        (name, stream) -> {
          if (task.setByProgram().containsKey(ChildTask.STREAM + name)) {
            walker.forbid(
                stream, "System." + name.toLowerCase(Locale.ROOT) + ", which the program replaces");
          }
        });
  }

  /**
   * Convicts at once what the next JVM would convict: initializers that ran a convicted one, and
   * subtypes of convicted classes.
   */
  private void spread(Map<String, String> nesting) {
    boolean changed = true;
    while (changed) {
      Set<String> convicted = new HashSet<>(runTime);
      sink.convictions().forEach(c -> convicted.add(c.className()));
      int before = sink.convictions().size();
      for (Map.Entry<String, String> e : nesting.entrySet()) {
        String name = e.getKey();
        if (convicted.contains(name) && !e.getValue().isEmpty()) {
          follow(e.getValue(), "REACHES", "its initializer runs that of " + name + ", which", name);
        }
        Class<?> c = convicted.contains(name) ? null : load(name);
        String supertype = c == null ? null : supertypeIn(c, convicted);
        if (supertype != null) {
          follow(name, "SUPERTYPE", "its supertype " + supertype, supertype);
        }
      }
      changed = sink.convictions().size() > before;
    }
  }

  private void follow(String name, String cause, String what, String because) {
    sink.convict(new Conviction(name, cause, what + " is RUN_TIME", List.of(), because, ""));
  }

  private Class<?> load(String name) {
    try {
      Class<?> c = session.transformer().made().find(name, program);
      unloadable.remove(name);
      return c;
    } catch (ClassNotFoundException | LinkageError | RuntimeException e) {
      unloadable.put(name, e.toString());
      return null;
    }
  }

  private void initialize(String name) {
    SkipListLevels.repeat();
    Class<?> c = runTime.contains(name) ? null : load(name);
    if (c == null || !ProgramLoaders.isPlain(c.getClassLoader(), program)) {
      return;
    }
    String supertype = supertypeIn(c, runTime);
    if (supertype != null) {
      sink.convict(
          new Conviction(
              name,
              "SUPERTYPE",
              "its supertype " + supertype + " is RUN_TIME and is initialized before it",
              List.of(),
              supertype,
              ""));
      return;
    }
    running.runs(name);
    try {
      if (task.reversed()) {
        Peek.initialize(c); // Another caller than the other observation has.
      } else {
        Class.forName(name, true, c.getClassLoader());
      }
    } catch (Throwable e) { // An Error comes as it was thrown.
      Initializers.throwUnlessOfProgram(e);
      Throwable cause = e.getCause() == null ? e : e.getCause();
      convict(name, "THREW", "its initializer threw " + cause + " when it ran at build");
    }
  }

  /** Observed like an initializer: what it does is in the image, or it is refused. */
  private void preload(String method) {
    running.runs(method);
    Hooks.enter(method);
    String problem = initializers.preload(method);
    Hooks.leave();
    if (problem != null) {
      convict(method, "THREW", problem);
    }
  }

  private void convict(String name, String cause, String reason) {
    sink.convict(new Conviction(name, cause, reason, List.of(), "", ""));
  }

  /** A superclass or superinterface that is among the names, or null. */
  private static String supertypeIn(Class<?> c, Set<String> names) {
    Set<Class<?>> seen = new LinkedHashSet<>();
    collectSupertypes(c, seen);
    for (Class<?> supertype : seen) {
      if (names.contains(supertype.getName())) {
        return supertype.getName();
      }
    }
    return null;
  }

  private static void collectSupertypes(Class<?> c, Set<Class<?>> seen) {
    if (c.getSuperclass() != null && seen.add(c.getSuperclass())) {
      collectSupertypes(c.getSuperclass(), seen);
    }
    for (Class<?> i : c.getInterfaces()) {
      if (seen.add(i)) {
        collectSupertypes(i, seen);
      }
    }
  }

  /** The loaded classes that are no arrays. */
  static List<Class<?>> loaded(Instrumentation instrumentation) {
    List<Class<?>> result = new ArrayList<>();
    for (Class<?> c : instrumentation.getAllLoadedClasses()) {
      if (!c.isArray()) {
        result.add(c);
      }
    }
    return result;
  }

  /** The loaded classes of the JDK. */
  static List<Class<?>> jdkClasses(Instrumentation instrumentation) {
    List<Class<?>> result = new ArrayList<>();
    ClassLoader platform = ClassLoader.getPlatformClassLoader();
    for (Class<?> c : instrumentation.getAllLoadedClasses()) {
      ClassLoader loader = c.getClassLoader();
      boolean hooks = c.getName().startsWith("org.heapsnapshot.");
      if ((loader == null || loader == platform) && !hooks) {
        result.add(c);
      }
    }
    return result;
  }

  /** The program's initialized classes, those with an initializer first, in its order. */
  private List<Class<?>> owners(MadeClassCapture made) {
    Map<String, Class<?>> initialized = new LinkedHashMap<>();
    List<Class<?>> loaded = new ArrayList<>();
    for (Class<?> c : session.instrumentation().getAllLoadedClasses()) {
      if (isCandidate(c, made)) {
        loaded.add(c);
      }
    }
    loaded.sort(Comparator.comparing(Class::getName));
    loaded.removeIf(this::isUnreadable);
    Map<String, Class<?>> byName = new LinkedHashMap<>();
    loaded.forEach(c -> byName.put(c.getName(), c));
    for (String name : sink.nesting().keySet()) {
      Class<?> c = byName.get(name);
      if (c != null) {
        initialized.put(name, c);
      }
    }
    loaded.forEach(c -> initialized.putIfAbsent(c.getName(), c));
    return new ArrayList<>(initialized.values());
  }

  /** What a class holds whose fields name a class that is missing cannot be told. */
  private boolean isUnreadable(Class<?> c) {
    String missing = Peek.missing(c);
    if (missing != null) {
      convict(c.getName(), "HEAP", "one of its fields names " + missing + ", which is missing");
    }
    return missing != null;
  }

  private boolean isCandidate(Class<?> c, MadeClassCapture made) {
    return (c.getClassLoader() == program || made.isElsewhere(c))
        && !c.isArray()
        && !c.isHidden()
        && !ProgramTransformer.isProxy(c.getName())
        && !StandInClass.isOne(c.getName())
        && !ProgramTransformer.isOurs(c.getProtectionDomain())
        && !runTime.contains(c.getName())
        && Peek.initialized(c)
        && supertypeIn(c, runTime) == null;
  }
}
