package org.heapsnapshot.core.agent;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.heapsnapshot.core.agent.Effects.Effect;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Prints the entries of the table that name nothing in the running JDK that can be observed. */
public final class MissingEffects {
  private MissingEffects() {}

  /** One line for each such entry. */
  public static void main(String[] args) {
    for (Effect effect : Effects.load().all()) {
      boolean ofProgram = effect.category() == EffectCategory.NATIVE_CALL;
      String problem = ofProgram ? null : problem(effect);
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
    if (effect.atExit()) {
      return exitProblem(effect, found.get(0));
    }
    int closed = Modifier.NATIVE | Modifier.ABSTRACT;
    boolean observable =
        effect.callSite() || found.stream().anyMatch(e -> (e.getModifiers() & closed) == 0);
    boolean handsOn =
        effect.argument() < 1 || found.stream().allMatch(e -> takesReference(e, effect.argument()));
    return !observable ? "native" : handsOn ? null : "no such argument";
  }

  /** What is told at the end of a method are its parameters as they are then. */
  private static String exitProblem(Effect effect, Executable executable) {
    int modifiers = executable.getModifiers();
    boolean isOfSubclasses = Modifier.isProtected(modifiers) && Modifier.isStatic(modifiers);
    if (!Modifier.isPublic(modifiers) && !isOfSubclasses) {
      return "not public";
    }
    int parameters = Modifier.isStatic(executable.getModifiers()) ? 0 : 1;
    for (Class<?> type : executable.getParameterTypes()) {
      parameters += type == long.class || type == double.class ? 2 : 1;
    }
    return assignsBelow(effect, parameters) ? "assigns to a parameter" : null;
  }

  private static boolean assignsBelow(Effect effect, int local) {
    boolean[] found = {false};
    ClassLoader loader = ClassLoader.getPlatformClassLoader();
    try (InputStream in = loader.getResourceAsStream(effect.owner() + ".class")) {
      ClassVisitor visitor =
          new ClassVisitor(Opcodes.ASM9) {
            @Override
            public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] thrown) {
              return effect.matches(name, descriptor) ? new Stores(local, found) : null;
            }
          };
      new ClassReader(in).accept(visitor, ClassReader.SKIP_DEBUG);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found[0];
  }

  private static final class Stores extends MethodVisitor {
    private final int limit;
    private final boolean[] found;

    Stores(int limit, boolean[] found) {
      super(Opcodes.ASM9);
      this.limit = limit;
      this.found = found;
    }

    @Override
    public void visitVarInsn(int opcode, int local) {
      found[0] |= opcode >= Opcodes.ISTORE && opcode <= Opcodes.ASTORE && local < limit;
    }
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
