package org.heapsnapshot.core.agent;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.heapsnapshot.core.KryoStreams;
import org.heapsnapshot.core.capture.CapturedHeap;
import org.heapsnapshot.core.observe.Candidate;
import org.heapsnapshot.core.observe.Conviction;
import org.heapsnapshot.core.observe.Rehearsal;
import org.heapsnapshot.hooks.Hooks;
import org.heapsnapshot.hooks.InitializerStack;
import org.heapsnapshot.hooks.Sink;

/**
 * Runs the program as it is trained, and compares what each initializer leaves with what it left
 * when it was observed: {@code main}, and initializers that are not observed, may have changed what
 * it reads. Hands back who differs when the JVM ends.
 */
final class RehearseChild implements Sink {
  private final Agent.Session session;
  private final Map<String, Set<String>> effects;
  private final RehearsedState state;
  private final Set<String> made = new HashSet<>();

  /** What every start does first; by the end of that the observation has done it all. */
  private final List<String> first;

  private int certain;
  private final boolean preloads;
  private final Map<String, Conviction> convictions = new LinkedHashMap<>();

  private RehearseChild(Agent.Session session, Candidate candidate) {
    this.session = session;
    ClassLoader program = ClassLoader.getSystemClassLoader();
    first = candidate.certain();
    effects = candidate.effects();
    CapturedHeap heap = candidate.heap();
    state = new RehearsedState(heap, program, session.recorder());
    heap.made().forEach(m -> made.add(heap.classes().get(m.classIndex()).name()));
    preloads = !new Initializers(program).firstOf(session.task().mainClass()).isEmpty();
  }

  static void install(Agent.Session session) {
    Path output = Path.of(session.task().output());
    Candidate candidate = KryoStreams.read(Rehearsal.candidateOf(output), Candidate.class);
    RehearseChild child = new RehearseChild(session, candidate);
    Hooks.sink = child;
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread("snapshot-rehearse") {
              @Override
              public void run() {
                child.handBack(output);
              }
            });
  }

  private synchronized void handBack(Path output) {
    Hooks.pause();
    KryoStreams.write(new Rehearsal(new ArrayList<>(convictions.values())), output);
  }

  @Override
  public synchronized void initializerEntered(String className, InitializerStack stack) {
    int top = stack.depth() - 1;
    if (top == 0 && certain < first.size()) {
      // Those between have no initializer.
      int at = first.indexOf(className);
      certain = at >= certain ? at + 1 : Integer.MAX_VALUE;
    }
    boolean known = isCall(className) || made.contains(className) || state.has(className);
    if (top > 0 && !known && !isExempt(stack.name(top - 1), stack)) {
      differs(stack.name(top - 1), "it runs the initializer of " + className);
    }
  }

  private static boolean isCall(String name) {
    return name.contains("::");
  }

  /** Whether it is not restored, or found what was observed for certain. */
  private boolean isExempt(String name, InitializerStack stack) {
    return preloads || made.contains(name) || !state.has(name) || isCertain(stack);
  }

  private boolean isCertain(InitializerStack stack) {
    return certain <= first.size() && first.contains(stack.name(0));
  }

  @Override
  public synchronized void initializerLeft(InitializerStack stack, boolean threw) {
    String name = stack.name(stack.depth() - 1);
    if (preloads || made.contains(name) || !state.has(name)) {
      return;
    }
    String difference;
    try {
      // What is certain is met here, before main changes it.
      difference = threw ? "its initializer threw in the training run" : state.compare(name);
    } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
      difference = "it cannot be compared: " + e;
    }
    if (difference != null && !isCertain(stack)) {
      differs(name, difference);
    }
  }

  private void differs(String name, String difference) {
    convictions.putIfAbsent(
        name,
        new Conviction(
            name,
            "DIFFERENCE",
            "its initializer leaves or does something else in a training run, where main or a class"
                + " that is not restored has changed what it reads",
            List.of(difference),
            "",
            "If every start finds what was observed, say --initialize-at-build-time "
                + name
                + "."));
  }

  @Override
  public void called(int site, Object result, Object[] arguments, InitializerStack stack) {
    session.recorder().called(site, result, arguments);
  }

  @Override
  public void effect(int index, Object argument, InitializerStack stack) {
    if (stack.depth() == 0 || isCall(stack.name(stack.depth() - 1))) {
      return;
    }
    Effects.Effect effect = session.effects().get(index);
    if (EffectKeys.isOfCode(effect, new Attribution())) {
      compare(EffectKeys.of(effect, argument), stack);
    }
  }

  private synchronized void compare(String key, InitializerStack stack) {
    String name = stack.name(stack.depth() - 1);
    if (!isExempt(name, stack) && !effects.getOrDefault(name, Set.of()).contains(key)) {
      differs(name, "it calls " + key + ", which it did not when it was observed");
    }
  }

  @Override
  public void touched(String className, InitializerStack stack) {
    // Their initializers are seen.
  }
}
