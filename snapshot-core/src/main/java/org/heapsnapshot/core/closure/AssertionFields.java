package org.heapsnapshot.core.closure;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.heapsnapshot.core.classpath.ClassFiles;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicInterpreter;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.Frame;
import org.objectweb.asm.tree.analysis.Interpreter;
import org.objectweb.asm.tree.analysis.Value;

/**
 * Finds the static fields that hold whether assertions are enabled for a class, as programs keep it
 * beside the compiler's {@code $assertionsDisabled}:
 *
 * <pre>
 * static boolean checks = false;
 * static { assert checks = true; }
 * </pre>
 *
 * <p>The initializer is followed from its first instruction, into static methods that are called on
 * the way, until something is not known that decides about the way: once for each set of those
 * classes that are asked for their status. A field is one of these when only the initializer sets
 * it, and it always comes out as the status of one of the classes, or always as the opposite. Used
 * from one thread.
 */
public final class AssertionFields {
  private static final int DEPTH = 6;
  private static final int STEPS = 20_000;

  /** Of so many classes all sets of those that are enabled are tried. */
  private static final int CLASSES = 5;

  private static final String INITIALIZER = "<clinit>";

  private final BasicInterpreter sizes = new BasicInterpreter();
  private final ClassBytes files;
  private final Map<String, ClassNode> nodes = new HashMap<>();
  private final Map<String, Status> known = new HashMap<>();

  /** Where class files come from. */
  public interface ClassBytes {
    /** The class file of a binary name, or null. */
    byte[] of(String className) throws IOException;
  }

  /**
   * What a field holds.
   *
   * @param asked binary name of the class whose desired assertion status it is
   * @param negated whether it is the opposite
   */
  public record Status(String asked, boolean negated) {}

  /** Looks into the classes that a source has. */
  public AssertionFields(ClassBytes files) {
    this.files = files;
  }

  /** Looks into the classes of a program. */
  public static AssertionFields of(ClassFiles files) {
    return new AssertionFields(name -> files.hasClass(name) ? files.classBytes(name) : null);
  }

  /**
   * What a static field holds when the initializer of its class has ended.
   *
   * @param className binary name
   * @return null when that is not known to be an assertion status
   */
  public Status of(String className, String field) {
    return known.computeIfAbsent(className + "." + field, key -> find(className, field));
  }

  private Status find(String className, String field) {
    String owner = className.replace('.', '/');
    Set<String> seen = new LinkedHashSet<>();
    new Run(Set.of(), false, seen).fieldOf(owner, field, 0);
    new Run(Set.of(), true, seen).fieldOf(owner, field, 0);
    if (seen.size() > CLASSES) {
      return null;
    }
    List<String> asked = List.copyOf(seen);
    int[] values = new int[1 << asked.size()];
    for (int enabled = 0; enabled < values.length; enabled++) {
      Set<String> on = new HashSet<>();
      for (int i = 0; i < asked.size(); i++) {
        if ((enabled >> i & 1) != 0) {
          on.add(asked.get(i));
        }
      }
      Known value = new Run(on, false, seen).fieldOf(owner, field, 0);
      if (value.number == null || seen.size() > asked.size()) {
        return null;
      }
      values[enabled] = value.number;
    }
    for (int i = 0; i < asked.size(); i++) {
      for (int negated = 0; negated <= 1; negated++) {
        if (isStatus(values, i, negated)) {
          return new Status(asked.get(i).replace('/', '.'), negated == 1);
        }
      }
    }
    return null;
  }

  /** Whether a field always is the status of a class; values by the set of those enabled. */
  private static boolean isStatus(int[] values, int asked, int negated) {
    for (int enabled = 0; enabled < values.length; enabled++) {
      if (values[enabled] != (enabled >> asked & 1 ^ negated)) {
        return false;
      }
    }
    return true;
  }

  private ClassNode node(String internalName) {
    return nodes.computeIfAbsent(internalName, this::read);
  }

