package org.heapsnapshot.core.agent;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Instruments the calls of factories in program code: result and arguments are handed to the
 * recorder. The call itself stays, for it may look at its caller. Arguments are kept in locals
 * behind those of the method, which no frame knows.
 */
final class FactorySites extends MethodVisitor {
  private static final String HOOKS = "org/heapsnapshot/hooks/Hooks";
  private static final int METHOD_REF = 10;
  private static final int INTERFACE_METHOD_REF = 11;

  private final Factories factories;
  private final CallRecorder recorder;
  private final int firstLocal;

  /**
   * @param firstLocal the number of locals that the method has
   */
  FactorySites(MethodVisitor next, Factories factories, CallRecorder recorder, int firstLocal) {
    super(Opcodes.ASM9, next);
    this.factories = factories;
    this.recorder = recorder;
    this.firstLocal = firstLocal;
  }

  /** The locals of each method in order; null when the class calls nothing of such a name. */
  static List<Integer> locals(ClassReader reader, Factories factories) {
    if (!mayCall(reader, factories)) {
      return null;
    }
    List<Integer> locals = new ArrayList<>();
    reader.accept(
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] exceptions) {
            int index = locals.size();
            locals.add(0);
            return new MethodVisitor(Opcodes.ASM9) {
              @Override
              public void visitMaxs(int maxStack, int maxLocals) {
                locals.set(index, maxLocals);
              }
            };
          }
        },
        ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return locals;
  }

  private static boolean mayCall(ClassReader reader, Factories factories) {
    char[] buffer = new char[reader.getMaxStringLength()];
    for (int i = 1; i < reader.getItemCount(); i++) {
      int item = reader.getItem(i);
      int tag = item == 0 ? 0 : reader.readByte(item - 1);
      if (tag == METHOD_REF || tag == INTERFACE_METHOD_REF) {
        int nameAndType = reader.getItem(reader.readUnsignedShort(item + 2));
        if (factories.hasName(reader.readUTF8(nameAndType, buffer))) {
          return true;
        }
      }
    }
    return false;
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean isInterface) {
    List<Factories.Factory> found =
        opcode == Opcodes.INVOKESPECIAL || Type.getReturnType(descriptor).getSort() < Type.ARRAY
            ? List.of()
            : factories.at(opcode == Opcodes.INVOKESTATIC, owner, name);
    if (found.isEmpty()) {
      super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
      return;
    }
    List<Type> types = new ArrayList<>(List.of(Type.getArgumentTypes(descriptor)));
    if (opcode != Opcodes.INVOKESTATIC) {
      types.add(0, Type.getObjectType("java/lang/Object"));
    }
    int[] local = keep(types);
    restore(types, local);
    super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
    super.visitInsn(Opcodes.DUP);
    pushArray(types, local);
    super.visitLdcInsn(recorder.site(found, descriptor));
    super.visitMethodInsn(
        Opcodes.INVOKESTATIC, HOOKS, "called", "(Ljava/lang/Object;[Ljava/lang/Object;I)V", false);
  }

  private int[] keep(List<Type> types) {
    int[] local = new int[types.size()];
    int next = firstLocal;
    for (int i = 0; i < local.length; i++) {
      local[i] = next;
      next += types.get(i).getSize();
    }
    for (int i = local.length - 1; i >= 0; i--) {
      super.visitVarInsn(types.get(i).getOpcode(Opcodes.ISTORE), local[i]);
    }
    return local;
  }

  /** What was stored has the type it had, also for the verifier. */
  private void restore(List<Type> types, int[] local) {
    for (int i = 0; i < local.length; i++) {
      super.visitVarInsn(types.get(i).getOpcode(Opcodes.ILOAD), local[i]);
    }
  }

  private void pushArray(List<Type> types, int[] local) {
    super.visitLdcInsn(local.length);
    super.visitTypeInsn(Opcodes.ANEWARRAY, "java/lang/Object");
    for (int i = 0; i < local.length; i++) {
      super.visitInsn(Opcodes.DUP);
      super.visitLdcInsn(i);
      super.visitVarInsn(types.get(i).getOpcode(Opcodes.ILOAD), local[i]);
      Boxing.box(mv, types.get(i));
      super.visitInsn(Opcodes.AASTORE);
    }
  }
}
