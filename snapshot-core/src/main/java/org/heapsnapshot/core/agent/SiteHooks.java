package org.heapsnapshot.core.agent;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Instruments sites in program code: calls of listed native or intrinsic methods, and whatever
 * initializes or uses the statics of a {@code RUN_TIME} class (JVMS 5.5).
 *
 * <p>A frame names an object that is not initialized yet by the offset of its {@code new}. A hook
 * comes between a label and the {@code new} behind it, because jumps to it must pass the hook, so
 * the frames get a label of their own behind the hook.
 */
final class SiteHooks extends MethodVisitor {
  private static final String HOOKS = "org/heapsnapshot/hooks/Hooks";
  private final Effects effects;
  private final Set<String> runTime;
  private final String host;

  /** Since the last {@code new}; those before the next one may name it in frames. */
  private final List<Label> labels = new ArrayList<>();

  private final Map<Label, Label> behindHook = new HashMap<>();

  SiteHooks(MethodVisitor next, Effects effects, Set<String> runTime, String host) {
    super(Opcodes.ASM9, next);
    this.effects = effects;
    this.runTime = runTime;
    this.host = host;
  }

  @Override
  public void visitTypeInsn(int opcode, String type) {
    if (opcode == Opcodes.NEW) {
      if (touch(type)) {
        Label behind = new Label();
        super.visitLabel(behind);
        for (Label label : labels) {
          behindHook.put(label, behind);
        }
      }
      labels.clear();
    }
    super.visitTypeInsn(opcode, type);
  }

  @Override
  public void visitLabel(Label label) {
    labels.add(label);
    super.visitLabel(label);
  }

  @Override
  public void visitFrame(int type, int numLocal, Object[] local, int numStack, Object[] stack) {
    super.visitFrame(type, numLocal, moved(local), numStack, moved(stack));
  }

  private Object[] moved(Object[] types) {
    if (types == null || behindHook.isEmpty()) {
      return types;
    }
    Object[] moved = types.clone();
    for (int i = 0; i < moved.length; i++) {
      Label behind = moved[i] instanceof Label ? behindHook.get(moved[i]) : null;
      if (behind != null) {
        moved[i] = behind;
      }
    }
    return moved;
  }

  @Override
  public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
    if (opcode == Opcodes.GETSTATIC || opcode == Opcodes.PUTSTATIC) {
      touch(owner);
    }
    super.visitFieldInsn(opcode, owner, name, descriptor);
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean isInterface) {
    if (opcode == Opcodes.INVOKESTATIC) {
      touch(owner);
    }
    Effects.Effect effect = effects.atCall(owner, name, descriptor);
    if (effect != null) {
      super.visitIntInsn(Opcodes.SIPUSH, effect.index());
      super.visitMethodInsn(Opcodes.INVOKESTATIC, HOOKS, "effect", "(I)V", false);
    }
    super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
    if (owner.equals("java/lang/System") && name.equals("currentTimeMillis")) {
      super.visitMethodInsn(Opcodes.INVOKESTATIC, HOOKS, "shiftedMillis", "(J)J", false);
    } else if (owner.equals("java/lang/System") && name.equals("nanoTime")) {
      super.visitMethodInsn(Opcodes.INVOKESTATIC, HOOKS, "shiftedNanos", "(J)J", false);
    }
  }

  /** Inserts the hook if the class is one of those; answers whether it is. */
  private boolean touch(String owner) {
    if (!runTime.contains(owner) || owner.equals(host)) {
      return false;
    }
    super.visitLdcInsn(owner.replace('/', '.'));
    super.visitMethodInsn(Opcodes.INVOKESTATIC, HOOKS, "touch", "(Ljava/lang/String;)V", false);
    return true;
  }
}
