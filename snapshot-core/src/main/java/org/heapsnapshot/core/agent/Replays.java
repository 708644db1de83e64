package org.heapsnapshot.core.agent;

import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.heapsnapshot.core.capture.ReplayedCall;
import org.heapsnapshot.core.capture.Shells;
import org.heapsnapshot.hooks.InitializerStack;
import org.objectweb.asm.Type;

/**
 * Effects that do no harm and are needed: calls of the JDK that the initializer which made them
 * makes again at each start (docs/adr/0006-replayed-effects.md). Guarded by the sink. No lambdas,
 * as in {@link ObserveSink}.
 */
final class Replays {
  private static final String ADD_HOOK = "java.lang.Runtime.addShutdownHook";

  /** Registers the class whose method calls it, and can be called by subclasses alone. */
  private static final String REGISTER = "java.lang.ClassLoader.registerAsParallelCapable";

  private final LateTrace trace;
  private final LocalChanges locals;
  private final ProgramTransformer transformer;
  private final Set<String> makers;
  private final Map<Object, String> made = new IdentityHashMap<>();
  private final NativeLoading loading;

  /**
   * @param trace is told of the calls
   * @param locals what initializers have bound
   */
  Replays(LateTrace trace, LocalChanges locals, Effects effects, ProgramTransformer transformer) {
    this.trace = trace;
    this.locals = locals;
    this.transformer = transformer;
    makers = effects.makers();
    loading = new NativeLoading(ClassLoader.getSystemClassLoader());
  }

  /**
   * The objects of which a part belongs to the process, each with the initializer that made it; all
   * others like them cannot be carried.
   */
  Map<Object, String> made() {
    return made;
  }

  /**
   * An object was made, and its part that belongs to the process will be, by the same call.
   *
   * @return null, or what is against that
   */
  String made(
      Effects.Effect effect, Object[] all, Attribution attribution, InitializerStack stack) {
    String by = stack.name(stack.depth() - 1);
    if (Initializers.isPreload(by) || attribution.isWithin(makers)) {
      return null; // It is a part of what is made again, or will be refused in the heap.
    }
    if (all[0] instanceof Thread && locals.areInherited()) {
      return ", which inherits a thread local that may not be set yet at a start";
    }
    made.put(all[0], by);
    trace.replayed(
        new Replayed(call(effect, all.length - 1), all[0], from(all, 1), attribution.line()), by);
    return null;
  }

  /**
   * A method was called on an object that had been made.
   *
   * @return null when nobody is to be convicted
   */
  String prepared(
      Effects.Effect effect, Object[] all, Attribution attribution, InitializerStack stack) {
    String by = stack.name(stack.depth() - 1);
    if (!made.containsKey(all[0])) {
      // Its constructor is running, or it will be refused in the heap.
      return Shells.isFresh(all[0]) ? null : "";
    }
    if (Initializers.isPreload(by) || !Shells.isFresh(all[0]) || isOverridden(effect, all[0])) {
      return "";
    }
    repeat(effect, all, attribution, by);
    return null;
  }

  /**
   * A method was called for its effect.
   *
   * @return null when it will be called again; else what more is to be said about it
   */
  String called(
      Effects.Effect effect, Object[] all, Attribution attribution, InitializerStack stack) {
    String by = stack.name(stack.depth() - 1);
    if (Initializers.isPreload(by) || !attribution.calledByProgram()) {
      return "";
    }
    if (effect.display().equals(ADD_HOOK) && transformer.mayCatch(attribution.callingClass())) {
      return ", where it may catch what that throws in a JVM that shuts down";
    }
    if (effect.display().equals(REGISTER) && !attribution.isCalledByInitializer(by)) {
      return ", which the initializer of the class does not call itself";
    }
    repeat(effect, all, attribution, by);
    return null;
  }

  /**
   * A native library is about to be loaded, or was.
   *
   * @param all null before it is loaded
   * @return as {@link #called}
   */
  String loaded(
      Effects.Effect effect, Object[] all, Attribution attribution, InitializerStack stack) {
    String by = stack.name(stack.depth() - 1);
    if (Initializers.isPreload(by) || !attribution.isCalledByInitializer(by)) {
      return ", which the initializer of the class does not call itself";
    }
    if (transformer.mayCatch(by)) {
      return ", where it may catch what that throws";
    }
    if (all == null) {
      loading.begins(by);
      return null;
    }
    String changed = loading.changed();
    if (changed != null) {
      return ", and the library changes " + changed;
    }
    repeat(effect, all, attribution, by);
    return null;
  }

  private void repeat(Effects.Effect effect, Object[] all, Attribution attribution, String by) {
    trace.replayed(
        new Replayed(call(effect, all.length), null, from(all, 0), attribution.line()), by);
  }

  /**
   * @param count of arguments, with the receiver of an instance method
   */
  private static ReplayedCall call(Effects.Effect effect, int count) {
    boolean receiver = count > Type.getArgumentTypes(effect.descriptor()).length;
    ReplayedCall.Kind kind =
        receiver
            ? ReplayedCall.Kind.VIRTUAL
            : effect.method().equals("<init>") ? ReplayedCall.Kind.NEW : ReplayedCall.Kind.STATIC;
    return new ReplayedCall(kind, effect.owner(), effect.method(), effect.descriptor());
  }

  private static List<Object> from(Object[] all, int first) {
    return new ArrayList<>(Arrays.asList(all).subList(first, all.length));
  }

  /** Whether calling the method again would run code of the program. */
  private static boolean isOverridden(Effects.Effect effect, Object receiver) {
    ClassLoader loader = ClassLoader.getPlatformClassLoader();
    Class<?>[] types =
        MethodType.fromMethodDescriptorString(effect.descriptor(), loader).parameterArray();
    try {
      Class<?> declaring =
          receiver.getClass().getMethod(effect.method(), types).getDeclaringClass();
      return declaring.getClassLoader() != null;
    } catch (NoSuchMethodException | LinkageError e) {
      return true; // Cannot be told; be safe.
    }
  }
}
