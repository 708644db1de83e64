package org.heapsnapshot.core.agent;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.heapsnapshot.hooks.Hooks;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Puts a call of {@link Hooks#effect} at the head of the JDK methods that {@link Effects} lists, or
 * at their ends.
 */
final class JdkTransformer implements ClassFileTransformer {
  private static final String NETWORK_HOOKS = "org/heapsnapshot/hooks/NetworkHooks";
  private static final String TIME_HOOKS = "org/heapsnapshot/hooks/TimeHooks";
  private static final String HOOKS = "org/heapsnapshot/hooks/Hooks";
  private static final int OF_SUBCLASSES = Opcodes.ACC_PROTECTED | Opcodes.ACC_STATIC;

  /** What reads the clock for programs; with the clocks of program code it is set wrong. */
  private static final Set<String> CLOCKED =
      Set.of(
          "java/text/SimpleDateFormat",
          "java/time/Clock$SystemClock",
          "java/time/Clock$SystemInstantSource",
          "java/util/Date",
          "java/util/Calendar",
          "java/util/Calendar$Builder",
          "java/util/GregorianCalendar",
          "java/util/JapaneseImperialCalendar",
          "sun/util/BuddhistCalendar",
          "sun/util/locale/provider/CalendarProviderImpl");

  private static final String TIME_ZONE = "java/util/TimeZone";
  private static final String CLOCK = "java/time/Clock";
  private static final String INSTANT = "java/time/Instant";
  private static final String ADDRESS = "java/net/InetAddress";

  private final Effects effects;
  private final Set<String> owners;
  private final int defaultZone;

  /**
   * @param defaultZone the recorder's number for calls of {@code TimeZone.getDefault}, which JDK
   *     code makes for the program
   */
  JdkTransformer(Effects effects, int defaultZone) {
    this.effects = effects;
    this.defaultZone = defaultZone;
    owners = new HashSet<>(effects.owners());
    owners.addAll(CLOCKED);
    owners.add(TIME_ZONE);
    owners.add(ADDRESS);
    owners.add(CLOCK);
  }

  /** Transforms the listed classes that are loaded already; later ones are seen at loading. */
  void install(Instrumentation instrumentation) throws UnmodifiableClassException {
    instrumentation.addTransformer(this, true);
    List<Class<?>> loaded = new ArrayList<>();
    for (Class<?> c : instrumentation.getAllLoadedClasses()) {
      if (owners.contains(c.getName().replace('.', '/')) && instrumentation.isModifiableClass(c)) {
        loaded.add(c);
      }
    }
    instrumentation.retransformClasses(loaded.toArray(new Class<?>[0]));
  }

  @Override
  public byte[] transform(
      ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] bytes) {
    if (name == null || !owners.contains(name)) {
      return null;
    }
    long paused = Hooks.pause();
    try {
      ClassReader reader = new ClassReader(bytes);
      ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
      reader.accept(new EntryHooks(writer, name), 0);
      return writer.toByteArray();
    } catch (Throwable t) {
      throw Agent.failed(name, t);
    } finally {
      Hooks.resume(paused);
    }
  }

  private final class EntryHooks extends ClassVisitor {
    private final String owner;

    EntryHooks(ClassVisitor next, String owner) {
      super(Opcodes.ASM9, next);
      this.owner = owner;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      MethodVisitor method = super.visitMethod(access, name, descriptor, signature, exceptions);
      if (CLOCKED.contains(owner)) {
        method = new Clock(method);
      }
      if (owner.equals(TIME_ZONE) && name.equals("getDefault")) {
        method = new DefaultZone(method);
      }
      if (owner.equals(ADDRESS) && name.equals("getLocalHost")) {
        method = new Answer(method, NETWORK_HOOKS, "localHost", ADDRESS);
      }
      if (owner.equals(CLOCK) && name.equals("currentInstant")) {
        method = new Answer(method, TIME_HOOKS, "shifted", INSTANT);
      }
      Effects.Effect effect = effects.atEntry(owner, name, descriptor);
      if (effect == null || (access & (Opcodes.ACC_NATIVE | Opcodes.ACC_ABSTRACT)) != 0) {
        return method;
      }
      if (!effect.atExit()) {
        return new AtEntry(method, effect.index(), effect.argument());
      }
      // Initializers of subclasses can call the last kind again.
      boolean isOfSubclasses = (access & OF_SUBCLASSES) == OF_SUBCLASSES;
      if ((access & Opcodes.ACC_PUBLIC) == 0 && !isOfSubclasses) {
        return method;
      }
      method = new ExitHooks(method, effect.index(), access, descriptor);
      return effect.category() == EffectCategory.LIBRARY
          ? new AtEntry(method, effect.index(), -1)
          : method;
    }
  }

  /** Tells that a method was entered, with one of its arguments or none. */
  private static final class AtEntry extends MethodVisitor {
    private final int effect;
    private final int argument;

    AtEntry(MethodVisitor next, int effect, int argument) {
      super(Opcodes.ASM9, next);
      this.effect = effect;
      this.argument = argument;
    }

    @Override
    public void visitCode() {
      super.visitCode();
      if (argument >= 0) {
        super.visitVarInsn(Opcodes.ALOAD, argument);
      }
      super.visitIntInsn(Opcodes.SIPUSH, effect);
      String descriptor = argument >= 0 ? "(Ljava/lang/Object;I)V" : "(I)V";
      super.visitMethodInsn(Opcodes.INVOKESTATIC, HOOKS, "effect", descriptor, false);
    }
  }

  private static final class Clock extends MethodVisitor {
    Clock(MethodVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
      if (owner.equals("java/lang/System") && name.equals("currentTimeMillis")) {
        super.visitMethodInsn(Opcodes.INVOKESTATIC, HOOKS, "shiftedMillis", "(J)J", false);
      }
    }
  }

  /** Lets a hook answer something else: another name of the machine, another time. */
  private static final class Answer extends MethodVisitor {
    private final String hooks;
    private final String hook;
    private final String type;

    Answer(MethodVisitor next, String hooks, String hook, String type) {
      super(Opcodes.ASM9, next);
      this.hooks = hooks;
      this.hook = hook;
      this.type = type;
    }

    @Override
    public void visitInsn(int opcode) {
      if (opcode == Opcodes.ARETURN) {
        String descriptor = "(L" + type + ";)L" + type + ";";
        super.visitMethodInsn(Opcodes.INVOKESTATIC, hooks, hook, descriptor, false);
      }
      super.visitInsn(opcode);
    }
  }

  /** Has what {@code TimeZone.getDefault} answers recorded, whoever calls it. */
  private final class DefaultZone extends MethodVisitor {
    DefaultZone(MethodVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public void visitInsn(int opcode) {
      if (opcode == Opcodes.ARETURN) {
        super.visitInsn(Opcodes.DUP);
        super.visitInsn(Opcodes.ICONST_0);
        super.visitTypeInsn(Opcodes.ANEWARRAY, "java/lang/Object");
        super.visitLdcInsn(defaultZone);
        super.visitMethodInsn(
            Opcodes.INVOKESTATIC,
            HOOKS,
            "called",
            "(Ljava/lang/Object;[Ljava/lang/Object;I)V",
            false);
      }
      super.visitInsn(opcode);
    }
  }
}
