package org.heapsnapshot.core.agent;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.heapsnapshot.core.capture.CapturedLate;
import org.heapsnapshot.core.capture.FactoryCalls;
import org.heapsnapshot.core.capture.HeapWalker;
import org.heapsnapshot.core.capture.Rejection;
import org.objectweb.asm.Type;

/**
 * Finds, after the heap was walked, which restored classes must be initialized at their natural
 * time: those whose initializers obtained a logger, kept the time or made a throwable, those whose
 * initializers used or ran such a class, and their subtypes. What they do then is in their {@link
 * CapturedLate}, so that logging is set up by the running program, in the order and at the times it
 * always was. Used once, from one thread.
 */
final class LateClasses {
  /** Of one initializer, which would be too large with more. */
  private static final int MAX_CALLS = 100;

  private final HeapWalker walker;
  private final LateTrace trace;
  private final FactoryCalls calls;
  private final Map<String, Class<?>> owners = new LinkedHashMap<>();
  private final Map<Class<?>, List<HeapWalker.LateField>> fields = new LinkedHashMap<>();
  private final Map<Class<?>, List<HeapWalker.ClockField>> clocks = new LinkedHashMap<>();
  private final Set<Class<?>> late = new LinkedHashSet<>();

  /** A class that cannot be made late, and why; {@code path} is that of the fields to an object. */
  record Problem(String className, String cause, String reason, List<String> path) {
    Problem(String className, String reason) {
      this(className, "LOGS", reason, List.of());
    }

    Problem(String className, String cause, String reason) {
      this(className, cause, reason, List.of());
    }
  }

  private final List<Problem> problems = new ArrayList<>();

  /**
   * @param walker which has walked
   * @param owners the classes to be restored
   */
  LateClasses(HeapWalker walker, LateTrace trace, FactoryCalls calls, Collection<Class<?>> owners) {
    this.walker = walker;
    this.trace = trace;
    this.calls = calls;
    for (Class<?> c : owners) {
      this.owners.put(c.getName(), c);
    }
  }

