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
  private final RehearsedState state;
  private final Set<String> made = new HashSet<>();

  /** What every start does first; by the end of that the observation has done it all. */
  private final List<String> first;

  private int certain;
  private final boolean preloads;
  private final Map<String, Conviction> convictions = new LinkedHashMap<>();

  private RehearseChild(Agent.Session session, CapturedHeap heap) {
    this.session = session;
    ClassLoader program = ClassLoader.getSystemClassLoader();
    first = session.task().first();
    state = new RehearsedState(heap, program);
    heap.made().forEach(m -> made.add(heap.classes().get(m.classIndex()).name()));
    preloads = !new Initializers(program).firstOf(session.task().mainClass()).isEmpty();
  }

  static void install(Agent.Session session) {
    Path output = Path.of(session.task().output());
    CapturedHeap heap = KryoStreams.read(Rehearsal.heapOf(output), CapturedHeap.class);
    RehearseChild child = new RehearseChild(session, heap);
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
    if (stack.depth() == 1 && certain < first.size()) {
      // Those between have no initializer.
      int at = first.indexOf(className);
      certain = at >= certain ? at + 1 : Integer.MAX_VALUE;
    }
  }

  @Override
  public synchronized void initializerLeft(InitializerStack stack, boolean threw) {
    String name = stack.name(stack.depth() - 1);
    boolean isCertain = certain <= first.size() && first.contains(stack.name(0));
    if (preloads || isCertain || made.contains(name) || !state.has(name)) {
      return;
    }
    String difference;
    try {
      difference = threw ? "its initializer threw in the training run" : state.compare(name);
    } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
      difference = "it cannot be compared: " + e;
    }
    if (difference != null) {
      convictions.putIfAbsent(
          name,
          new Conviction(
              name,
              "DIFFERENCE",
              "its state at the end of its initializer is another in a training run, where main or a"
                  + " class that is not restored has changed what it reads",
              List.of(difference),
              "",
              "If every start finds what was observed, say --initialize-at-build-time "
                  + name
                  + "."));
    }
  }

  @Override
  public void effect(int index, Object argument, InitializerStack stack) {
    // They were judged when they were observed.
  }

  @Override
  public void touched(String className, InitializerStack stack) {
    // The same.
  }
}
