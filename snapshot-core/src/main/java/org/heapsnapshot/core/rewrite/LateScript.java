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

  /** Initializes another class; {@code row} is its row in STATICS. */
  public record Initialize(int row) implements Step {}

  /** Depth of operand stack that {@link #write} needs: two arguments, or an answer twice. */
  static final int STACK = 2;

  void write(MethodVisitor code, String self) {
    for (Step step : steps) {
      if (step instanceof Call call) {
        write(code, self, call);
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
