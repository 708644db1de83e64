package org.heapsnapshot.core.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Generates {@code org.heapsnapshot.image.Calls}, the class that makes the calls which the recipes
 * of an image name (IMAGE-FORMAT.md, <i>RECIPES</i>). Both of its methods find the number of a call
 * by the hash of its text first, as {@code switch} over strings does.
 */
public final class CallsClass {
  /** Internal name of the generated class. */
  public static final String NAME = "org/heapsnapshot/image/Calls";

  private static final String OBJECT = "java/lang/Object";
  private static final String STRING = "java/lang/String";

  private final List<String> calls;

  private CallsClass(List<String> calls) {
    this.calls = calls;
  }

  /**
   * The class file.
   *
   * @param calls texts of the calls, in any order, each once
   * @throws IllegalArgumentException for a text that is no call
   */
  public static byte[] generate(List<String> calls) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES);
    int access = Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL | Opcodes.ACC_SUPER;
    writer.visit(Opcodes.V17, access | Opcodes.ACC_SYNTHETIC, NAME, null, OBJECT, null);
    CallsClass generated = new CallsClass(calls.stream().sorted().toList());
    generated.addArguments(writer);
    generated.addCall(writer);
    generated.addNumber(writer);
    writer.visitEnd();
    return writer.toByteArray();
  }

  private static MethodVisitor method(ClassWriter writer, int access, String name, String type) {
    MethodVisitor code = writer.visitMethod(access | Opcodes.ACC_STATIC, name, type, null, null);
    code.visitCode();
    return code;
  }

  private static void end(MethodVisitor code) {
    code.visitMaxs(0, 0);
    code.visitEnd();
  }

  /** {@code static int number(String)}: the index of a call, or -1. */
  private void addNumber(ClassWriter writer) {
    MethodVisitor code = method(writer, Opcodes.ACC_PRIVATE, "number", "(L" + STRING + ";)I");
    TreeMap<Integer, List<Integer>> byHash = new TreeMap<>();
    for (int i = 0; i < calls.size(); i++) {
      byHash.computeIfAbsent(calls.get(i).hashCode(), h -> new ArrayList<>()).add(i);
    }
    int[] hashes = byHash.keySet().stream().mapToInt(Integer::intValue).toArray();
    Label[] labels = labels(hashes.length);
    Label none = new Label();
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, STRING, "hashCode", "()I", false);
    code.visitLookupSwitchInsn(none, hashes, labels);
    for (int i = 0; i < hashes.length; i++) {
      code.visitLabel(labels[i]);
      for (int call : byHash.get(hashes[i])) {
        Label next = new Label();
        code.visitLdcInsn(calls.get(call));
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, STRING, "equals", "(L" + OBJECT + ";)Z", false);
        code.visitJumpInsn(Opcodes.IFEQ, next);
        code.visitLdcInsn(call);
        code.visitInsn(Opcodes.IRETURN);
        code.visitLabel(next);
      }
      code.visitJumpInsn(Opcodes.GOTO, none);
    }
    code.visitLabel(none);
    code.visitInsn(Opcodes.ICONST_M1);
    code.visitInsn(Opcodes.IRETURN);
    end(code);
  }

  private void addArguments(ClassWriter writer) {
    MethodVisitor code = method(writer, Opcodes.ACC_PUBLIC, "arguments", "(L" + STRING + ";)I");
    Label[] labels = labels(calls.size());
    Label none = pushSwitch(code, labels);
    for (int i = 0; i < labels.length; i++) {
      code.visitLabel(labels[i]);
      code.visitLdcInsn(new Call(calls.get(i)).parameters().size());
      code.visitInsn(Opcodes.IRETURN);
    }
    code.visitLabel(none);
    code.visitInsn(Opcodes.ICONST_M1);
    code.visitInsn(Opcodes.IRETURN);
    end(code);
  }

  private void addCall(ClassWriter writer) {
    MethodVisitor code =
        method(
            writer,
            Opcodes.ACC_PUBLIC,
            "call",
            "(L" + STRING + ";[L" + OBJECT + ";)L" + OBJECT + ";");
    Label[] labels = labels(calls.size());
    Label none = pushSwitch(code, labels);
    for (int i = 0; i < labels.length; i++) {
      code.visitLabel(labels[i]);
      new Call(calls.get(i)).make(code);
      code.visitInsn(Opcodes.ARETURN);
    }
    code.visitLabel(none);
    code.visitInsn(Opcodes.ACONST_NULL);
    code.visitInsn(Opcodes.ARETURN);
    end(code);
  }

  private static Label pushSwitch(MethodVisitor code, Label[] labels) {
    Label none = new Label();
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitMethodInsn(Opcodes.INVOKESTATIC, NAME, "number", "(L" + STRING + ";)I", false);
    if (labels.length == 0) {
      code.visitInsn(Opcodes.POP);
    } else {
      code.visitTableSwitchInsn(0, labels.length - 1, none, labels);
    }
    return none;
  }

  private static Label[] labels(int count) {
    Label[] labels = new Label[count];
    for (int i = 0; i < count; i++) {
      labels[i] = new Label();
    }
    return labels;
  }

  /** One call. */
  private static final class Call {
    private final char how;
    private final String owner;
    private final String name;
    private final String descriptor;

    Call(String text) {
      int parenthesis = text.indexOf('(');
      int dot = parenthesis < 0 ? -1 : text.lastIndexOf('.', parenthesis);
      if (dot < 3 || "sSvin".indexOf(text.charAt(0)) < 0 || text.charAt(1) != ' ') {
        throw new IllegalArgumentException("not a call: " + text);
      }
      how = text.charAt(0);
      owner = text.substring(2, dot).replace('.', '/');
      name = text.substring(dot + 1, parenthesis);
      descriptor = text.substring(parenthesis);
    }

    private boolean hasReceiver() {
      return how == 'v' || how == 'i';
    }

    List<Type> parameters() {
      List<Type> parameters = new ArrayList<>(List.of(Type.getArgumentTypes(descriptor)));
      if (hasReceiver()) {
        parameters.add(0, Type.getObjectType(owner));
      }
      return parameters;
    }

    /** Leaves the result on the stack: what was made, or the receiver of a method without one. */
    void make(MethodVisitor code) {
      if (how == 'n') {
        code.visitTypeInsn(Opcodes.NEW, owner);
        code.visitInsn(Opcodes.DUP);
      }
      List<Type> parameters = parameters();
      for (int i = 0; i < parameters.size(); i++) {
        code.visitVarInsn(Opcodes.ALOAD, 1);
        code.visitLdcInsn(i);
        code.visitInsn(Opcodes.AALOAD);
        convert(code, parameters.get(i));
      }
      int opcode =
          switch (how) {
            case 's', 'S' -> Opcodes.INVOKESTATIC;
            case 'v' -> Opcodes.INVOKEVIRTUAL;
            case 'i' -> Opcodes.INVOKEINTERFACE;
            default -> Opcodes.INVOKESPECIAL;
          };
      code.visitMethodInsn(opcode, owner, name, descriptor, how == 'S' || how == 'i');
      if (how != 'n') {
        result(code, Type.getReturnType(descriptor));
      }
    }

    private void result(MethodVisitor code, Type type) {
      if (type.getSort() >= Type.ARRAY) {
        return;
      }
      if (type != Type.VOID_TYPE) {
        code.visitInsn(type.getSize() == 2 ? Opcodes.POP2 : Opcodes.POP);
      }
      if (!hasReceiver()) {
        code.visitInsn(Opcodes.ACONST_NULL);
        return;
      }
      code.visitVarInsn(Opcodes.ALOAD, 1);
      code.visitInsn(Opcodes.ICONST_0);
      code.visitInsn(Opcodes.AALOAD);
    }

    private static void convert(MethodVisitor code, Type type) {
      switch (type.getSort()) {
        case Type.BOOLEAN -> unbox(code, "java/lang/Boolean", "booleanValue", type);
        case Type.CHAR -> unbox(code, "java/lang/Character", "charValue", type);
        case Type.BYTE -> unbox(code, "java/lang/Byte", "byteValue", type);
        case Type.SHORT -> unbox(code, "java/lang/Short", "shortValue", type);
        case Type.INT -> unbox(code, "java/lang/Integer", "intValue", type);
        case Type.LONG -> unbox(code, "java/lang/Long", "longValue", type);
        case Type.FLOAT -> unbox(code, "java/lang/Float", "floatValue", type);
        case Type.DOUBLE -> unbox(code, "java/lang/Double", "doubleValue", type);
        default -> code.visitTypeInsn(Opcodes.CHECKCAST, type.getInternalName());
      }
    }

    private static void unbox(MethodVisitor code, String box, String method, Type type) {
      code.visitTypeInsn(Opcodes.CHECKCAST, box);
      code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, box, method, "()" + type.getDescriptor(), false);
    }
  }
}
