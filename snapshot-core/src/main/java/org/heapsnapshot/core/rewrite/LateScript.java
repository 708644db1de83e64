package org.heapsnapshot.core.rewrite;

import java.util.List;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * What a rewritten initializer does before it returns when the state of its class came from the
 * image: steps that must be made by the running program, at the natural time of the class.
 * Immutable. All names are internal.
 */
public record LateScript(List<Step> steps) {
  private static final String DATE = "java/util/Date";
  private static final String RESTORE = "org/heapsnapshot/runtime/Restore";

  /** Does nothing. */
  public static final LateScript NONE = new LateScript(List.of());

  /** One step. */
  public sealed interface Step {}

  /** A static field. */
  public record Target(String name, String descriptor) {}

  /**
   * Makes a static call and stores what it answers.
   *
   * @param arguments each a {@code String}, a {@code Type} of a class, or null
   * @param targets may be empty
   */
  public record Call(
      String owner,
      String method,
      String descriptor,
      boolean onInterface,
      List<Object> arguments,
      List<Target> targets)
      implements Step {}

  /** Reads a static field of another class and stores it. */
  public record Copy(String owner, Target from, List<Target> targets) implements Step {}

  /**
   * Makes a call for its effect, or because an object of the image takes over what it makes.
   *
   * @param row the class's own row in STATICS
   * @param opcode {@code INVOKESTATIC}, {@code INVOKEVIRTUAL}, or {@code INVOKESPECIAL} of a
   *     constructor
   * @param into the number of the object that takes over what is made, among what the initializer
   *     is handed; -1 when the call is made for its effect
   * @param arguments a receiver first, each {@link Handed}, a primitive in its box, or null
   * @param line of the original call, for stack traces; not positive when it is not known
   */
  public record Replay(
      int row,
      int opcode,
      String owner,
      String method,
      String descriptor,
      int into,
      List<Object> arguments,
      int line)
      implements Step {}

  /**
   * Reads a clock, {@code nanoTime} or {@code currentTimeMillis}, and stores it, in fields that are
   * no {@code long} as a new {@code Date}.
   */
  public record ReadClock(boolean nanos, List<Target> targets) implements Step {}

  /**
   * Adds the frames below the initializer to the stack trace of a throwable.
   *
   * @param number of the throwable among what the initializer is handed
   */
  public record Trace(int row, int number) implements Step {}

  /** An argument: an object by its number among what the initializer is handed. */
  public record Handed(int number) {}

  /**
   * Initializes another class.
   *
   * @param row of that class in STATICS
   * @param line of the initializer, not positive when it is not known
   */
  public record Initialize(int row, int line) implements Step {}

  /** Depth of operand stack that {@link #write} needs. */
  int stack() {
    int depth = 4; // What asks the image, and a time of two words twice.
    for (Step step : steps) {
      if (step instanceof Replay replay) {
        // What takes over, the object made and its copy, a receiver, and two numbers.
        depth = Math.max(depth, 6 + (Type.getArgumentsAndReturnSizes(replay.descriptor()) >> 2));
      } else if (step instanceof Call call) {
        depth = Math.max(depth, Type.getArgumentsAndReturnSizes(call.descriptor()) >> 2);
      } else if (step instanceof ReadClock) {
        depth = Math.max(depth, 7); // A time twice, and a date three times.
      }
    }
    return depth;
  }

  void write(MethodVisitor code, String self) {
    for (Step step : steps) {
      if (step instanceof Call call) {
        write(code, self, call);
      } else if (step instanceof Replay replay) {
        write(code, replay);
      } else if (step instanceof ReadClock clock) {
        write(code, self, clock);
      } else if (step instanceof Trace trace) {
        write(code, trace);
      } else if (step instanceof Copy copy) {
        String descriptor = copy.from().descriptor();
        code.visitFieldInsn(Opcodes.GETSTATIC, copy.owner(), copy.from().name(), descriptor);
        store(code, self, descriptor, copy.targets());
      } else {
        Initialize initialize = (Initialize) step;
        line(code, initialize.line());
        InitializerRewriter.pushInt(code, initialize.row());
        code.visitMethodInsn(Opcodes.INVOKESTATIC, RESTORE, "initialize", "(I)V", false);
      }
    }
  }

  private static void write(MethodVisitor code, String self, Call call) {
    for (Object argument : call.arguments()) {
      if (argument == null) {
        code.visitInsn(Opcodes.ACONST_NULL);
      } else {
        code.visitLdcInsn(argument);
      }
    }
    code.visitMethodInsn(
        Opcodes.INVOKESTATIC, call.owner(), call.method(), call.descriptor(), call.onInterface());
    store(code, self, Type.getReturnType(call.descriptor()).getDescriptor(), call.targets());
  }

