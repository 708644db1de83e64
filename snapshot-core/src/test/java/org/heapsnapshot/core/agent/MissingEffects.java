package org.heapsnapshot.core.agent;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.heapsnapshot.core.agent.Effects.Effect;
import org.objectweb.asm.Type;

/** Prints the entries of the table that name nothing in the running JDK that can be observed. */
public final class MissingEffects {
  private MissingEffects() {}

  /** One line for each such entry. */
  public static void main(String[] args) {
    for (Effect effect : Effects.load().all()) {
      String problem = problem(effect);
      if (problem != null) {
        System.out.println(effect.display() + " " + problem);
      }
    }
  }

  private static String problem(Effect effect) {
    Class<?> owner;
    try {
      owner =
          Class.forName(
              effect.owner().replace('/', '.'), false, ClassLoader.getPlatformClassLoader());
    } catch (ClassNotFoundException e) {
      return "no such class";
    }
    List<Executable> found = new ArrayList<>();
    for (Executable executable : executables(owner)) {
      String name = executable instanceof Constructor ? "<init>" : executable.getName();
      if (effect.matches(name, descriptor(executable))) {
        found.add(executable);
      }
    }
    if (found.isEmpty()) {
      return "no such method";
    }
    int closed = Modifier.NATIVE | Modifier.ABSTRACT;
    boolean observable =
        effect.callSite() || found.stream().anyMatch(e -> (e.getModifiers() & closed) == 0);
    boolean handsOn =
        effect.argument() < 1 || found.stream().allMatch(e -> takesReference(e, effect.argument()));
    return !observable ? "native" : handsOn ? null : "no such argument";
  }

  private static List<Executable> executables(Class<?> owner) {
    List<Executable> all = new ArrayList<>(List.of(owner.getDeclaredMethods()));
    all.addAll(List.of(owner.getDeclaredConstructors()));
    return all;
  }

  private static String descriptor(Executable executable) {
    return executable instanceof Constructor<?> constructor
        ? Type.getConstructorDescriptor(constructor)
        : Type.getMethodDescriptor((java.lang.reflect.Method) executable);
  }

  /** Whether the local variable is a parameter that is an object. */
  private static boolean takesReference(Executable executable, int variable) {
    int slot = Modifier.isStatic(executable.getModifiers()) ? 0 : 1;
    for (Class<?> parameter : executable.getParameterTypes()) {
      if (slot == variable) {
        return !parameter.isPrimitive();
      }
      slot += parameter == long.class || parameter == double.class ? 2 : 1;
    }
    return false;
  }
}