  /** Finds them. */
  void find() {
    findObtaining();
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Class<?> c : owners.values()) {
        if (!late.contains(c) && follows(c)) {
          changed |= late.add(c);
        }
      }
    }
  }

  /**
   * Finds the classes that cannot be restored with them. To be said when all late classes had been
   * known before the initializers ran, for uses of the others were not seen.
   *
   * @param made the objects of which a part belongs to the process, each with the initializer that
   *     made it
   */
  void findConflicts(Map<Object, String> made) {
    findForeignHolders();
    findUsersOfLibraries();
    walker.throwables().keySet().forEach(this::findCallers);
    Map<Object, String> all = new IdentityHashMap<>(made);
    walker
        .throwables()
        .forEach((maker, objects) -> objects.forEach(o -> all.put(o, maker.getName())));
    findHolders(all);
  }

  /**
   * Finds the classes that have an object which an initializer makes in part when the program runs,
   * and that may be restored when that initializer has not run.
   */
  private void findHolders(Map<Object, String> made) {
    Map<String, Map<Object, String>> byMaker = new LinkedHashMap<>();
    made.forEach(
        (o, maker) -> {
          String what = "an object of " + o.getClass().getName() + " that the initializer of ";
          byMaker
              .computeIfAbsent(maker, m -> new IdentityHashMap<>())
              .put(o, what + maker + " makes at each start, and which may not have run then");
        });
    byMaker.forEach(
        (maker, objects) -> {
          for (Rejection rejection : walker.reachingObjects(objects)) {
            String holder = rejection.className();
            if (!initializedBefore(holder).contains(maker)) {
              problems.add(new Problem(holder, "HEAP", "its statics reach " + rejection.reason()));
            }
          }
        });
  }

  /** The late classes whose initializers have ended when that of a class has, itself included. */
  private Set<String> initializedBefore(String className) {
    Set<String> found = new LinkedHashSet<>();
    ArrayDeque<String> work = new ArrayDeque<>(List.of(className));
    while (!work.isEmpty()) {
      String name = work.poll();
      Class<?> c = owners.get(name);
      if (late.contains(c) && found.add(name)) {
        for (Object step : trace.steps(name)) {
          if (step instanceof String used) {
            work.add(used);
          }
        }
        for (Class<?> k = c.getSuperclass(); k != null; k = k.getSuperclass()) {
          work.add(k.getName());
        }
      }
    }
    return found;
  }

  /**
   * The stack of a throwable has the frames of the initializers that ran that of its maker. What
   * they called in between is not called when they are skipped.
   */
  private void findCallers(Class<?> maker) {
    Set<String> above = new LinkedHashSet<>(List.of(maker.getName()));
    ArrayDeque<String> work = new ArrayDeque<>(above);
    while (!work.isEmpty()) {
      String name = work.poll();
      for (Class<?> c : late) {
        String by = c.getName();
        if (trace.steps(by).contains(name)) {
          if (trace.line(name, by) <= 0) {
            String what =
                "it keeps a throwable, whose stack has the methods by which the initializer of ";
            problems.add(new Problem(maker.getName(), "HEAP", what + by + " came to use " + name));
            return;
          }
          if (above.add(by)) {
            work.add(by);
          }
        }
      }
    }
  }

  /**
   * Whether a library is there is known when its class is initialized. What another initializer
   * does when it is not, no observation has seen.
   */
  private void findUsersOfLibraries() {
    for (Class<?> c : late) {
      for (Object step : trace.steps(c.getName())) {
        Class<?> loading = step instanceof String used ? loading(owners.get(used)) : null;
        if (loading != null && !loading.isAssignableFrom(c)) {
          problems.add(
              new Problem(
                  c.getName(),
                  "EFFECT",
                  "its initializer uses "
                      + step
                      + (loading.getName().equals(step) ? "" : ", a " + loading.getName())
                      + ", whose native library may be missing when the program runs"));
        }
      }
    }
  }

  /** The class that loads a library when a class is initialized, itself or a supertype; or null. */
  private Class<?> loading(Class<?> c) {
    Set<Class<?>> initialized = c == null ? Set.of() : supertypes(c);
    if (c != null) {
      initialized.add(c);
    }
    for (Class<?> k : initialized) {
      for (Object step : trace.steps(k.getName())) {
        if (step instanceof Replayed replayed && replayed.call.loadsLibrary()) {
          return k;
        }
      }
    }
    return null;
  }

  /** Finds those alone that obtain loggers themselves. */
  void findObtaining() {
    for (HeapWalker.LateField field : walker.lateFields()) {
      fields.computeIfAbsent(field.owner(), c -> new ArrayList<>()).add(field);
      late.add(field.owner());
    }
    late.addAll(walker.throwables().keySet());
    for (HeapWalker.ClockField field : walker.clockFields()) {
      clocks.computeIfAbsent(field.owner(), c -> new ArrayList<>()).add(field);
      late.add(field.owner());
    }
    for (Class<?> c : owners.values()) {
      if (trace.steps(c.getName()).stream().anyMatch(LateClasses::isDone)) {
        late.add(c);
      }
    }
  }

  /** Whether a step has to be done again whatever the class keeps of it. */
  private static boolean isDone(Object step) {
    return !(step instanceof String || step instanceof LateTrace.Reading);
  }

  /** What holds an object of a late class initializes it when it is restored. */
  private void findForeignHolders() {
    Map<Class<?>, String> reasons = new IdentityHashMap<>();
    for (Class<?> c : late) {
      reasons.put(
          c,
          "an object of "
              + c.getName()
              + ", which obtains a logger or does something like it when it is initialized; its own"
              + " initializer did not put the object there, and restoring it would initialize that"
              + " class too early");
    }
    for (Rejection rejection : walker.reaching(reasons)) {
      if (!late.contains(owners.get(rejection.className()))) {
        String reason = "its statics reach " + rejection.reason();
        problems.add(new Problem(rejection.className(), "LOGS", reason, rejection.path()));
      }
    }
  }

  private boolean follows(Class<?> c) {
    for (Object step : trace.steps(c.getName())) {
      if (step instanceof String used && late.contains(owners.get(used))) {
        return true;
      }
    }
    for (Class<?> supertype : supertypes(c)) {
      if (late.contains(supertype)
          && (!supertype.isInterface() || !c.isInterface() && declaresConcreteMethod(supertype))) {
        return true;
      }
    }
    return false;
  }

  private static Set<Class<?>> supertypes(Class<?> c) {
    Set<Class<?>> result = new LinkedHashSet<>();
    for (Class<?> k = c; k != null; k = k.getSuperclass()) {
      result.add(k);
      addInterfaces(k, result);
    }
    result.remove(c);
    return result;
  }

  private static void addInterfaces(Class<?> c, Set<Class<?>> result) {
    for (Class<?> i : c.getInterfaces()) {
      if (result.add(i)) {
        addInterfaces(i, result);
      }
    }
  }

  /** Whether a class that implements it initializes the interface (JVMS 5.5). */
  private static boolean declaresConcreteMethod(Class<?> type) {
    for (Method method : type.getDeclaredMethods()) {
      if (!Modifier.isAbstract(method.getModifiers())
          && !Modifier.isStatic(method.getModifiers())) {
        return true;
      }
    }
    return false;
  }

  /** Binary names of the late classes. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    late.forEach(c -> names.add(c.getName()));
    return names;
  }

  /** The late classes in the order of the owners; {@link #problems} are known afterwards. */
  List<CapturedLate> captured() {
    List<CapturedLate> result = new ArrayList<>();
    for (Class<?> c : owners.values()) {
      if (late.contains(c)) {
        result.add(new CapturedLate(walker.classIndex(c), steps(c)));
      }
    }
    return result;
  }

  List<Problem> problems() {
    return problems;
  }

  private List<CapturedLate.Step> steps(Class<?> c) {
    List<CapturedLate.Step> steps = new ArrayList<>();
    long repeated = trace.steps(c.getName()).stream().filter(Replayed.class::isInstance).count();
    if (repeated > MAX_CALLS) {
      String what =
          "its initializer makes " + repeated + " calls that each start would have to repeat";
      problems.add(new Problem(c.getName(), "EFFECT", what));
    }
    List<HeapWalker.LateField> own = new ArrayList<>(fields.getOrDefault(c, List.of()));
    int handed = 0;
    for (Object step : trace.steps(c.getName())) {
      if (step instanceof Replayed call) {
        steps.add(call.step(handed));
        handed += call.handed().size();
      } else if (step instanceof LateTrace.Reading reading) {
        List<CapturedLate.Target> targets = targets(c, reading);
        if (!targets.isEmpty()) {
          steps.add(new CapturedLate.ReadClock(reading.nanos(), targets));
        }
      } else if (step instanceof LateTrace.Obtained obtained) {
        String problem = cannotCall(c, calls.of(obtained.standIn));
        if (problem != null) {
          problems.add(new Problem(c.getName(), problem));
        }
        List<CapturedLate.Target> holding = take(own, obtained.standIn);
        steps.add(new CapturedLate.Obtain(walker.lateId(obtained.standIn), holding));
      } else if (late.contains(owners.get((String) step))) {
        String used = (String) step;
        steps.add(
            new CapturedLate.Initialize(
                walker.classIndex(owners.get(used)), trace.line(used, c.getName())));
      }
    }
    for (int i = walker.throwables().getOrDefault(c, List.of()).size(); i > 0; i--) {
      steps.add(new CapturedLate.Trace(handed++));
    }
    while (!own.isEmpty()) {
      Object answer = own.get(0).answer();
      HeapWalker.LateField from = obtainedInto(answer);
      List<CapturedLate.Target> holding = take(own, answer);
      if (from == null || from.owner() == c) {
        String by = trace.obtainedBy(answer);
        problems.add(
            new Problem(
                c.getName(),
                "one of its static fields holds a logger that "
                    + (by == null ? "no initializer" : "the initializer of " + by)
                    + " obtained and does not keep itself"));
      } else if (isAmbiguous(answer)) {
        problems.add(
            new Problem(
                c.getName(),
                "one of its static fields holds a logger of "
                    + from.owner().getName()
                    + ", which has it in several fields that are not all final"));
      } else if (!canRead(c, from)) {
        problems.add(
            new Problem(
                c.getName(),
                "one of its static fields holds a logger of "
                    + from.owner().getName()
                    + ", in a field that it cannot read"));
      } else {
        steps.add(
            new CapturedLate.Copy(walker.classIndex(from.owner()), target(from.field()), holding));
      }
    }
    return steps;
  }

  /** The static fields that hold a reading. */
  private List<CapturedLate.Target> targets(Class<?> c, LateTrace.Reading reading) {
    List<CapturedLate.Target> targets = new ArrayList<>();
    for (HeapWalker.ClockField field : clocks.getOrDefault(c, List.of())) {
      if (field.time() == reading.time()
          && trace.reading(c.getName(), field.time()).equals(reading)) {
        targets.add(new CapturedLate.Target(field.name(), field.descriptor()));
      }
    }
    return targets;
  }

  private static List<CapturedLate.Target> take(List<HeapWalker.LateField> own, Object answer) {
    List<CapturedLate.Target> taken = new ArrayList<>();
    for (HeapWalker.LateField field : own) {
      if (field.answer() == answer) {
        taken.add(target(field.field()));
      }
    }
    own.removeIf(f -> f.answer() == answer);
    return taken;
  }

  private static CapturedLate.Target target(Field field) {
    return new CapturedLate.Target(field.getName(), field.getType().descriptorString());
  }

  /** The field that the class which obtained it keeps it in. */
  private HeapWalker.LateField obtainedInto(Object answer) {
    Class<?> by = owners.get(trace.obtainedBy(answer));
    for (HeapWalker.LateField field : fields.getOrDefault(by, List.of())) {
      if (field.answer() == answer) {
        return field;
      }
    }
    return null;
  }

  /** Whether it matters which of its fields was read, of which nothing is known. */
  private boolean isAmbiguous(Object answer) {
    Class<?> by = owners.get(trace.obtainedBy(answer));
    int count = 0;
    boolean changes = false;
    for (HeapWalker.LateField field : fields.getOrDefault(by, List.of())) {
      if (field.answer() == answer) {
        count++;
        changes |= !Modifier.isFinal(field.field().getModifiers());
      }
    }
    return changes && count > 1;
  }

  private static boolean canRead(Class<?> c, HeapWalker.LateField from) {
    int modifiers = from.field().getModifiers();
    boolean samePackage =
        c.getClassLoader() == from.owner().getClassLoader()
            && c.getPackageName().equals(from.owner().getPackageName());
    return samePackage
        ? !Modifier.isPrivate(modifiers)
        : Modifier.isPublic(modifiers) && canName(c, from.owner());
  }

  /** Why the code of a class cannot make a call, or null when it can. */
  private static String cannotCall(Class<?> c, FactoryCalls.Call call) {
    if (call.caller() != null && !call.caller().equals(Type.getInternalName(c))) {
      return "its initializer obtains a logger through "
          + call.caller().replace('/', '.')
          + ", after which the logger is named";
    }
    Type[] types = Type.getArgumentTypes(call.descriptor());
    for (int i = 0; i < types.length; i++) {
      if (call.arguments()[i] instanceof Class<?> named && !canName(c, named)) {
        return "its initializer obtains a logger for " + named.getName() + ", which it cannot name";
      }
      if (call.arguments()[i] instanceof String text && text.length() > 10_000) {
        return "its initializer obtains a logger of a name of " + text.length() + " characters";
      }
    }
    return null;
  }

  /** Nested classes that are protected are public to the JVM, private ones of their package. */
  private static boolean canName(Class<?> c, Class<?> named) {
    if (named.getClassLoader() == c.getClassLoader()) {
      return named.getPackageName().equals(c.getPackageName())
          || (named.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0;
    }
    return Modifier.isPublic(named.getModifiers())
        && named.getModule().isExported(named.getPackageName())
        && isAbove(named.getClassLoader(), c.getClassLoader());
  }

  /** A loader finds what those above it define, and not what those below it do. */
  private static boolean isAbove(ClassLoader loader, ClassLoader from) {
    ClassLoader up = from;
    while (up != null && up != loader) {
      up = up.getParent();
    }
    return up == loader;
  }
}
