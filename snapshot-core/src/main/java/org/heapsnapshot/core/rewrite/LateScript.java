package org.heapsnapshot.core.rewrite;

import java.util.List;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * What a rewritten initializer does before it returns when the state of its class came from the
 * image: steps that must be made by the running program, at the natural time of the class.
 * Immutable. All names are internal.
 */
public record LateScript(List<Step> steps) {
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
   * Makes a call for its effect, with objects of the image.
   *
   * @param row the class's own row in STATICS
   * @param onObject whether the first object is the receiver
   * @param handed the numbers of receiver and arguments among what the initializer is handed
   */
  public record Replay(
      int row, String owner, String method, String descriptor, boolean onObject, int[] handed)
      implements Step {}

  /** Reads a clock, {@code nanoTime} or {@code currentTimeMillis}, and stores it. */
  public record ReadClock(boolean nanos, List<Target> targets) implements Step {}

  /** Initializes another class; {@code row} is its row in STATICS. */
  public record Initialize(int row) implements Step {}

  /** Depth of operand stack that {@link #write} needs: two times of two words. */
  static final int STACK = 4;

  void write(MethodVisitor code, String self) {
    for (Step step : steps) {
      if (step instanceof Call call) {
        write(code, self, call);
      } else if (step instanceof Replay replay) {
        write(code, replay);
      } else if (step instanceof ReadClock clock) {
        write(code, self, clock);
      } else if (step instanceof Copy copy) {
        String descriptor = copy.from().descriptor();
        code.visitFieldInsn(Opcodes.GETSTATIC, copy.owner(), copy.from().name(), descriptor);
        store(code, self, descriptor, copy.targets());
      } else {
        InitializerRewriter.pushInt(code, ((Initialize) step).row());
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
    Type[] arguments = Type.getArgumentTypes(replay.descriptor());
    for (int i = 0; i < replay.handed().length; i++) {
      InitializerRewriter.pushInt(code, replay.row());
      InitializerRewriter.pushInt(code, replay.handed()[i]);
      code.visitMethodInsn(
          Opcodes.INVOKESTATIC, RESTORE, "handed", "(II)Ljava/lang/Object;", false);
      int argument = replay.onObject() ? i - 1 : i;
      String type = argument < 0 ? replay.owner() : arguments[argument].getInternalName();
      if (!type.equals("java/lang/Object")) {
        code.visitTypeInsn(Opcodes.CHECKCAST, type);
      }
    }
    int opcode = replay.onObject() ? Opcodes.INVOKEVIRTUAL : Opcodes.INVOKESTATIC;
    code.visitMethodInsn(opcode, replay.owner(), replay.method(), replay.descriptor(), false);
  }

  private static void write(MethodVisitor code, String self, ReadClock clock) {
    String method = clock.nanos() ? "nanoTime" : "currentTimeMillis";
    code.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/System", method, "()J", false);
    for (Target target : clock.targets()) {
      code.visitInsn(Opcodes.DUP2);
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
