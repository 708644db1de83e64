package org.heapsnapshot.core.agent;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.heapsnapshot.core.capture.ClassValues;
import org.heapsnapshot.core.observe.Conviction;
import org.heapsnapshot.hooks.InitializerStack;

/**
 * Net 1: turns effects into convictions of every initializer on the stack, and reads of stable
 * facts into guards. No lambdas: it runs while the JDK may be bootstrapping its own.
 */
final class ObserveSink extends LateSink {
  private final Agent.Session session;
  private final Set<String> runTime;
  private final FactReads facts;
  private final Set<String> trusted;
  private final Map<String, Conviction> convictions = new LinkedHashMap<>();
  private final Map<String, String> nesting = new LinkedHashMap<>();
  private final LocalChanges locals = new LocalChanges(trace());
  private final MemoFields memos;
  private final OpenedArchives archives = new OpenedArchives();
  private final Replays replays;
  private final EffectKeys effects = new EffectKeys();
  private final ForeignWrites writes;
  private final Map<String, Integer> position = new HashMap<>();

  ObserveSink(Agent.Session session) {
    super(session);
    this.session = session;
    this.runTime = new HashSet<>(session.task().runTime());
    this.replays = new Replays(trace(), locals, session.effects(), session.transformer());
    this.facts = new FactReads(session.task().guarded());
    this.trusted = new HashSet<>(session.task().trusted());
    this.memos = new MemoFields(ClassLoader.getSystemClassLoader(), session.task().memos());
    this.writes =
        session.task().reversed() && Net.WRITES.isOn()
            ? new ForeignWrites(
                session.transformer(),
                ClassLoader.getSystemClassLoader(),
                session.task().nesting(),
                runTime,
                memos)
            : null;
    if (writes != null) {
      writes.watch(new ClassValues(session.instrumentation()::getAllLoadedClasses));
    }
    List<String> order = session.task().initialize();
    for (int i = 0; i < order.size(); i++) {
      position.put(order.get(i), i);
    }
  }

  synchronized List<Conviction> convictions() {
    return new ArrayList<>(convictions.values());
  }

  /** The objects that initializers make again in part, each with the initializer that made it. */
  Map<Object, String> made() {
    return replays.made();
  }

  /** What the code of initializers did. */
  synchronized Map<String, Set<String>> effects() {
    return effects.all();
  }

  private synchronized void note(Effects.Effect effect, Object argument, InitializerStack stack) {
    if (EffectKeys.isOfCode(effect, new Attribution())) {
      effects.add(stack.name(stack.depth() - 1), EffectKeys.of(effect, argument));
    }
  }

  /** What initializers read and may rely on. */
  FactReads facts() {
    return facts;
  }

  /** Initializers in order of entry, each with the one that ran it, or empty. */
  synchronized Map<String, String> nesting() {
    return new LinkedHashMap<>(nesting);
  }

  /** While {@code certain}, what runs is what every start runs first. */
  synchronized void certain(boolean certain) {
    if (writes != null) {
      writes.certain(certain);
    }
  }

  /** See {@link ForeignWrites#certainWriter}. */
  synchronized String certainWriter() {
    return writes == null ? null : writes.certainWriter();
  }

  private void convictWriters(List<Conviction> found) {
    for (Conviction conviction : found) {
      if (!trusted.contains(conviction.className())) {
        convict(conviction);
      }
    }
  }

  synchronized void convict(Conviction conviction) {
    convictions.putIfAbsent(conviction.className(), conviction);
  }

  @Override
  public synchronized void initializerEntered(String className, InitializerStack stack) {
    int top = stack.depth() - 1;
    if (top == 0) {
      locals.begins();
    }
    if (writes != null) {
      convictWriters(writes.entered(stack));
    }
    if (Initializers.isPreload(className)) {
      return;
    }
    super.initializerEntered(className, stack);
    nesting.putIfAbsent(className, top == 0 ? "" : stack.name(top - 1));
    if (runTime.contains(className)) {
      for (int i = 0; i < top; i++) {
        convictReaching(stack.name(i), className, "runs the initializer of");
      }
    }
  }

