package org.heapsnapshot.testkit.hostile;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Runs the fixtures, one line each: {@code Group.fixture: value}. The static methods of a group are
 * named after the fixtures. With the argument {@code shy}, no class is touched that writes into
 * another, and the exit code is 5.
 */
public final class Main {
  private Main() {}

  /** The classes whose nested classes are the fixtures. */
  public static List<Class<?>> groups() {
    return List.of(
        Clocks.class,
        RandomDraws.class,
        IdentityHashes.class,
        HashOrders.class,
        Machine.class,
        Locales.class,
        ReadsFiles.class,
        Archives.class,
        WritesFiles.class,
        Network.class,
        Threads.class,
        Asynchronous.class,
        ThreadState.class,
        Unstarted.class,
        Effects.class,
        Repeated.class,
        Registries.class,
        SetBefore.class,
        Memory.class,
        References.class,
        Failures.class,
        Calls.class,
        Loading.class,
        Making.class,
        Defining.class,
        Order.class,
        Writers.class,
        MoreWriters.class,
        ClassTables.class,
        Memoized.class,
        KeptThrowables.class,
        Harmless.class,
        HarmlessState.class);
  }

  public static void main(String[] args) {
    boolean shy = args.length > 0 && args[0].equals("shy");
    Start start = new Start(System.currentTimeMillis(), System.nanoTime(), shy);
    for (Class<?> group : groups()) {
      for (Method fixture : fixtures(group)) {
        System.out.println(
            group.getSimpleName() + "." + fixture.getName() + ": " + run(fixture, start));
      }
    }
    System.out.flush();
    System.exit(shy ? 5 : 0);
  }

  private static List<Method> fixtures(Class<?> group) {
    List<Method> fixtures = new ArrayList<>();
    for (Method method : group.getDeclaredMethods()) {
      Class<?>[] parameters = method.getParameterTypes();
      if (!Modifier.isPrivate(method.getModifiers())
          && !method.isSynthetic()
          && parameters.length == 1
          && parameters[0] == Start.class) {
        fixtures.add(method);
      }
    }
    fixtures.sort(Comparator.comparing(Method::getName));
    return fixtures;
  }

  private static String run(Method fixture, Start start) {
    try {
      return String.valueOf(fixture.invoke(null, start));
    } catch (InvocationTargetException e) {
      return "threw " + e.getCause().getClass().getName();
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }
}
