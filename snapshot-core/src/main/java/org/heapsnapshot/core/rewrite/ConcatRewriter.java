package org.heapsnapshot.core.rewrite;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassTooLargeException;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Turns the string concatenations of a class, which {@code javac} 9 and later compile to {@code
 * invokedynamic}, into chains of {@code StringBuilder.append}, as {@code javac} 8 did. The first
 * such call site of a process starts much of {@code java.lang.invoke}, and each further one takes
 * long to link; no archive before that of JDK 24 holds linked call sites.
 *
 * <p>What the program can see stays: the operands are on the stack already, their {@code toString}
 * runs in their order, and the result is a new string. When a {@code toString} throws, the frames
 * of the JDK between it and the program are others. Methods without such sites are copied byte for
 * byte. Immutable and thread-safe.
 *
 * @see <a href="https://openjdk.org/jeps/280">JEP 280</a>
 */
public final class ConcatRewriter {
  private static final String FACTORY = "java/lang/invoke/StringConcatFactory";
  private static final String BUILDER = "java/lang/StringBuilder";
  private static final Type STRING = Type.getType(String.class);
  private static final Type OBJECT = Type.getType(Object.class);
  private static final char ARGUMENT = '\1';
  private static final char CONSTANT = '\2';

  /** Rewrites the concatenations of one class; the same array when there are none. */
  public byte[] rewrite(byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    if (!LambdaRewriter.hasInvokeDynamic(reader)) {
      return classFile;
    }
    Map<Integer, Integer> methods = Finder.methods(reader);
    if (methods.isEmpty()) {
      return classFile;
    }
    try {
      ClassWriter writer = new ClassWriter(reader, 0);
      reader.accept(new Rewriting(writer, methods), 0);
      return writer.toByteArray();
    } catch (ClassTooLargeException | MethodTooLargeException e) {
      return classFile;
    }
  }

  /**
   * What a call site joins, in order: strings, and null for each operand; or null when it is no
   * such site, or one with constants whose text is not known here.
   */
  private static List<String> pieces(String descriptor, Handle bootstrap, Object[] arguments) {
    if (!bootstrap.getOwner().equals(FACTORY)) {
      return null;
    }
    int operands = Type.getArgumentTypes(descriptor).length;
    if (bootstrap.getName().equals("makeConcat")) {
      return Collections.nCopies(operands, null);
    }
    if (arguments.length == 0 || !(arguments[0] instanceof String recipe)) {
      return null;
    }
    List<String> pieces = new ArrayList<>();
    int constant = 1;
    int from = 0;
    for (int i = 0; i < recipe.length(); i++) {
      char c = recipe.charAt(i);
      if (c != ARGUMENT && c != CONSTANT) {
        continue;
      }
      addText(pieces, recipe.substring(from, i));
      from = i + 1;
      if (c == ARGUMENT) {
        operands--;
        pieces.add(null);
      } else if (constant < arguments.length && isPlain(arguments[constant])) {
        addText(pieces, arguments[constant++].toString());
      } else {
        return null;
      }
    }
    addText(pieces, recipe.substring(from));
    return operands == 0 && constant == arguments.length ? pieces : null;
  }

  private static void addText(List<String> pieces, String text) {
    if (!text.isEmpty()) {
      pieces.add(text);
    }
  }

  private static boolean isPlain(Object constant) {
    return constant instanceof String || constant instanceof Number;
  }

  private static final class Finder extends ClassVisitor {
    private final Map<Integer, Integer> found = new HashMap<>();
    private int method = -1;

    private Finder() {
      super(Opcodes.ASM9);
    }

    /** The numbers of the methods that have sites, as the class file orders them, to max_locals. */
    static Map<Integer, Integer> methods(ClassReader reader) {
      Finder finder = new Finder();
      reader.accept(finder, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
      return finder.found;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      method++;
      return new MethodVisitor(Opcodes.ASM9) {
        @Override
        public void visitInvokeDynamicInsn(
            String called, String type, Handle bootstrap, Object... arguments) {
          if (pieces(type, bootstrap, arguments) != null) {
            found.put(method, 0);
          }
        }

        @Override
        public void visitMaxs(int maxStack, int maxLocals) {
          found.computeIfPresent(method, (m, none) -> maxLocals);
        }
      };
    }
  }

  private static final class Rewriting extends ClassVisitor {
    private final Map<Integer, Integer> methods;
    private int method;

    Rewriting(ClassVisitor target, Map<Integer, Integer> methods) {
      super(Opcodes.ASM9, target);
      this.methods = methods;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      MethodVisitor target = super.visitMethod(access, name, descriptor, signature, exceptions);
      Integer locals = methods.get(method++);
      return locals == null ? target : new SiteReplacement(target, locals);
    }
  }

  /**
   * Operands go from the stack to locals behind those of the method, which no frame lists, and from
   * there into a builder. No instruction jumps, so that the frames stay.
   */
  private static final class SiteReplacement extends MethodVisitor {
    /** The builder twice, or the builder and a long. */
    private static final int STACK = 3;

    private final int firstLocal;
    private int widest;

    SiteReplacement(MethodVisitor target, int firstLocal) {
      super(Opcodes.ASM9, target);
      this.firstLocal = firstLocal;
    }

    @Override
    public void visitInvokeDynamicInsn(
        String name, String descriptor, Handle bootstrap, Object... arguments) {
      List<String> pieces = pieces(descriptor, bootstrap, arguments);
      if (pieces == null) {
        super.visitInvokeDynamicInsn(name, descriptor, bootstrap, arguments);
        return;
      }
      Type[] operands = Type.getArgumentTypes(descriptor);
      int[] locals = store(operands);
      super.visitTypeInsn(Opcodes.NEW, BUILDER);
      super.visitInsn(Opcodes.DUP);
      super.visitMethodInsn(Opcodes.INVOKESPECIAL, BUILDER, "<init>", "()V", false);
      int operand = 0;
      for (String text : pieces) {
        if (text != null) {
          super.visitLdcInsn(text);
          append(STRING);
        } else {
          Type type = operands[operand];
          super.visitVarInsn(type.getOpcode(Opcodes.ILOAD), locals[operand++]);
          append(type);
        }
      }
      super.visitMethodInsn(
          Opcodes.INVOKEVIRTUAL, BUILDER, "toString", "()Ljava/lang/String;", false);
    }

    private int[] store(Type[] operands) {
      int[] locals = new int[operands.length];
      int next = firstLocal;
      for (int i = 0; i < operands.length; i++) {
        locals[i] = next;
        next += operands[i].getSize();
      }
      for (int i = operands.length; i-- > 0; ) {
        super.visitVarInsn(operands[i].getOpcode(Opcodes.ISTORE), locals[i]);
      }
      widest = Math.max(widest, next - firstLocal);
      return locals;
    }

    private void append(Type operand) {
      Type type =
          switch (operand.getSort()) {
            case Type.BYTE, Type.SHORT -> Type.INT_TYPE;
            case Type.OBJECT, Type.ARRAY -> operand.equals(STRING) ? STRING : OBJECT;
            default -> operand;
          };
      super.visitMethodInsn(
          Opcodes.INVOKEVIRTUAL,
          BUILDER,
          "append",
          "(" + type.getDescriptor() + ")Ljava/lang/StringBuilder;",
          false);
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
      super.visitMaxs(maxStack + STACK, firstLocal + widest);
    }
  }
}