  @Override
  public synchronized void initializerLeft(InitializerStack stack, boolean threw) {
    if (writes != null) {
      convictWriters(writes.left(stack, threw));
    }
    memoEnded(stack.name(stack.depth() - 1), threw);
    if (stack.depth() == 1) {
      for (Conviction conviction : locals.changed()) {
        convict(conviction);
      }
      for (Conviction conviction : archives.leftOpen()) {
        convict(conviction);
      }
    }
    if (threw) {
      String name = stack.name(stack.depth() - 1);
      convict(
          new Conviction(
              name,
              "THREW",
              "its initializer threw an exception when it ran at build",
              List.of(),
              "",
              ""));
    }
  }

  private void memoEnded(String name, boolean threw) {
    if (threw || Initializers.isPreload(name)) {
      return;
    }
    try {
      memos.ended(session.transformer().made().find(name, ClassLoader.getSystemClassLoader()));
    } catch (ClassNotFoundException | LinkageError e) {
      // Not a class of the program's loader, whose state is not captured.
    }
  }

  /** The static fields that are captured as they were at first. */
  MemoFields memos() {
    return memos;
  }

  @Override
  public void called(int site, Object result, Object[] arguments, InitializerStack stack) {
    session.recorder().called(site, result, arguments);
  }

  @Override
  public synchronized void touched(String className, InitializerStack stack) {
    super.touched(className, stack);
    if (!runTime.contains(className)) {
      return;
    }
    for (int i = 0; i < stack.depth(); i++) {
      if (!stack.name(i).equals(className)) {
        convictReaching(stack.name(i), className, "uses");
      }
    }
  }

  @Override
  void cannotRepeat(StandIns.Site site, String problem, InitializerStack stack) {
    convictLogging("obtains a logger by " + site.display() + " " + problem, "", stack);
  }

  @Override
  public void standInUsed(Object standIn, String how, InitializerStack stack) {
    convictLogging(
        "logs or asks a logger: " + how,
        "What it would log, and where to, is known only when the program runs. Log outside of the"
            + " initializer; or say --initialize-at-build-time NAME if the output may be lost and"
            + " the answers of a logger that is off will do.",
        stack);
  }

  private synchronized void convictLogging(String what, String advice, InitializerStack stack) {
    int top = stack.depth() - 1;
    if (top < 0 || trusted.contains(stack.name(top))) {
      return;
    }
    convictStack("LOGS", what, new Attribution().evidence(), advice, stack);
  }

  private void convictReaching(String name, String reached, String verb) {
    convict(
        new Conviction(
            name,
            "REACHES",
            "its initializer " + verb + " " + reached + ", which is RUN_TIME",
            new Attribution().evidence(),
            reached,
            ""));
  }

