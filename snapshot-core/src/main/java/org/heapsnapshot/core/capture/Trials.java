package org.heapsnapshot.core.capture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.heapsnapshot.runtime.extension.Handler;

/**
 * Objects whose handlers make copies ({@link Handler#copies}): each is made once while the program
 * is observed, after everything was captured. An object is refused
 *
 * <ul>
 *   <li>when it cannot be made, or what was made has other parts;
 *   <li>when making it does what no start may do before {@code main};
 *   <li>when something that would be copied is reached in another way, for it would be two objects.
 * </ul>
 *
 * <p>Confined to one thread.
 */
final class Trials {
  private record Trial(int id, Object object, Handler handler, Object[] parts) {}

  private final HandlerWatch watch;
  private final List<Trial> trials = new ArrayList<>();

  /** What code for the objects of a class did. */
  private final Map<Class<?>, String> deeds = new HashMap<>();

  Trials(HandlerWatch watch) {
    this.watch = watch;
  }

  /** The parts of an object, watched when its handler copies. */
  Object[] parts(Handler handler, Object o) {
    return handler.copies() ? watched(o.getClass(), () -> handler.parts(o)) : handler.parts(o);
  }

  private Object[] watched(Class<?> type, Supplier<Object[]> code) {
    watch.begin();
    try {
      return code.get();
    } finally {
      String deed = watch.end();
      if (deed != null) {
        deeds.putIfAbsent(type, deed);
      }
    }
  }

  /** Remembers an object that is to be tried. */
  void add(int id, Object o, Handler handler, Object[] parts) {
    if (handler.copies()) {
      trials.add(new Trial(id, o, handler, parts));
    }
  }

  boolean isEmpty() {
    return trials.isEmpty();
  }

  /**
   * Makes all of them.
   *
   * @param carried what the image holds of an object, or null
   * @param shared answers for objects that are the same in every process
   * @param keyProblem why an object must not be written, or null
   * @return ids to what is wrong with them
   */
  Map<Integer, String> run(
      Function<Object, CapturedObject> carried,
      Predicate<Object> shared,
      Function<Object, String> keyProblem) {
    Map<Integer, String> refused = new TreeMap<>();
    Map<Object, Trial> copied = new IdentityHashMap<>();
    for (Trial trial : trials) {
      PrivateCopies copies = new PrivateCopies(shared);
      String problem = make(trial, copies);
      for (Object x : copies.originals()) {
        Trial other = copied.putIfAbsent(x, trial);
        if (problem == null && keyProblem.apply(x) != null) {
          problem = "holds " + keyProblem.apply(x);
        }
        if (problem == null && isCopied(carried.apply(x))) {
          problem = shares(copies, x, "the image has it elsewhere, too");
        }
        if (other != null) {
          String also = "so does another " + other.object().getClass().getName();
          problem = problem == null ? shares(copies, x, also) : problem;
          refused.putIfAbsent(other.id(), phrase(other, shares(copies, x, "so does another")));
        }
      }
      if (problem != null) {
        refused.put(trial.id(), phrase(trial, problem));
      }
    }
    for (Trial trial : trials) {
      String deed = deeds.get(trial.object().getClass());
      if (deed != null) {
        refused.putIfAbsent(trial.id(), phrase(trial, "the code that does it " + deed));
      }
    }
    return refused;
  }

  private static String phrase(Trial trial, String problem) {
    String type = trial.object().getClass().getName();
    return "an object of " + type + ", of which a start would make a copy, but " + problem;
  }

  private static String shares(PrivateCopies copies, Object x, String where) {
    return "it holds a "
        + x.getClass().getTypeName()
        + " ("
        + copies.path(x)
        + ") that would become another object, and "
        + where;
  }

  private static boolean isCopied(CapturedObject captured) {
    return captured instanceof CapturedObject.Instance
        || captured instanceof CapturedObject.ReferenceArray
        || captured instanceof CapturedObject.PrimitiveArray
        || captured instanceof CapturedObject.Recipe
        || captured instanceof CapturedObject.FactoryCall;
  }

  /** Makes an object and compares; answers what is wrong, or null. */
  private String make(Trial trial, PrivateCopies copies) {
    Class<?> type = trial.object().getClass();
    try {
      Object[] made = new Object[1];
      Object[] again =
          watched(
              type,
              () -> {
                made[0] = trial.handler().make(type, trial.parts().clone());
                boolean same = made[0] != null && made[0].getClass() == type;
                return same ? trial.handler().parts(made[0]) : null;
              });
      if (again == null) {
        Object other = made[0] == null ? null : made[0].getClass().getName();
        return "what is made is no such object: " + other;
      }
      if (!Arrays.deepEquals(trial.parts(), again)) {
        return "what is written of the copy differs from what is written of the original";
      }
      return copies.compare(trial.object(), made[0]);
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      return e.getMessage() == null ? e.toString() : e.getMessage();
    }
  }
}
