package org.heapsnapshot.core.observe;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.heapsnapshot.core.FactOptions;
import org.heapsnapshot.core.KryoStreams;
import org.heapsnapshot.core.Progress;
import org.heapsnapshot.core.SnapshotException;
import org.heapsnapshot.core.agent.ChildTask;
import org.heapsnapshot.core.capture.CapturedHeap;
import org.heapsnapshot.core.capture.CapturedStatics;
import org.heapsnapshot.core.closure.AssertionFields;
import org.heapsnapshot.core.jvm.ChildJvm;
import org.heapsnapshot.core.jvm.ChildResult;
import org.heapsnapshot.core.jvm.ObservedJvm;
import org.heapsnapshot.core.train.Profile;
import org.heapsnapshot.runtime.format.GuardKind;

/**
 * Stage: runs the initializers in child JVMs, again and again, until no class is convicted any
 * more, and then once more in another environment, whose heap must be the same. Used from one
 * thread.
 *
 * <p>A {@code RUN_TIME} class is not touched in the next JVM, so that no object of it and no trace
 * of its initializer can be in the captured heap.
 *
 * <p>Classes that are {@code RUN_TIME} only because of the number of processors are observed once
 * more, with those that are so because of them and in environments that have it in common: what
 * comes out is {@link Observation#conditional}, if all others come out as they did without them
 * (docs/adr/0015-conditional-classes.md).
 */
public final class Observe {
  private static final Duration TIMEOUT = Duration.ofMinutes(5);
  private static final int LIMIT = 60;
  private static final String PROCESSORS = "-XX:ActiveProcessorCount=";

  /**
   * Another decade, year, month, day, day of the week, hour, minute and second: what compares the
   * time with a date that is to come differs as well.
   */
  private static final long SHIFT_MILLIS =
      Duration.ofDays(31 * 365 + 77).plusSeconds(12_345).toMillis();

  /** Which net a test does without; see CONTRIBUTING. */
  private static final String WITHOUT = System.getProperty("snapshot.test.without", "");

  private final ObservedJvm jvm;
  private final Path work;
  private final Set<String> trusted;
  private Function<Candidate, List<Conviction>> lastCheck = candidate -> List.of();
  private List<String> firstClasses = List.of();
  private Set<String> settable = Set.of();

  private AssertionFields assertions = new AssertionFields(name -> null);

  /** Static fields that hold an assertion status, as {@link ChildTask} says it. */
  private final Map<String, String> assertionFields = new LinkedHashMap<>();

  /**
   * Classes that initializers run in one environment only, as assertions do: they are initialized
   * in both, so that there are two states to compare.
   */
  private final Set<String> further = new LinkedHashSet<>();

  /** Which of the first classes count for all further observations; null while that is open. */
  private List<String> settledFirst;

  private final Progress progress;
  private RepeatableText repeatable = new RepeatableText(List.of());
  private final Map<String, Conviction> convicted = new LinkedHashMap<>();
  private final Set<String> late = new LinkedHashSet<>();

  /**
   * @param work an existing directory for files between the processes
   */
  public Observe(ObservedJvm jvm, Path work, Progress progress) {
    this(jvm, work, List.of(), progress);
  }

  /**
   * @param work an existing directory for files between the processes
   * @param trusted classes whose effects and differences the user answers for
   */
  public Observe(ObservedJvm jvm, Path work, List<String> trusted, Progress progress) {
    this.trusted = Set.copyOf(trusted);
    this.jvm = jvm;
    this.work = work;
    this.progress = progress;
  }

  /** Asks once more before a heap in which nothing differs is accepted. */
  public Observe lastCheck(Function<Candidate, List<Conviction>> check) {
    lastCheck = check;
    return this;
  }

  /**
   * Says which classes every start initializes first, the main class before all others.
   *
   * @param classes binary names in their order, as {@code closure.FirstClasses} finds them
   */
  public Observe firstClasses(List<String> classes) {
    firstClasses = List.copyOf(classes);
    return this;
  }

  /** Says how to find static fields that hold whether assertions are enabled. */
  public Observe assertions(AssertionFields fields) {
    assertions = fields;
    return this;
  }