  @Override
  public void effect(int index, Object argument, InitializerStack stack) {
    Effects.Effect effect = session.effects().get(index);
    EffectCategory category = effect.category();
    if (category == EffectCategory.DEFINE) {
      session.transformer().made().none();
    }
    if (stack.depth() == 0 || !Net.EFFECTS.isOn()) {
      return;
    }
    note(effect, argument, stack);
    if (category == EffectCategory.BUNDLE) {
      String name = ((java.util.ResourceBundle) argument).getBaseBundleName();
      facts.lookUps().bundleRead(name, stack.name(stack.depth() - 1));
      return;
    }
    if (category == EffectCategory.RESOURCE
        || category == EffectCategory.RESOURCES
        || category == EffectCategory.NO_CLASS) {
      Attribution attribution = new Attribution();
      if (attribution.isOfInitializerOfProgram()) {
        facts
            .lookUps()
            .lookedFor(
                category,
                (String) argument,
                attribution.isForBundle(),
                stack.name(stack.depth() - 1));
      }
      return;
    }
    if (category == EffectCategory.WRITE
        && argument instanceof java.io.PrintStream
        && argument != System.out
        && argument != System.err) {
      return;
    }
    if (category == EffectCategory.THREAD && isPreparation(effect, argument)) {
      return;
    }
    if (category == EffectCategory.PROPERTY_SET
        && argument instanceof java.util.Properties
        && argument != System.getProperties()) {
      return;
    }
    Attribution attribution = new Attribution();
    if (category == EffectCategory.PROPERTY
        && EnvironmentFacts.configuresJdk((String) argument)
        && attribution.belongsToProgramBelowFactories()) {
      property((String) argument, effect, attribution, stack); // Whoever asks for it.
      return;
    }
    if (category == EffectCategory.REGISTRY && attribution.isOfOverload()) {
      return; // Of the method that the program called, we have heard.
    }
    if (!attribution.belongsToProgram() || needsProgramCaller(category, attribution)) {
      return;
    }
    String reader = stack.name(stack.depth() - 1);
    switch (category) {
      case OFFSET -> facts.layout(reader);
      case CHARSET -> facts.charset(reader);
      case LINE -> facts.property("line.separator", reader);
      case ACCESS -> {
        if (ModuleAccess.dependsOnOptions(argument)) {
          convictAll(effect, effect.display(), attribution, stack, "");
        }
      }
      case PROPERTIES -> allProperties(reader, effect, attribution, stack);
      case LOCAL -> locals.changing((ThreadLocal<?>) argument, effect, attribution, stack);
      case PROPERTY -> property((String) argument, effect, attribution, stack);
      case MAKES -> {
        String problem = replays.made(effect, (Object[]) argument, attribution, stack);
        convictUnlessRepeated(problem, effect, attribution, stack);
      }
      case PREPARES -> {
        String problem = replays.prepared(effect, (Object[]) argument, attribution, stack);
        convictUnlessRepeated(problem, effect, attribution, stack);
      }
      case DEFINE -> define(argument, effect, attribution, stack);
      case LIBRARY -> {
        String problem = replays.loaded(effect, (Object[]) argument, attribution, stack);
        convictUnlessRepeated(problem, effect, attribution, stack);
      }
      case ENV -> variable((String) argument, effect, attribution, stack);
      case MACHINE, NETWORK -> {
        String option = facts.machine(effect.display(), reader);
        if (option != null) {
          convictAll(effect, effect.display(), attribution, stack, advice(option));
        }
      }
      case FILE -> file(argument, effect, attribution, stack);
      default -> {
        if (effect.atExit()) {
          String problem = replays.called(effect, (Object[]) argument, attribution, stack);
          convictUnlessRepeated(problem, effect, attribution, stack);
        } else {
          convictAll(effect, detail(effect, argument), attribution, stack, "");
        }
      }
    }
  }

  private void convictUnlessRepeated(
      String problem, Effects.Effect effect, Attribution attribution, InitializerStack stack) {
    if (problem != null) {
      convictAll(effect, effect.display() + problem, attribution, stack, "");
    }
  }

  private void file(
      Object argument, Effects.Effect effect, Attribution attribution, InitializerStack stack) {
    if (JdkFiles.isOfJdk(argument)) {
      facts.layout(stack.name(stack.depth() - 1)); // That is, this very build of the JDK.
      return;
    }
    // What the program's own jar holds is an input of the build.
    boolean input =
        JdkFiles.isOfProgram(argument)
            || JdkFiles.isArchiveOfProgram(argument)
                && archives.opening((URI) argument, effect, attribution, stack);
    if (!input) {
      convictAll(effect, detail(effect, argument), attribution, stack, "");
    }
  }

  /** A thread that is not started is an object; its own constructor sets its priority. */
  static boolean isPreparation(Effects.Effect effect, Object argument) {
    return argument instanceof Thread thread
        && thread.getState() == Thread.State.NEW
        && !effect.method().equals("start");
  }

  /** Reads that JDK code makes for itself all the time. */
  private static boolean needsProgramCaller(EffectCategory category, Attribution attribution) {
    return switch (category) {
      case PROPERTY, PROPERTIES, ENV, LOCAL, ACCESS -> !attribution.calledByProgram();
      default -> false;
    };
  }

  private static String detail(Effects.Effect effect, Object argument) {
    if (effect.category() == EffectCategory.PROPERTY_SET && argument instanceof String name) {
      return effect.display() + "(\"" + name + "\")";
    }
    if (effect.category() == EffectCategory.NATIVE_CALL) {
      return (String) argument;
    }
    return effect.display();
  }

