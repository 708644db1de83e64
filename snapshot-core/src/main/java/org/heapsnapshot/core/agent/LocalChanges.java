package org.heapsnapshot.core.agent;

import java.lang.ref.Reference;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.heapsnapshot.core.capture.Peek;
import org.heapsnapshot.core.capture.ReplayedCall;
import org.heapsnapshot.core.observe.Conviction;
import org.heapsnapshot.hooks.InitializerStack;

/**
 * Thread locals that initializers change. One that is as before when the outermost initializer ends
 * was a binding for a time, and no effect; another outlives the initializer in a place that no
 * image holds, and has to be bound again.
 */
final class LocalChanges {
  private static final Object ABSENT = new Object();

  private static final class Change {
    Object before;
    Thread thread;
    String display;
    List<String> evidence;
    final Set<String> initializers = new LinkedHashSet<>();

    /** Those that made the calls themselves. */
    final Set<String> nearest = new LinkedHashSet<>();
  }

  private final LateTrace trace;
  private List<Object> inherited = List.of();

  /**
   * @param trace is told of the changes that can be made again
   */
  LocalChanges(LateTrace trace) {
    this.trace = trace;
  }

  private final Map<ThreadLocal<?>, Change> changes = new IdentityHashMap<>();

  /** Called before the change. */
  synchronized void changing(
      ThreadLocal<?> local,
      Effects.Effect effect,
      Attribution attribution,
      InitializerStack stack) {
    Change change = changes.get(local);
    if (change == null) {
      change = new Change();
      change.before = value(local);
      change.thread = Thread.currentThread();
      change.display = effect.display();
      change.evidence = attribution.evidence();
      changes.put(local, change);
    }
    for (int i = 0; i < stack.depth(); i++) {
      change.initializers.add(stack.name(i));
    }
    change.nearest.add(stack.name(stack.depth() - 1));
  }

  /** Called when the outermost initializer ends; forgets what it answered. */
  synchronized List<Conviction> changed() {
    List<Conviction> result = new ArrayList<>();
    for (Map.Entry<ThreadLocal<?>, Change> e : changes.entrySet()) {
      Change change = e.getValue();
      Object now = value(e.getKey());
      // Absent is what a value drawn by initialValue becomes when it is removed.
      if (now == change.before || now == ABSENT || change.thread != Thread.currentThread()) {
        continue;
      }
      if (canRepeat(e.getKey(), change)) {
        List<Object> objects = new ArrayList<>();
        objects.add(e.getKey());
        objects.add(now);
        trace.replayed(
            new Replayed(ReplayedCall.SET_LOCAL, null, objects, 0),
            change.nearest.iterator().next());
        continue;
      }
      for (String name : change.initializers) {
        result.add(
            new Conviction(
                name,
                "EFFECT",
                "its initializer leaves a thread local changed: " + change.display,
                change.evidence,
                "",
                ""));
      }
    }
    changes.clear();
    return result;
  }

  /**
   * Whether one initializer alone made the change, by the method of the JDK: its class binds the
   * local again when it is initialized, in the thread that does it, as it always did.
   */
  private static boolean canRepeat(ThreadLocal<?> local, Change change) {
    if (change.nearest.size() != 1 || Initializers.isPreload(change.nearest.iterator().next())) {
      return false;
    }
    try {
      Method set = local.getClass().getMethod("set", Object.class);
      return set.getDeclaringClass() == ThreadLocal.class;
    } catch (NoSuchMethodException e) {
      return false;
    }
  }

  /** Called when an outermost initializer begins. */
  synchronized void begins() {
    inherited = inherited();
  }

  /**
   * Whether a thread that is made now gets a value that running initializers have bound: at a start
   * they bind it when all threads are made, if at all.
   */
  synchronized boolean areInherited() {
    List<Object> now = inherited();
    for (int i = 0; i < now.size(); i += 2) {
      boolean same = false;
      for (int j = 0; j < inherited.size(); j += 2) {
        same |= now.get(i) == inherited.get(j) && now.get(i + 1) == inherited.get(j + 1);
      }
      if (!same) {
        return true;
      }
    }
    return false;
  }

  /** What threads inherit that this thread makes: locals and values in turn. */
  private static List<Object> inherited() {
    List<Object> result = new ArrayList<>();
    Object map = Peek.get(Thread.currentThread(), Thread.class, "inheritableThreadLocals");
    if (map != null) {
      for (Object entry : (Object[]) Peek.get(map, map.getClass(), "table")) {
        Object local = entry == null ? null : Peek.get(entry, Reference.class, "referent");
        if (local != null) {
          result.add(local);
          result.add(Peek.get(entry, entry.getClass(), "value"));
        }
      }
    }
    return result;
  }

  /** The value in this thread's own table; asking the local itself could create one. */
  private static Object value(ThreadLocal<?> local) {
    String field =
        local instanceof InheritableThreadLocal ? "inheritableThreadLocals" : "threadLocals";
    Object map = Peek.get(Thread.currentThread(), Thread.class, field);
    if (map == null) {
      return ABSENT;
    }
    for (Object entry : (Object[]) Peek.get(map, map.getClass(), "table")) {
      if (entry != null && Peek.get(entry, Reference.class, "referent") == local) {
        return Peek.get(entry, entry.getClass(), "value");
      }
    }
    return ABSENT;
  }
}