  /** Says which system properties the program has code to set, whether training does or not. */
  public Observe settable(Set<String> properties) {
    settable = Set.copyOf(properties);
    return this;
  }

  /**
   * Observes.
   *
   * @param classPath the program as its image will hold it
   * @param twin the same at another place, for the second environment
   * @param mainClass initialized first when there is no profile
   * @param load classes to load
   * @param preload static methods to run after the initializers, each {@code Class::method}
   * @param requested classes the user or a library author wants {@code RUN_TIME}, with the reason
   * @param facts what the user says about facts of the machine
   * @throws SnapshotException when the captured heap holds a token or a private key
   */
  public Observed run(
      List<Path> classPath,
      List<Path> twin,
      String mainClass,
      Profile profile,
      List<String> load,
      List<String> preload,
      Map<String, String> requested,
      FactOptions facts) {
    requested.forEach(
        (name, reason) ->
            convicted.put(name, new Conviction(name, "REQUESTED", reason, List.of(), "", "")));
    Map<String, Integer> set = new TreeMap<>();
    Set<String> variables = new TreeSet<>();
    for (Profile.PropertySet p : profile.propertiesSet()) {
      if (p.what().equals("property")) {
        set.merge(p.name(), p.before(), Math::min);
      } else if (p.what().equals(Profile.PropertySet.VARIABLE)) {
        variables.add(p.name());
      } else if (p.what().equals("stream")) {
        set.merge(ChildTask.STREAM + p.name(), p.before(), Math::min);
      } else {
        set.merge(ChildTask.DEFAULT + p.what(), p.before(), Math::min);
      }
    }
    settable.forEach(name -> set.put(ChildTask.POSSIBLE + name, 0));
    List<String> order = new ArrayList<>();
    for (Profile.Initialized i : profile.initialized()) {
      if (!i.isFactory()) {
        order.add(i.className());
      }
    }
    if (order.isEmpty()) {
      order.add(mainClass);
    }
    Setting setting =
        new Setting(classPath, twin, mainClass, load, order, preload, set, variables, facts);
    Settled settled = settle(setting, "", Set.of());
    Observed observed = observed(settled, List.of(), Set.of());
    return new ConditionalClasses(profile).areWorthIt(convicted)
        ? conditional(setting, settled, observed)
        : observed;
  }

  /** What every observation has in common. */
  private record Setting(
      List<Path> classPath,
      List<Path> twin,
      String mainClass,
      List<String> load,
      List<String> order,
      List<String> preload,
      Map<String, Integer> set,
      Set<String> variables,
      FactOptions facts) {
    Setting guarding(MachineFact fact) {
      FactOptions more = facts.guarding(fact.fact());
      return new Setting(
          classPath, twin, mainClass, List.of(), order, preload, set, variables, more);
    }
  }

  /** Two observations that agree. */
  private record Settled(
      ObserveReport first,
      ObserveReport second,
      CapturedHeap heap,
      int iterations,
      Map<String, String> unloadable) {
    /** The same as the last of two, of which the first alone loaded every class. */
    Settled after(Settled earlier) {
      return new Settled(
          first, second, heap, earlier.iterations() + iterations, earlier.unloadable());
    }
  }