  /**
   * @param option the option that makes a fact a guard, or empty
   */
  private static String advice(String option) {
    return option.isEmpty()
        ? ""
        : "If every start may be held to the value of the build, say " + option + ".";
  }

  private void property(
      String key, Effects.Effect effect, Attribution attribution, InitializerStack stack) {
    if (key == null) {
      return;
    }
    Integer setAt = session.task().setByProgram().get(key);
    Integer own = position.get(stack.name(0));
    if (setAt != null && (own == null || setAt <= own)) {
      convictAll(
          effect,
          "the property " + key + ", which the program sets before",
          attribution,
          stack,
          "");
      return;
    }
    boolean beforeMain = own != null && own == 0;
    if (!beforeMain && session.task().setByProgram().containsKey(ChildTask.POSSIBLE + key)) {
      convictAll(
          effect,
          "the property " + key + ", which the program has code to set before",
          attribution,
          stack,
          "");
      return;
    }
    String option = facts.property(key, stack.name(stack.depth() - 1));
    if (option != null) {
      convictAll(
          effect,
          "the property " + key + ", a fact of the machine or of one start",
          attribution,
          stack,
          advice(option));
    }
  }

  /** Who reads all sees what the program has set before, if it looks at that. */
  private void allProperties(
      String reader, Effects.Effect effect, Attribution attribution, InitializerStack stack) {
    String prefix = facts.prefixOf(attribution.callingClass());
    Integer own = position.get(stack.name(0));
    for (Map.Entry<String, Integer> set : session.task().setByProgram().entrySet()) {
      boolean possible = set.getKey().startsWith(ChildTask.POSSIBLE);
      String key = possible ? set.getKey().substring(ChildTask.POSSIBLE.length()) : set.getKey();
      boolean before = own == null || (possible ? own > 0 : set.getValue() <= own);
      // An empty name is one that nobody could see.
      boolean seen = key.isEmpty() || prefix == null || key.startsWith(prefix);
      if (before && seen && ChildTask.isProperty(key)) {
        String sets = possible ? " has code to set " : " sets ";
        String what = "all system properties, of which the program" + sets + key + " before";
        convictAll(effect, what, attribution, stack, "");
        return;
      }
    }
    facts.allProperties(prefix, reader);
  }

  /** Whether a class that was made can be kept is seen when all is done. */
  private void define(
      Object bytes, Effects.Effect effect, Attribution attribution, InitializerStack stack) {
    if (bytes == null) {
      convictAll(effect, detail(effect, null), attribution, stack, "");
    } else {
      session.transformer().made().begin(bytes, stack, attribution.evidence());
    }
  }

  private void variable(
      String name, Effects.Effect effect, Attribution attribution, InitializerStack stack) {
    if (name == null) {
      convictAll(effect, "all of it", attribution, stack, "");
      return;
    }
    String option = facts.variable(name, stack.name(stack.depth() - 1));
    if (option != null) {
      convictAll(
          effect,
          "the variable " + name + ", which each machine sets for itself",
          attribution,
          stack,
          advice(option));
    }
  }

  private synchronized void convictAll(
      Effects.Effect effect,
      String what,
      Attribution attribution,
      InitializerStack stack,
      String advice) {
    String nearest = stack.name(stack.depth() - 1);
    if (trusted.contains(nearest)) {
      return;
    }
    String phrase = effect.category().phrase() + ": " + what;
    convictStack("EFFECT", phrase, attribution.evidence(), advice, stack);
  }

  /** Convicts the innermost initializer, and all that run it. */
  private void convictStack(
      String cause, String phrase, List<String> evidence, String advice, InitializerStack stack) {
    String nearest = stack.name(stack.depth() - 1);
    convict(new Conviction(nearest, cause, "its initializer " + phrase, evidence, "", advice));
    for (int i = 0; i < stack.depth() - 1; i++) {
      convict(
          new Conviction(
              stack.name(i),
              "REACHES",
              "its initializer runs that of " + nearest + ", which " + phrase,
              List.of(),
              nearest,
              ""));
    }
  }
}