  private ClassNode read(String internalName) {
    try {
      byte[] file = files.of(internalName.replace('/', '.'));
      if (file == null) {
        return null;
      }
      ClassNode node = new ClassNode();
      new ClassReader(file).accept(node, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
      return node;
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
      return null; // The closure reports classes that cannot be read.
    }
  }

  /**
   * What is known of a value.
   *
   * @param number of an int, or null
   * @param type internal name of the exact class of an object, or of the class that a class mirror
   *     stands for; or null
   */
  private record Known(int size, Integer number, String type, boolean isMirror) implements Value {
    static final Known NOTHING = new Known(1, null, null, false);
    static final Known WIDE = new Known(2, null, null, false);

    static Known number(int number) {
      return new Known(1, number, null, false);
    }

    static Known instance(String type) {
      return new Known(1, null, type, false);
    }

    static Known mirror(String type) {
      return new Known(1, null, type, true);
    }

    static Known like(BasicValue value) {
      return value == null ? null : ofSize(value.getSize());
    }

    static Known ofSize(int size) {
      return size == 2 ? WIDE : NOTHING;
    }

    @Override
    public int getSize() {
      return size;
    }
  }

  /** One execution in mind. */
  private final class Run {
    private final Set<String> enabled;
    private final boolean isAllEnabled;
    private final Set<String> asked;
    private int steps;

    /**
     * @param enabled internal names of the classes whose assertions are on
     * @param asked is added to: the classes that are asked
     */
    Run(Set<String> enabled, boolean isAllEnabled, Set<String> asked) {
      this.enabled = enabled;
      this.isAllEnabled = isAllEnabled;
      this.asked = asked;
    }

    /** What a field holds after the initializer of its class. */
    Known fieldOf(String owner, String field, int depth) {
      ClassNode node = node(owner);
      if (node == null || depth > DEPTH || !isSetByInitializerAlone(node, field)) {
        return Known.NOTHING;
      }
      MethodNode initializer = method(node, INITIALIZER, "()V");
      return initializer == null
          ? Known.NOTHING
          : new Execution(node, initializer, depth).run(List.of(), field);
    }

    private boolean isSetByInitializerAlone(ClassNode node, String field) {
      boolean found = false;
      for (FieldNode f : node.fields) {
        found |= f.name.equals(field) && f.desc.equals("Z") && (f.access & Opcodes.ACC_STATIC) != 0;
      }
      for (MethodNode method : node.methods) {
        found &= method.name.equals(INITIALIZER) || !sets(node, method, field, 0);
      }
      return found;
    }

    private boolean sets(ClassNode node, MethodNode method, String field, int from) {
      for (int i = from; i < method.instructions.size(); i++) {
        if (method.instructions.get(i) instanceof FieldInsnNode set
            && set.getOpcode() == Opcodes.PUTSTATIC
            && set.name.equals(field)
            && set.owner.equals(node.name)) {
          return true;
        }
      }
      return false;
    }

    /** One method. */
    private final class Execution extends Interpreter<Known> {
      private final ClassNode node;
      private final MethodNode method;
      private final int depth;
      private final Map<String, Known> statics = new HashMap<>();
      private String wanted;
      private Known returned = Known.NOTHING;

      Execution(ClassNode node, MethodNode method, int depth) {
        super(Opcodes.ASM9);
        this.node = node;
        this.method = method;
        this.depth = depth;
      }

      /**
       * Runs it.
       *
       * @param field whose value is asked for, or null for what is returned
       */
      Known run(List<Known> arguments, String field) {
        Frame<Known> frame = new Frame<>(method.maxLocals, method.maxStack);
        for (int i = 0; i < method.maxLocals; i++) {
          frame.setLocal(i, i < arguments.size() ? arguments.get(i) : Known.NOTHING);
        }
        wanted = field;
        if (field != null) {
          statics.put(field, Known.number(0));
        }
        int at = 0;
        try {
          while (at >= 0 && at < method.instructions.size() && ++steps < STEPS) {
            int next = step(frame, at);
            if (next == at) {
              break; // The way is not known.
            }
            at = next;
          }
        } catch (AnalyzerException | RuntimeException e) {
          return Known.NOTHING;
        }
        if (field == null) {
          return at < 0 ? returned : Known.NOTHING;
        }
        boolean isSettled = at < 0 || steps < STEPS && isNeverSetFrom(at, field);
        return isSettled ? statics.get(field) : Known.NOTHING;
      }

      /** Whether nothing that may still run sets a field. */
      private boolean isNeverSetFrom(int at, String field) {
        for (int i = at; i < method.instructions.size(); i++) {
          AbstractInsnNode insn = method.instructions.get(i);
          if (insn instanceof JumpInsnNode jump && method.instructions.indexOf(jump.label) < at
              || insn.getOpcode() == Opcodes.TABLESWITCH
              || insn.getOpcode() == Opcodes.LOOKUPSWITCH
              || insn.getOpcode() == Opcodes.RET) {
            return false;
          }
        }
        return method.tryCatchBlocks.isEmpty() && !sets(node, method, field, at);
      }

      /** The index of the next instruction; -1 behind a return, the same when it is not known. */
      private int step(Frame<Known> frame, int at) throws AnalyzerException {
        AbstractInsnNode insn = method.instructions.get(at);
        if (insn.getOpcode() < 0) {
          return at + 1;
        }
        switch (insn.getOpcode()) {
          case Opcodes.GOTO:
            return method.instructions.indexOf(((JumpInsnNode) insn).label);
          case Opcodes.IFEQ:
          case Opcodes.IFNE:
            Known condition = frame.getStack(frame.getStackSize() - 1);
            if (condition.number == null) {
              return at;
            }
            frame.pop();
            boolean jumps = (condition.number == 0) == (insn.getOpcode() == Opcodes.IFEQ);
            return jumps ? method.instructions.indexOf(((JumpInsnNode) insn).label) : at + 1;
          case Opcodes.IRETURN:
            returned = frame.getStack(frame.getStackSize() - 1);
            return -1;
          case Opcodes.RETURN:
          case Opcodes.ARETURN:
          case Opcodes.LRETURN:
          case Opcodes.FRETURN:
          case Opcodes.DRETURN:
            return -1;
          case Opcodes.ATHROW:
          case Opcodes.TABLESWITCH:
          case Opcodes.LOOKUPSWITCH:
          case Opcodes.JSR:
          case Opcodes.RET:
            return at;
          default:
            if (insn instanceof JumpInsnNode) {
              return at;
            }
            frame.execute(insn, this);
            return at + 1;
        }
      }

      @Override
      public Known newValue(Type type) {
        return type == Type.VOID_TYPE ? null : Known.ofSize(type == null ? 1 : type.getSize());
      }

      @Override
      public Known newOperation(AbstractInsnNode insn) throws AnalyzerException {
        int opcode = insn.getOpcode();
        if (opcode >= Opcodes.ICONST_M1 && opcode <= Opcodes.ICONST_5) {
          return Known.number(opcode - Opcodes.ICONST_0);
        }
        if (opcode == Opcodes.BIPUSH || opcode == Opcodes.SIPUSH) {
          return Known.number(((IntInsnNode) insn).operand);
        }
        if (insn instanceof LdcInsnNode ldc
            && ldc.cst instanceof Type type
            && type.getSort() == Type.OBJECT) {
          return Known.mirror(type.getInternalName());
        }
        if (opcode == Opcodes.NEW) {
          return Known.instance(((TypeInsnNode) insn).desc);
        }
        if (insn instanceof FieldInsnNode field) {
          return read(field);
        }
        return Known.like(sizes.newOperation(insn));
      }

      private Known read(FieldInsnNode field) {
        int size = Type.getType(field.desc).getSize();
        boolean isOwn = field.owner.equals(node.name) && method.name.equals(INITIALIZER);
        if (isOwn) {
          boolean isLasting = field.name.equals(wanted) || isFinal(field);
          Known unknown = Known.ofSize(size);
          return isLasting ? statics.getOrDefault(field.name, unknown) : unknown;
        }
        return field.desc.equals("Z") && isFinal(field)
            ? fieldOf(field.owner, field.name, depth + 1)
            : Known.ofSize(size);
      }

      private boolean isFinal(FieldInsnNode field) {
        ClassNode owner = node(field.owner);
        if (owner != null) {
          for (FieldNode f : owner.fields) {
            if (f.name.equals(field.name)) {
              return (f.access & Opcodes.ACC_FINAL) != 0;
            }
          }
        }
        return false;
      }

      @Override
      public Known copyOperation(AbstractInsnNode insn, Known value) {
        return value;
      }

      @Override
      public Known unaryOperation(AbstractInsnNode insn, Known value) throws AnalyzerException {
        int opcode = insn.getOpcode();
        if (opcode == Opcodes.PUTSTATIC) {
          FieldInsnNode field = (FieldInsnNode) insn;
          if (field.owner.equals(node.name)) {
            statics.put(field.name, value);
          }
          return null;
        }
        return opcode == Opcodes.CHECKCAST ? value : Known.like(sizes.unaryOperation(insn, null));
      }

      @Override
      public Known binaryOperation(AbstractInsnNode insn, Known value1, Known value2)
          throws AnalyzerException {
        boolean isKnown = value1.number != null && value2.number != null;
        return isKnown && insn.getOpcode() == Opcodes.IXOR // How some compilers negate.
            ? Known.number(value1.number ^ value2.number)
            : Known.like(sizes.binaryOperation(insn, null, null));
      }

      @Override
      public Known ternaryOperation(
          AbstractInsnNode insn, Known value1, Known value2, Known value3) {
        return Known.NOTHING;
      }

      @Override
      public Known naryOperation(AbstractInsnNode insn, List<? extends Known> values) {
        if (!(insn instanceof MethodInsnNode call)) {
          return insn instanceof InvokeDynamicInsnNode dynamic
              ? newValue(Type.getReturnType(dynamic.desc))
              : Known.NOTHING;
        }
        if (call.name.equals("desiredAssertionStatus") && call.owner.equals("java/lang/Class")) {
          Known mirror = values.get(0);
          return mirror.isMirror ? status(mirror.type) : Known.NOTHING;
        }
        if (call.name.equals("getClass") && call.desc.equals("()Ljava/lang/Class;")) {
          Known object = values.get(0);
          return object.type != null && !object.isMirror
              ? Known.mirror(object.type)
              : Known.NOTHING;
        }
        if (call.getOpcode() == Opcodes.INVOKESTATIC && call.desc.endsWith(")Z")) {
          return called(call, values);
        }
        return newValue(Type.getReturnType(call.desc));
      }

      private Known status(String type) {
        asked.add(type);
        return Known.number(isAllEnabled || enabled.contains(type) ? 1 : 0);
      }

      private Known called(MethodInsnNode call, List<? extends Known> values) {
        ClassNode owner = depth < DEPTH ? node(call.owner) : null;
        MethodNode target = owner == null ? null : method(owner, call.name, call.desc);
        if (target == null || (target.access & Opcodes.ACC_NATIVE) != 0) {
          return Known.NOTHING;
        }
        List<Known> locals = new ArrayList<>();
        for (Known value : values) {
          locals.add(value);
          if (value.size == 2) {
            locals.add(Known.NOTHING);
          }
        }
        return new Execution(owner, target, depth + 1).run(locals, null);
      }

      @Override
      public void returnOperation(AbstractInsnNode insn, Known value, Known expected) {
        // Nothing to do: the value was taken before.
      }

      @Override
      public Known merge(Known value1, Known value2) {
        throw new IllegalStateException("one way at a time");
      }
    }
  }

  private static MethodNode method(ClassNode node, String name, String desc) {
    for (MethodNode method : node.methods) {
      if (method.name.equals(name) && method.desc.equals(desc)) {
        return method;
      }
    }
    return null;
  }
}