  /**
   * Observes until nothing changes.
   *
   * @param name begins the names of files
   * @param staying classes that must not be convicted
   * @return null when one of them is
   */
  private Settled settle(Setting setting, String name, Set<String> staying) {
    FactOptions facts = setting.facts();
    Environment environment = Environment.first(work, facts, setting.variables());
    Environment other = Environment.second(work, facts, setting.variables());
    repeatable =
        new RepeatableText(
            List.of(work + "/", environment.tokens().mark() + "-", other.tokens().mark() + "-"));
    Map<String, String> unloadable = new LinkedHashMap<>();
    for (int iteration = 1; iteration <= LIMIT; iteration++) {
      if (staying.stream().anyMatch(convicted::containsKey)) {
        return null;
      }
      List<String> toLoad = iteration == 1 ? setting.load() : List.of();
      ChildTask task = task(setting, toLoad, 0, 0x5EED_5A17L, environment.host(), Map.of());
      ObserveReport first = child(name + "a" + iteration, task, environment, setting.classPath());
      first.unloadable().forEach((c, why) -> unloadable.put(c, repeatable.of(why)));
      int before = convicted.size();
      add(first.convictions());
      for (String className : first.late()) {
        if (further.contains(className)) {
          // Where its initializer is not run, what it does would not be done.
          add(List.of(Lockstep.ofOne(className)));
        }
      }
      boolean moreLate = late.addAll(first.late());
      if (convicted.size() > before) {
        told(iteration, before);
        continue;
      }
      if (moreLate) {
        // What uses them must be seen, and is seen only of classes that are known to be late.
        progress.note(
            "iteration "
                + iteration
                + ": "
                + late.size()
                + " classes have something to do at start");
        continue;
      }
      ChildTask again =
          task(setting, List.of(), SHIFT_MILLIS, 0xA5A5_1234L, other.host(), nesting(first));
      ObserveReport second = child(name + "b" + iteration, again, other, setting.twin());
      add(second.convictions());
      CapturedHeap heap = null;
      if (convicted.size() == before) {
        if (first.heap() == null || second.heap() == null) {
          throw new SnapshotException(
              "A class that is not restored was convicted once more; this is a defect: "
                  + first.convictions()
                  + second.convictions());
        }
        Lockstep lockstep = new Lockstep(first.heap(), second.heap());
        List<Conviction> differences = lockstep.compare();
        int holding = assertionsHeld(lockstep.flags());
        int more = further.size();
        further.addAll(lockstep.ofOne());
        more = further.size() - more;
        if (holding > 0 || more > 0) {
          String said = holding + " fields hold an assertion status, ";
          said += more + " classes were initialized in one environment only";
          progress.note("iteration " + iteration + ": " + said);
          continue;
        }
        differences.addAll(first.lookUps().compare(second.lookUps()));
        if (!WITHOUT.equals("PERTURBATION")) {
          add(untrusted(differences));
        }
        heap = lockstep.marked();
        if (convicted.size() == before) {
          add(lastCheck.apply(new Candidate(heap, certain(), effects(first, second))));
        }
      }
      if (convicted.size() > before) {
        told(iteration, before);
        continue;
      }
      new Canaries(
              environment.tokens(),
              work.getFileName().toString(),
              Set.copyOf(facts.allowCaptured()))
          .search(heap, first.guards());
      progress.note("iteration " + iteration + ": nothing changed any more");
      return new Settled(first, second, heap, iteration, unloadable);
    }
    throw new SnapshotException(
        "The verdicts did not become stable in " + LIMIT + " iterations; this is a defect");
  }

  /**
   * Observes once more with the number of processors in common.
   *
   * @return the same as before when that is in vain, or others do not come out as they did
   */
  private Observed conditional(Setting setting, Settled settled, Observed before) {
    Map<String, Conviction> convictedBefore = new LinkedHashMap<>(convicted);
    Set<String> lateBefore = new LinkedHashSet<>(late);
    progress.note("once more, with the number of processors in common");
    settledFirst = certain();
    Set<String> staying = new LinkedHashSet<>(settled.heap().restoredClasses());
    Set<String> candidates = ConditionalClasses.candidates(convicted);
    while (true) {
      convicted.keySet().removeAll(candidates);
      Observed observed = conditional(setting, settled, before, staying);
      Set<String> blamed = Set.of();
      if (observed == null) {
        blamed = ConditionalClasses.blamed(firstOf(staying), convictedBefore, candidates);
      } else if (observed != before) {
        return observed;
      }
      convicted.clear();
      convicted.putAll(convictedBefore);
      late.clear();
      late.addAll(lateBefore);
      if (blamed.isEmpty() || !candidates.removeAll(blamed) || candidates.isEmpty()) {
        return before;
      }
      progress.note("without " + blamed.size() + " of them");
    }
  }

