package org.heapsnapshot.core.rewrite;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassTooLargeException;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.JSRInlinerAdapter;

/**
 * Brings class files to a version that the archives of the target JDK accept.
 *
 * <ul>
 *   <li>50 without stack map frames is skipped by every archive: frames are computed.
 *   <li>The static archive of 17–23 takes files older than 50 as they are.
 *   <li>24 and later skip everything older than 50: raised to exactly 50, with computed frames and
 *       subroutines inlined. Not higher: 51 has no fall-back to the old verifier, 53 forbids writes
 *       to finals outside initializers.
 * </ul>
 *
 * Where frames cannot be computed the class is left alone: it is not archived, and otherwise right.
 * Immutable and thread-safe.
 */
public final class ClassFileVersion {
  private static final int FIRST_WITH_FRAMES = Opcodes.V1_6;
  private static final int FIRST_FEATURE_THAT_SKIPS_OLD = 24;

  private final int targetFeature;
  private final ClassHierarchy hierarchy;

  /** What became of one class. */
  public enum Outcome {
    /** Nothing to do. */
    UNCHANGED,
    /** A file of version 50 got its frames. */
    FRAMES_COMPUTED,
    /** An older file became 50, with frames. */
    RAISED,
    /** Left alone: a class that would have to be known to compute frames is missing. */
    LEFT_CLASS_MISSING,
    /** Left alone: with subroutines inlined a method or the constant pool would be too large. */
    LEFT_TOO_LARGE,
    /** Left alone: its code is not what a compiler writes. */
    LEFT_UNUSUAL_CODE
  }

  /** What became of one class, and its bytes: the given ones when nothing was done. */
  public record Result(Outcome outcome, byte[] classFile) {}

  /**
   * A policy.
   *
   * @param targetFeature feature release of the JDK that starts from the image, such as 17
   * @param hierarchy asked for common superclasses
   */
  public ClassFileVersion(int targetFeature, ClassHierarchy hierarchy) {
    this.targetFeature = targetFeature;
    this.hierarchy = hierarchy;
  }

  /** Brings one class file to a version that archives accept. */
  public Result adjust(byte[] classFile) {
    int major = majorVersion(classFile);
    if (major > FIRST_WITH_FRAMES) {
      return new Result(Outcome.UNCHANGED, classFile);
    }
    ClassReader reader = new ClassReader(classFile);
    if (major == FIRST_WITH_FRAMES) {
      return FrameNeed.lacksFrames(reader)
          ? computeFrames(reader, classFile, Outcome.FRAMES_COMPUTED)
          : new Result(Outcome.UNCHANGED, classFile);
    }
    return targetFeature >= FIRST_FEATURE_THAT_SKIPS_OLD
        ? computeFrames(reader, classFile, Outcome.RAISED)
        : new Result(Outcome.UNCHANGED, classFile);
  }

  private static int majorVersion(byte[] classFile) {
    return (classFile[6] & 0xFF) << 8 | (classFile[7] & 0xFF);
  }

  private Result computeFrames(ClassReader reader, byte[] classFile, Outcome done) {
    try {
      FrameWriter writer = new FrameWriter(reader, hierarchy.with(ClassFacts.read(reader)));
      OldClassFile raising = new OldClassFile(writer, FIRST_WITH_FRAMES);
      reader.accept(new SubroutineInlining(raising), ClassReader.SKIP_FRAMES);
      return new Result(done, writer.toByteArray());
    } catch (FrameWriter.MissingClassException e) {
      return new Result(Outcome.LEFT_CLASS_MISSING, classFile);
    } catch (MethodTooLargeException | ClassTooLargeException e) {
      return new Result(Outcome.LEFT_TOO_LARGE, classFile);
    } catch (IllegalArgumentException
        | IllegalStateException
        | IndexOutOfBoundsException
        | NullPointerException e) {
      // ASM says so of code that no verifier of frames would accept.
      return new Result(Outcome.LEFT_UNUSUAL_CODE, classFile);
    }
  }

  private static final class SubroutineInlining extends ClassVisitor {
    SubroutineInlining(ClassVisitor target) {
      super(Opcodes.ASM9, target);
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      MethodVisitor target = super.visitMethod(access, name, descriptor, signature, exceptions);
      return new JSRInlinerAdapter(target, access, name, descriptor, signature, exceptions);
    }
  }

  /** Looks for a method whose code branches and has no frames. */
  private static final class FrameNeed extends ClassVisitor {
    private boolean lacking;

    private FrameNeed() {
      super(Opcodes.ASM9);
    }

    static boolean lacksFrames(ClassReader reader) {
      FrameNeed need = new FrameNeed();
      reader.accept(need, ClassReader.SKIP_DEBUG);
      return need.lacking;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      return new MethodVisitor(Opcodes.ASM9) {
        private boolean branches;
        private boolean frames;

        @Override
        public void visitJumpInsn(int opcode, Label label) {
          branches = true;
        }

        @Override
        public void visitTableSwitchInsn(int min, int max, Label dflt, Label... labels) {
          branches = true;
        }

        @Override
        public void visitLookupSwitchInsn(Label dflt, int[] keys, Label[] labels) {
          branches = true;
        }

        @Override
        public void visitTryCatchBlock(Label start, Label end, Label handler, String type) {
          branches = true;
        }

        @Override
        public void visitFrame(int type, int locals, Object[] local, int stacks, Object[] stack) {
          frames = true;
        }

        @Override
        public void visitEnd() {
          lacking |= branches && !frames;
        }
      };
    }
  }
}
