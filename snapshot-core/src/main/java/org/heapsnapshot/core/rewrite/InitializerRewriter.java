package org.heapsnapshot.core.rewrite;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassTooLargeException;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Puts the question to the image before the body of a static initializer:
 *
 * <pre>
 *       ldc           row
 *       ldc           X.class
 *       invokestatic  org/heapsnapshot/runtime/Restore.enter (ILjava/lang/Class;)Z
 *       ifeq          L
 *       what the class does at its natural time, mostly nothing
 *       return
 *   L:  nop
 *       the body, untouched
 * </pre>
 *
 * The prologue has the body's first line number and no line moves, so that stack traces and
 * breakpoints stay true. All other methods are copied byte for byte. {@code ldc} of a class exists
 * since version 49 (JVMS 4.9.1): class files older than that are raised to it.
 *
 * <p>Immutable and thread-safe.
 */
public final class InitializerRewriter {
  /** The row of a class that has none: its initializer only boots the image. */
  public static final int NO_ROW = -1;

  private static final String RESTORE = "org/heapsnapshot/runtime/Restore";
  private static final String ENTER = "enter";
  private static final String ENTER_DESCRIPTOR = "(ILjava/lang/Class;)Z";

  private final ClassHierarchy hierarchy;

  /** What became of one class. */
  public enum Outcome {
    /** It asks the image now. */
    REWRITTEN,
    /** It has no initializer, and none was to be added. */
    NO_INITIALIZER,
    /** Its initializer is so near to 65,535 bytes that the prologue does not fit. */
    METHOD_TOO_LARGE,
    /** Its constant pool is so near to 65,535 entries that the prologue's do not fit. */
    CLASS_TOO_LARGE,
    /**
     * It is serializable and an initializer would change its serial form, which cannot be frozen: a
     * field named {@code serialVersionUID} that does not count is in the way, or a supertype is
     * missing.
     */
    SERIAL_FORM_CHANGES
  }

  /**
   * What became of one class.
   *
   * @param classFile its bytes: the ones that were given unless {@code outcome} is {@code
   *     REWRITTEN}
   */
  public record Result(Outcome outcome, byte[] classFile) {
    /** Whether the class asks the image now. */
    public boolean rewritten() {
      return outcome == Outcome.REWRITTEN;
    }
  }

  /**
   * A rewriter.
   *
   * @param hierarchy asked whether a class without an initializer is serializable
   */
  public InitializerRewriter(ClassHierarchy hierarchy) {
    this.hierarchy = hierarchy;
  }

  /**
   * Rewrites the initializer of a class that has one.
   *
   * @param row the class's row in STATICS, or {@link #NO_ROW}
   */
  public Result rewrite(byte[] classFile, int row) {
    return rewrite(classFile, row, LateScript.NONE);
  }

  /**
   * Rewrites the initializer of a class that has one.
   *
   * @param row the class's row in STATICS, or {@link #NO_ROW}
   * @param late what the initializer does when the state of the class came from the image
   */
  public Result rewrite(byte[] classFile, int row, LateScript late) {
    return rewrite(classFile, row, late, false);
  }

  /** As {@link #rewrite}, and a class without an initializer gets one that is only the prologue. */
  public Result rewriteOrAdd(byte[] classFile, int row) {
    return rewriteOrAdd(classFile, row, LateScript.NONE);
  }

  /** As {@link #rewrite}, and a class without an initializer gets one that is only the prologue. */
  public Result rewriteOrAdd(byte[] classFile, int row, LateScript late) {
    return rewrite(classFile, row, late, true);
  }

  private Result rewrite(byte[] classFile, int row, LateScript late, boolean add) {
    ClassReader reader = new ClassReader(classFile);
    FirstLine found = FirstLine.read(reader);
    if (!found.hasInitializer && !add) {
      return new Result(Outcome.NO_INITIALIZER, classFile);
    }
    SerialVersion serialVersion = null;
    if (!found.hasInitializer) {
      SerialVersion original = SerialVersion.read(reader);
      switch (original.need(hierarchy.with(ClassFacts.read(reader)))) {
        case FREEZE -> serialVersion = original;
        case IMPOSSIBLE, UNKNOWN -> {
          return new Result(Outcome.SERIAL_FORM_CHANGES, classFile);
        }
        case NONE -> {}
      }
    }
    ClassWriter writer = new ClassWriter(reader, 0);
    ClassVisitor target = isOld(reader) ? new OldClassFile(writer, Opcodes.V1_5) : writer;
    reader.accept(new Rewriting(target, row, late, found, serialVersion), 0);
    try {
      return new Result(Outcome.REWRITTEN, writer.toByteArray());
    } catch (MethodTooLargeException e) {
      return new Result(Outcome.METHOD_TOO_LARGE, classFile);
    } catch (ClassTooLargeException e) {
      return new Result(Outcome.CLASS_TOO_LARGE, classFile);
    }
  }