  /**
   * Observes once more.
   *
   * @return null when one of the others is convicted with them
   */
  private Observed conditional(
      Setting setting, Settled settled, Observed before, Set<String> staying) {
    String problem;
    try {
      Settled more = settle(setting.guarding(MachineFact.PROCESSORS), "c", staying);
      if (more != null) {
        problem = ConditionalClasses.difference(settled.first().heap(), more.first().heap());
        if (problem == null) {
          Set<String> conditional = new LinkedHashSet<>(more.heap().restoredClasses());
          conditional.removeAll(staying);
          progress.note(conditional.size() + " classes depend on the number of processors");
          return observed(more.after(settled), before.observation().guards(), conditional);
        }
      } else {
        Conviction other = firstOf(staying);
        problem = "others are convicted with them: " + other.className() + ", " + other.reason();
      }
      progress.note("in vain: " + problem);
      return more == null ? null : before;
    } catch (SnapshotException e) {
      progress.note("in vain: " + e.getMessage());
      return before;
    }
  }

  /** The first conviction of some classes. */
  private Conviction firstOf(Set<String> classes) {
    for (Conviction c : convicted.values()) {
      if (classes.contains(c.className())) {
        return c;
      }
    }
    throw new IllegalArgumentException("none of " + classes + " is convicted");
  }

  private static Map<String, Set<String>> effects(ObserveReport first, ObserveReport second) {
    Map<String, Set<String>> effects = new LinkedHashMap<>(first.effects());
    second
        .effects()
        .forEach(
            (name, keys) ->
                effects.merge(
                    name,
                    keys,
                    (a, b) -> {
                      Set<String> both = new LinkedHashSet<>(a);
                      both.addAll(b);
                      return both;
                    }));
    return effects;
  }

  /**
   * Notes which static fields differ because assertions are on in the second environment alone.
   *
   * @return how many there are
   */
  private int assertionsHeld(List<Lockstep.Flag> flags) {
    int before = assertionFields.size();
    for (Lockstep.Flag flag : flags) {
      AssertionFields.Status status = assertions.of(flag.className(), flag.field());
      if (status != null && status.negated() == flag.inFirst()) {
        String sign = status.negated() ? CapturedStatics.NEGATED : "";
        assertionFields.put(flag.className() + "." + flag.field(), sign + status.asked());
      }
    }
    return assertionFields.size() - before;
  }

  /** Facts that may be guards; a variable whose value is inherited is one of them. */
  private static List<String> guarded(FactOptions facts) {
    List<String> guarded = new ArrayList<>(facts.guards());
    facts.variables().forEach(name -> guarded.add(MachineFact.VARIABLE + name));
    return guarded;
  }

  private List<Conviction> untrusted(List<Conviction> differences) {
    List<Conviction> result = new ArrayList<>(differences);
    result.removeIf(c -> trusted.contains(c.className()));
    return result;
  }

  private void told(int iteration, int before) {
    progress.note(
        "iteration "
            + iteration
            + ": "
            + (convicted.size() - before)
            + " classes must be initialized at run time");
  }

  private void add(List<Conviction> convictions) {
    for (Conviction conviction : convictions) {
      if (conviction.className().contains("::")) {
        throw new SnapshotException(
            "--preload "
                + conviction.className()
                + " cannot be in an image: "
                + conviction.reason()
                + "\n"
                + String.join("\n", conviction.evidence()).indent(2).stripTrailing());
      }
      convicted.putIfAbsent(conviction.className(), repeatable.of(conviction));
    }
  }

  private ChildTask task(
      Setting setting,
      List<String> load,
      long shiftMillis,
      long salt,
      String host,
      Map<String, String> nesting) {
    FactOptions facts = setting.facts();
    Set<String> order = new LinkedHashSet<>(setting.order());
    order.addAll(further);
    return new ChildTask(
        "observe",
        "",
        setting.mainClass(),
        new ArrayList<>(load),
        new ArrayList<>(order),
        certain(),
        new ArrayList<>(setting.preload()),
        new ArrayList<>(convicted.keySet()),
        new ArrayList<>(late),
        setting.set(),
        guarded(facts),
        new ArrayList<>(facts.allowCaptured()),
        new ArrayList<>(trusted),
        shiftMillis != 0,
        shiftMillis,
        salt,
        host,
        new ArrayList<>(facts.memos()),
        new LinkedHashMap<>(assertionFields),
        new LinkedHashMap<>(nesting));
  }

