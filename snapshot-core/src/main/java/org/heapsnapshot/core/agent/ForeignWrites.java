package org.heapsnapshot.core.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.heapsnapshot.core.capture.ClassValues;
import org.heapsnapshot.core.capture.ProgramLoaders;
import org.heapsnapshot.core.capture.WatchedState;
import org.heapsnapshot.core.observe.Conviction;
import org.heapsnapshot.hooks.InitializerStack;

/**
 * Net 4: finds initializers that change the state of other classes. What they write would be in the
 * image of the other class, also where a start never initializes the writer, or does it later.
 *
 * <p>Whenever an initializer begins or ends, the state of all classes whose initialization has
 * ended is compared with what it was; what has changed was changed by the initializer that ran in
 * between. It is no offence when that is nested in the initializer of the owner, in this or in the
 * other observation, or made the owner, for then no start has the one without the other; nor when
 * it is what every start of the main class runs first, which is told ({@link #certainWriter}).
 * Guarded by the sink.
 */
final class ForeignWrites {
  private final ProgramTransformer transformer;
  private final ClassLoader program;
  private final WatchedState state;
  private final Map<String, String> nesting;
  private final Set<String> runTime;
  private boolean certain;
  private String certainWriter;
  private int loaded;

  ForeignWrites(
      ProgramTransformer transformer,
      ClassLoader program,
      Map<String, String> nesting,
      Set<String> runTime,
      MemoFields memos) {
    this.nesting = nesting;
    this.runTime = runTime;
    this.transformer = transformer;
    this.program = program;
    this.state = new WatchedState(program, memos::isMemo);
  }

  /** Says where class values are kept, before any initializer runs. */
  void watch(ClassValues values) {
    state.watch(values);
  }

  /**
   * The first class that changed the state of others, or ran an initializer that did, while that
   * was certain; or null.
   */
  String certainWriter() {
    return certainWriter;
  }

  /** While this is so, every start does the same before anything else. */
  void certain(boolean now) {
    if (certain && !now) {
      addUntouched();
      state.changes();
    }
    certain = now;
  }

  /** The initializer on top of the stack is about to begin. */
  List<Conviction> entered(InitializerStack stack) {
    return stack.depth() < 2 ? List.of() : writes(stack, stack.depth() - 2);
  }

  /** The initializer on top of the stack has ended. */
  List<Conviction> left(InitializerStack stack, boolean threw) {
    int top = stack.depth() - 1;
    List<Conviction> result = writes(stack, top);
    Class<?> c = threw ? null : find(stack.name(top));
    if (c != null) {
      List<Class<?>> running = new ArrayList<>();
      for (int i = 0; i < top; i++) {
        Class<?> r = find(stack.name(i));
        if (r != null) {
          running.add(r);
        }
      }
      state.add(c, running);
    }
    return result;
  }

  private List<Conviction> writes(InitializerStack stack, int writer) {
    addUntouched();
    List<WatchedState.Change> changes = state.changes();
    if (Initializers.isPreload(stack.name(0))) {
      return List.of(); // A method that the user names is there to change what others own.
    }
    List<Conviction> result = new ArrayList<>();
    for (WatchedState.Change change : changes) {
      String owner = change.owner();
      String name = stack.name(writer);
      if (isRunning(stack, writer, owner) || isNested(name, owner) || isMadeBy(name, owner)) {
        continue;
      }
      if (certain) {
        certainWriter = certainWriter == null ? stack.name(0) : certainWriter;
      } else {
        result.add(
            new Conviction(
                name,
                "WRITES",
                "its initializer changes the state of "
                    + owner
                    + ", which a start may have without it",
                change.path(),
                "",
                advice(change)));
      }
    }
    return result;
  }

  private static String advice(WatchedState.Change change) {
    return "If "
        + change.owner()
        + "."
        + change.field()
        + " only saves time (a cache whose missing entries are computed again, equal to what they"
        + " were, and whose contents tell the program nothing), say --memo "
        + change.owner()
        + "."
        + change.field()
        + ".";
  }

  private static boolean isRunning(InitializerStack stack, int writer, String owner) {
    for (int i = 0; i <= writer; i++) {
      if (stack.name(i).equals(owner)) {
        return true;
      }
    }
    return false;
  }

  /** What is written to a class that is not restored would be lost. */
  private boolean isMadeBy(String name, String owner) {
    String maker = runTime.contains(owner) ? null : transformer.made().maker(owner);
    return maker != null && (maker.equals(name) || isNested(name, maker));
  }

  private boolean isNested(String name, String owner) {
    String outer = nesting.getOrDefault(name, "");
    for (int i = 0; i < nesting.size() && !outer.isEmpty(); i++) {
      if (outer.equals(owner)) {
        return true;
      }
      outer = nesting.getOrDefault(outer, "");
    }
    return false;
  }

  /** Classes without an initializer are owners as well: all their statics are null or zero. */
  private void addUntouched() {
    List<String> names = transformer.loaded();
    for (; loaded < names.size(); loaded++) {
      String name = names.get(loaded);
      Class<?> c = transformer.hasInitializer(name) ? null : find(name);
      if (c != null) {
        Set<String> constants = transformer.constantFields(name);
        state.addUntouched(c, constants);
      }
    }
  }

  private Class<?> find(String name) {
    try {
      Class<?> c = transformer.made().find(name, program);
      return ProgramLoaders.isPlain(c.getClassLoader(), program) ? c : null;
    } catch (ClassNotFoundException | LinkageError e) {
      return null; // Not a class that could have state.
    }
  }
}