  private static boolean isOld(ClassReader reader) {
    return reader.readUnsignedShort(6) < Opcodes.V1_5;
  }

  private static boolean isInitializer(int access, String name, String descriptor) {
    return name.equals("<clinit>")
        && descriptor.equals("()V")
        && (access & Opcodes.ACC_STATIC) != 0;
  }

  /** Whether there is an initializer, and the line its code begins with. */
  private static final class FirstLine extends ClassVisitor {
    private boolean hasInitializer;
    private int line;

    private FirstLine() {
      super(Opcodes.ASM9);
    }

    static FirstLine read(ClassReader reader) {
      FirstLine found = new FirstLine();
      reader.accept(found, ClassReader.SKIP_FRAMES);
      return found;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      if (!isInitializer(access, name, descriptor)) {
        return null;
      }
      hasInitializer = true;
      return new MethodVisitor(Opcodes.ASM9) {
        @Override
        public void visitLineNumber(int number, Label start) {
          if (line == 0) {
            line = number;
          }
        }
      };
    }
  }

  private static final class Rewriting extends ClassVisitor {
    private final int row;
    private final LateScript late;
    private final FirstLine found;
    private final SerialVersion serialVersion;
    private int majorVersion;
    private Type self;

    Rewriting(
        ClassVisitor target,
        int row,
        LateScript late,
        FirstLine found,
        SerialVersion serialVersion) {
      super(Opcodes.ASM9, target);
      this.row = row;
      this.late = late;
      this.found = found;
      this.serialVersion = serialVersion;
    }

    @Override
    public void visit(
        int version,
        int access,
        String name,
        String signature,
        String superName,
        String[] interfaces) {
      self = Type.getObjectType(name);
      majorVersion = version & 0xFFFF;
      super.visit(version, access, name, signature, superName, interfaces);
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      MethodVisitor target = super.visitMethod(access, name, descriptor, signature, exceptions);
      return isInitializer(access, name, descriptor) ? new Prologue(target) : target;
    }

    @Override
    public void visitEnd() {
      if (!found.hasInitializer) {
        addInitializer();
      }
      if (serialVersion != null) {
        serialVersion.freeze(cv);
      }
      super.visitEnd();
    }

    private void addInitializer() {
      MethodVisitor code =
          cv.visitMethod(Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC, "<clinit>", "()V", null, null);
      code.visitCode();
      ask(code);
      code.visitInsn(Opcodes.POP);
      code.visitInsn(Opcodes.RETURN);
      code.visitMaxs(2, 0);
      code.visitEnd();
    }

    private void ask(MethodVisitor code) {
      pushInt(code, row);
      code.visitLdcInsn(self);
      code.visitMethodInsn(Opcodes.INVOKESTATIC, RESTORE, ENTER, ENTER_DESCRIPTOR, false);
    }

    private final class Prologue extends MethodVisitor {
      Prologue(MethodVisitor target) {
        super(Opcodes.ASM9, target);
      }

      @Override
      public void visitCode() {
        super.visitCode();
        if (found.line != 0) {
          Label start = new Label();
          mv.visitLabel(start);
          mv.visitLineNumber(found.line, start);
        }
        ask(mv);
        Label body = new Label();
        mv.visitJumpInsn(Opcodes.IFEQ, body);
        late.write(mv, self.getInternalName());
        mv.visitInsn(Opcodes.RETURN);
        mv.visitLabel(body);
        if (majorVersion >= Opcodes.V1_6) {
          mv.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
        }
        // The body may begin with a frame of its own, and no two frames can be at one place.
        mv.visitInsn(Opcodes.NOP);
      }

      @Override
      public void visitMaxs(int maxStack, int maxLocals) {
        super.visitMaxs(Math.max(maxStack, late.stack()), maxLocals);
      }
    }
  }

  static void pushInt(MethodVisitor code, int value) {
    if (value >= -1 && value <= 5) {
      code.visitInsn(Opcodes.ICONST_0 + value);
    } else if (value == (byte) value) {
      code.visitIntInsn(Opcodes.BIPUSH, value);
    } else if (value == (short) value) {
      code.visitIntInsn(Opcodes.SIPUSH, value);
    } else {
      code.visitLdcInsn(value);
    }
  }
}
