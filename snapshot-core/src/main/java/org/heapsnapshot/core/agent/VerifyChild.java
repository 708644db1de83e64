package org.heapsnapshot.core.agent;

import java.lang.instrument.Instrumentation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.heapsnapshot.core.KryoStreams;
import org.heapsnapshot.core.capture.CapturedHeap;
import org.heapsnapshot.core.capture.CapturedLate;
import org.heapsnapshot.core.capture.ClassValues;
import org.heapsnapshot.core.capture.HashedCollection;
import org.heapsnapshot.core.capture.HeapWalker;
import org.heapsnapshot.core.capture.Peek;
import org.heapsnapshot.core.capture.ProgramLoaders;
import org.heapsnapshot.core.capture.Rejection;
import org.heapsnapshot.hooks.Hooks;

/**
 * Main class of a verifying JVM: initializes the restored classes, from the image or ordinarily as
 * the JVM was started, looks up every key of every hashed collection, and hands the captured heap
 * back.
 */
public final class VerifyChild {
  private VerifyChild() {}

  /** Runs the task that the agent was started with. */
  public static void main(String[] args) {
    Agent.Session session = Agent.session();
    ChildTask task = session.task();
    KryoStreams.write(verify(session), Path.of(task.output()));
    Runtime.getRuntime().halt(0);
  }

  private static VerifyReport verify(Agent.Session session) {
    ChildTask task = session.task();
    LateSink sink = new LateSink(session);
    Hooks.sink = sink;
    ClassLoader program = ClassLoader.getSystemClassLoader();
    List<String> problems = new ArrayList<>();
    try {
      SkipListLevels.repeat();
      Class.forName(task.mainClass(), true, program);
    } catch (Throwable e) {
      Initializers.throwUnlessOfProgram(e);
      problems.add("the main class cannot be initialized: " + e);
    }
    Initializers initializers = new Initializers(program);
    List<Class<?>> owners = initialize(session, initializers, program, problems);
    HeapWalker walker =
        new HeapWalker(
                program, ObserveChild.jdkClasses(session.instrumentation()), name -> Set.of())
            .toCompare()
            .withClassValues(new ClassValues(session.instrumentation()::getAllLoadedClasses))
            .leavingOut(task.memos())
            .answeredBy(session.standIns())
            .withLoaders(new ProgramLoaders(program, loader -> null))
            .withLoaded(ObserveChild.loaded(session.instrumentation()))
            .withClocks((owner, time) -> sink.trace().reading(owner.getName(), time) != null);
    owners.removeIf(c -> !Peek.initialized(c));
    Hooks.pause();
    initializers.settle(owners);
    walker.readingBy(DeferredReader.of(program));
    walker.walk(owners);
    LateClasses lateClasses = new LateClasses(walker, sink.trace(), session.standIns(), owners);
    lateClasses.findObtaining();
    List<CapturedLate> late = lateClasses.captured();
    for (Rejection rejection : walker.rejections()) {
      problems.add(rejection.className() + ": its statics reach " + rejection.reason());
    }
    CapturedHeap heap = problems.isEmpty() ? walker.heap(late) : null;
    int collections = 0;
    for (HashedCollection hashed : walker.hashed()) {
      collections++;
      LookUps.check(walker.object(hashed.object()), hashed, walker, problems);
    }
    for (int id = 1; id <= walker.count(); id++) {
      Clones.check(walker.object(id), id, problems);
    }
    return new VerifyReport(System.getProperty("snapshot.status", ""), problems, collections, heap);
  }

  private static List<Class<?>> initialize(
      Agent.Session session,
      Initializers initializers,
      ClassLoader program,
      List<String> problems) {
    ChildTask task = session.task();
    List<Class<?>> owners = new ArrayList<>();
    List<Class<?>> waiting = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (String name : task.initialize()) {
      try {
        Class<?> c = Class.forName(name, false, program);
        owners.add(c);
        if (initializers.waitsFor(c) != null) {
          waiting.add(c);
        } else {
          initialize(c, problems);
        }
      } catch (ClassNotFoundException e) {
        missing.add(name); // A preload may make it.
      } catch (LinkageError e) {
        problems.add(name + " cannot be initialized: " + e);
      }
    }
    List<String> preloads = new ArrayList<>();
    Set<String> restored = new HashSet<>(task.initialize());
    initializers
        .firstOf(task.mainClass())
        .forEach(
            (preload, tells) -> {
              if (restored.contains(tells)) {
                preloads.add(preload);
              }
            });
    preloads.addAll(task.preload());
    for (String preload : preloads) {
      String problem = initializers.preload(preload);
      if (problem != null) {
        problems.add(preload + ": " + problem);
      }
    }
    waiting.forEach(c -> initialize(c, problems));
    for (String name : missing) {
      try {
        Class<?> c = elsewhere(name, program, session.instrumentation());
        owners.add(Class.forName(name, true, c == null ? program : c.getClassLoader()));
      } catch (Throwable e) {
        Initializers.throwUnlessOfProgram(e);
        problems.add(name + " cannot be initialized: " + e);
      }
    }
    return owners;
  }

  /** A class that the program made in a loader of its own, or null. */
  private static Class<?> elsewhere(
      String name, ClassLoader program, Instrumentation instrumentation) {
    for (Class<?> c : instrumentation.getAllLoadedClasses()) {
      if (c.getName().equals(name)
          && c.getClassLoader() != program
          && ProgramLoaders.isPlain(c.getClassLoader(), program)) {
        return c;
      }
    }
    return null;
  }

  private static void initialize(Class<?> c, List<String> problems) {
    try {
      SkipListLevels.repeat();
      Class.forName(c.getName(), true, c.getClassLoader());
    } catch (Throwable e) {
      Initializers.throwUnlessOfProgram(e);
      problems.add(c.getName() + " cannot be initialized: " + e);
    }
  }
}