  private static void write(MethodVisitor code, Replay replay) {
    line(code, replay.line());
    if (replay.into() >= 0) {
      handed(code, replay.row(), replay.into());
    }
    if (replay.opcode() == Opcodes.INVOKESPECIAL) {
      code.visitTypeInsn(Opcodes.NEW, replay.owner());
      code.visitInsn(Opcodes.DUP);
    }
    boolean onObject = replay.opcode() == Opcodes.INVOKEVIRTUAL;
    Type[] types = Type.getArgumentTypes(replay.descriptor());
    for (int i = 0; i < replay.arguments().size(); i++) {
      int parameter = onObject ? i - 1 : i;
      Type type = parameter < 0 ? Type.getObjectType(replay.owner()) : types[parameter];
      argument(code, replay.row(), replay.arguments().get(i), type);
    }
    code.visitMethodInsn(
        replay.opcode(), replay.owner(), replay.method(), replay.descriptor(), false);
    if (replay.into() >= 0) {
      String adopt = "(Ljava/lang/Object;Ljava/lang/Object;)V";
      code.visitMethodInsn(Opcodes.INVOKESTATIC, RESTORE, "adopt", adopt, false);
      return;
    }
    int answers = Type.getReturnType(replay.descriptor()).getSize();
    if (replay.opcode() == Opcodes.INVOKESPECIAL || answers == 1) {
      code.visitInsn(Opcodes.POP);
    } else if (answers == 2) {
      code.visitInsn(Opcodes.POP2);
    }
  }

  private static void write(MethodVisitor code, Trace trace) {
    handed(code, trace.row(), trace.number());
    code.visitTypeInsn(Opcodes.NEW, "java/lang/Throwable");
    code.visitInsn(Opcodes.DUP);
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Throwable", "<init>", "()V", false);
    String descriptor = "(Ljava/lang/Object;Ljava/lang/Throwable;)V";
    code.visitMethodInsn(Opcodes.INVOKESTATIC, RESTORE, "trace", descriptor, false);
  }

  private static void line(MethodVisitor code, int line) {
    if (line > 0) {
      Label start = new Label();
      code.visitLabel(start);
      code.visitLineNumber(line, start);
    }
  }

  private static void argument(MethodVisitor code, int row, Object argument, Type type) {
    if (argument instanceof Handed object) {
      handed(code, row, object.number());
      if (!type.getInternalName().equals("java/lang/Object")) {
        code.visitTypeInsn(Opcodes.CHECKCAST, type.getInternalName());
      }
    } else if (argument == null) {
      code.visitInsn(Opcodes.ACONST_NULL);
    } else if (argument instanceof Boolean b) {
      InitializerRewriter.pushInt(code, b ? 1 : 0);
    } else if (argument instanceof Character c) {
      InitializerRewriter.pushInt(code, c);
    } else if (argument instanceof Byte
        || argument instanceof Short
        || argument instanceof Integer) {
      InitializerRewriter.pushInt(code, ((Number) argument).intValue());
    } else {
      code.visitLdcInsn(argument);
    }
  }

  private static void handed(MethodVisitor code, int row, int number) {
    InitializerRewriter.pushInt(code, row);
    InitializerRewriter.pushInt(code, number);
    code.visitMethodInsn(Opcodes.INVOKESTATIC, RESTORE, "handed", "(II)Ljava/lang/Object;", false);
  }

  private static void write(MethodVisitor code, String self, ReadClock clock) {
    String method = clock.nanos() ? "nanoTime" : "currentTimeMillis";
    code.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/System", method, "()J", false);
    for (Target target : clock.targets()) {
      code.visitInsn(Opcodes.DUP2);
      if (!target.descriptor().equals("J")) {
        code.visitTypeInsn(Opcodes.NEW, DATE);
        code.visitInsn(Opcodes.DUP_X2);
        code.visitInsn(Opcodes.DUP_X2);
        code.visitInsn(Opcodes.POP);
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, DATE, "<init>", "(J)V", false);
      }
      code.visitFieldInsn(Opcodes.PUTSTATIC, self, target.name(), target.descriptor());
    }
    code.visitInsn(Opcodes.POP2);
  }

  /** Stores the top of the stack in each target and pops it. */
  private static void store(
      MethodVisitor code, String self, String descriptor, List<Target> targets) {
    for (Target target : targets) {
      code.visitInsn(Opcodes.DUP);
      if (!target.descriptor().equals(descriptor)) {
        code.visitTypeInsn(Opcodes.CHECKCAST, Type.getType(target.descriptor()).getInternalName());
      }
      code.visitFieldInsn(Opcodes.PUTSTATIC, self, target.name(), target.descriptor());
    }
    code.visitInsn(Opcodes.POP);
  }
}