  /**
   * Those of the first classes before which no code runs that is not observed, and would find what
   * the others do later: neither an initializer that is {@code RUN_TIME}, nor what a late class
   * does at its natural time, which asks what the program has configured.
   */
  private List<String> certain() {
    if (settledFirst != null) {
      return settledFirst;
    }
    List<String> certain = new ArrayList<>();
    for (String name : firstClasses) {
      if (convicted.containsKey(name) || late.contains(name)) {
        break;
      }
      certain.add(name);
    }
    return certain;
  }

  private static Map<String, String> nesting(ObserveReport report) {
    Map<String, String> nesting = new LinkedHashMap<>();
    for (int i = 0; i < report.initialized().size(); i++) {
      nesting.put(report.initialized().get(i), report.nesting().get(i));
    }
    return nesting;
  }

  private ObserveReport child(
      String name, ChildTask task, Environment environment, List<Path> classPath) {
    Path taskFile = work.resolve("observe-" + name + ".task");
    Path output = work.resolve("observe-" + name + ".out");
    KryoStreams.write(task.withOutput(output.toString()), taskFile);
    List<String> options = new ArrayList<>(environment.options());
    if (!WITHOUT.isEmpty()) {
      options.add("-Dsnapshot.test.without=" + WITHOUT);
    }
    // The user's options would win over those of the environment.
    ObservedJvm observing =
        environment.largerHeap() ? jvm.with(HeapOptions.enlarged(jvm.jvmArgs())) : jvm;
    if (environment.options().stream().anyMatch(o -> o.startsWith(PROCESSORS))) {
      observing =
          observing.with(
              observing.jvmArgs().stream().filter(o -> !o.startsWith(PROCESSORS)).toList());
    }
    List<String> command =
        observing.command(
            taskFile, options, classPath, "org.heapsnapshot.core.agent.ObserveChild", List.of());
    ChildJvm child = ChildJvm.of(command).timeout(TIMEOUT).environment(environment.variables());
    if (environment.directory() != null) {
      child = child.in(environment.directory());
    }
    ChildResult result = child.run();
    if (!result.succeeded() || !Files.exists(output)) {
      throw new SnapshotException(
          "The observing JVM did not end well: "
              + result.describe()
              + RunningInitializer.advice(output, result.timedOut())
              + ". Its last output:\n"
              + result.lastLines(12).indent(2).stripTrailing());
    }
    ObserveReport report = KryoStreams.read(output, ObserveReport.class);
    try {
      Files.delete(output);
    } catch (java.io.IOException e) {
      // The work directory is removed as a whole later.
    }
    return report;
  }

  /** Whether a class wrote what only starts of the main class have is seen in the second. */
  private static List<Guard> guards(ObserveReport first, ObserveReport second) {
    List<Guard> guards = new ArrayList<>(first.guards());
    for (Guard guard : second.guards()) {
      if (guard.kind() == GuardKind.MAIN
          && guards.stream().noneMatch(g -> g.kind() == GuardKind.MAIN)) {
        guards.add(guard);
      }
    }
    return guards;
  }

  /**
   * @param known the guards that the whole image depends on, when there are conditional classes
   */
  private Observed observed(Settled settled, List<Guard> known, Set<String> conditional) {
    ObserveReport last = settled.first();
    List<Verdict> verdicts = new ArrayList<>();
    for (String name : last.initialized()) {
      if (!convicted.containsKey(name)) {
        verdicts.add(
            new Verdict(
                name,
                true,
                "",
                "its initializer is repeatable and has no effect outside the program's own"
                    + " statics, as far as "
                    + settled.iterations()
                    + " observations could tell"
                    + (conditional.contains(name) ? ConditionalClasses.CONDITION : ""),
                List.of(),
                "",
                ""));
      }
    }
    for (Conviction c : convicted.values()) {
      verdicts.add(
          new Verdict(
              c.className(), false, c.cause(), c.reason(), c.evidence(), c.because(), c.advice()));
    }
    List<Guard> guards = guards(last, settled.second());
    if (!conditional.isEmpty()) {
      guards = ConditionalClasses.partial(guards, known);
    }
    return new Observed(
        new Observation(
            verdicts, guards, settled.iterations(), last.memos(), Set.copyOf(conditional)),
        settled.heap(),
        settled.unloadable());
  }
}
