package org.heapsnapshot.core.agent;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.heapsnapshot.core.capture.CapturedLate;
import org.heapsnapshot.core.capture.FactoryCalls;
import org.heapsnapshot.core.capture.HeapWalker;
import org.heapsnapshot.core.capture.Rejection;
import org.objectweb.asm.Type;

/**
 * Finds, after the heap was walked, which restored classes must be initialized at their natural
 * time: those whose initializers obtained a logger or kept the time, those whose initializers used
 * or ran such a class, and their subtypes. What they do then is in their {@link CapturedLate}, so
 * that logging is set up by the running program, in the order and at the times it always was. Used
 * once, from one thread.
 */
final class LateClasses {
  private final HeapWalker walker;
  private final LateTrace trace;
  private final FactoryCalls calls;
  private final Map<String, Class<?>> owners = new LinkedHashMap<>();
  private final Map<Class<?>, List<HeapWalker.LateField>> fields = new LinkedHashMap<>();
  private final Map<Class<?>, List<HeapWalker.ClockField>> clocks = new LinkedHashMap<>();
  private final Set<Class<?>> late = new LinkedHashSet<>();

  /** A class that cannot be made late, and why; {@code path} is that of the fields to an object. */
  record Problem(String className, String reason, List<String> path) {
    Problem(String className, String reason) {
      this(className, reason, List.of());
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

  /** Finds them, and the classes that would initialize one of them at another time. */
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
    findForeignHolders();
  }

  /** Finds those alone that obtain loggers themselves. */
  void findObtaining() {
    for (HeapWalker.LateField field : walker.lateFields()) {
      fields.computeIfAbsent(field.owner(), c -> new ArrayList<>()).add(field);
      late.add(field.owner());
    }
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
              + ", which obtains a logger or does something like it when it is initialized; its own initializer did not put"
              + " the object there, and restoring it would initialize that class too early");
    }
    for (Rejection rejection : walker.reaching(reasons)) {
      if (!late.contains(owners.get(rejection.className()))) {
        String reason = "its statics reach " + rejection.reason();
        problems.add(new Problem(rejection.className(), reason, rejection.path()));
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
    List<HeapWalker.LateField> own = new ArrayList<>(fields.getOrDefault(c, List.of()));
    int handed = 0;
    for (Object step : trace.steps(c.getName())) {
      if (step instanceof Replayed call) {
        int from = handed;
        handed += call.objects.size();
        steps.add(new CapturedLate.Replay(call.call, IntStream.range(from, handed).toArray()));
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
        steps.add(new CapturedLate.Initialize(walker.classIndex(owners.get((String) step))));
      }
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
        targets.add(new CapturedLate.Target(field.name(), "J"));
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

  private static boolean canRead(Class<?> c, HeapWalker.LateField from) {
    int modifiers = from.field().getModifiers();
    boolean samePackage = c.getPackageName().equals(from.owner().getPackageName());
    return samePackage
        ? !Modifier.isPrivate(modifiers)
        : Modifier.isPublic(modifiers) && Modifier.isPublic(from.owner().getModifiers());
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
        && named.getModule().isExported(named.getPackageName());
  }
}
