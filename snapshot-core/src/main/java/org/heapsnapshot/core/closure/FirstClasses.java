package org.heapsnapshot.core.closure;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;

/**
 * Finds, from class files alone, the classes that every start of a main class initializes before it
 * does anything else.
 *
 * <p>Follows {@code main} from its first instruction for as long as there is one way to go, nothing
 * is done that an initializer could notice, and nothing can be thrown: into static methods, into
 * constructors, and into methods of objects made on the way, whose class is known. It ends at the
 * first branch, at the first use of the JDK but for the few that only make an empty object and for
 * the standard streams, at the first write to a static field or to an object from elsewhere. What
 * it has met until then that initializes a class (JVMS 5.5: {@code new}, {@code getstatic}, {@code
 * putstatic}, {@code invokestatic}) happens at every start, whatever its arguments, in that order.
 *
 * <p>Used once, from one thread. Follows at most {@link #LIMIT} instructions.
 */
public final class FirstClasses {
  private static final int LIMIT = 10_000;
  private static final int DEPTH = 64;
  private static final String OBJECT = "java/lang/Object";
  private static final String SYSTEM = "java/lang/System";
  private static final String MAIN = "main([Ljava/lang/String;)V";

  private final ProgramClasses program;
  private final Set<String> found = new LinkedHashSet<>();
  private int steps;

  private FirstClasses(Function<String, byte[]> files) {
    program = new ProgramClasses(files);
  }

  /**
   * The classes that every start of a main class initializes first, itself before all others.
   *
   * @param mainClass binary name
   * @param files answers the class file of a class of the program by its binary name, or null
   * @return binary names in the order of their initialization; empty when the initializer of the
   *     main class is not the first to run, but that of a supertype
   */
  public static List<String> of(String mainClass, Function<String, byte[]> files) {
    FirstClasses first = new FirstClasses(files);
    ClassNode main = first.program.find(mainClass.replace('.', '/'));
    if (main == null || first.program.hasInitializedSupertype(main)) {
      return List.of();
    }
    first.found.add(main.name);
    try {
      MethodNode method = ProgramClasses.method(main, MAIN);
      if (method != null && isPublicStatic(method)) {
        first.follow(main, method, List.of(new KnownValue(1, null)), 0);
      }
    } catch (EndOfWay | IndexOutOfBoundsException e) { // The latter where code is invalid.
      // What was found until here is certain.
    }
    List<String> names = new ArrayList<>();
    first.found.forEach(name -> names.add(name.replace('/', '.')));
    return names;
  }

  private static boolean isPublicStatic(MethodNode method) {
    int both = Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC;
    return (method.access & both) == both;
  }

  private void initialize(String name) throws EndOfWay {
    if (!program.links(name)) {
      throw new EndOfWay(); // Or of the JDK, which may run what the program has configured.
    }
    found.add(name);
  }

  private static boolean isJdk(String name) {
    return name.startsWith("java/");
  }

  /**
   * Follows a method to its end.
   *
   * @param arguments the receiver among them
   * @return what the method returns, null for nothing
   */
  private KnownValue follow(
      ClassNode owner, MethodNode method, List<KnownValue> arguments, int depth) throws EndOfWay {
    int unknown = Opcodes.ACC_NATIVE | Opcodes.ACC_ABSTRACT | Opcodes.ACC_SYNCHRONIZED;
    if (depth > DEPTH || (method.access & unknown) != 0) {
      throw new EndOfWay();
    }
    Frame<KnownValue> frame = new Frame<>(method.maxLocals, method.maxStack);
    KnownValues values = new KnownValues();
    for (int local = 0; local < method.maxLocals; local++) {
      frame.setLocal(local, values.newValue(null));
    }
    int local = 0;
    for (KnownValue argument : arguments) {
      frame.setLocal(local, argument);
      local += argument.getSize();
    }
    AbstractInsnNode instruction = method.instructions.getFirst();
    while (true) {
      if (instruction == null || ++steps > LIMIT) {
        throw new EndOfWay();
      }
      int opcode = instruction.getOpcode();
      AbstractInsnNode next = instruction.getNext();
      if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.ARETURN) {
        return frame.pop();
      } else if (opcode == Opcodes.RETURN) {
        return null;
      } else if (opcode == Opcodes.GOTO) {
        next = ((JumpInsnNode) instruction).label;
      } else if (instruction instanceof MethodInsnNode call) {
        call(owner, call, frame, depth);
      } else if (opcode >= 0) {
        execute(owner, method, instruction, frame, values);
      }
      instruction = next;
    }
  }

  private void execute(
      ClassNode caller,
      MethodNode method,
      AbstractInsnNode instruction,
      Frame<KnownValue> frame,
      KnownValues values)
      throws EndOfWay {
    switch (instruction.getOpcode()) {
      case Opcodes.NEW -> {
        String type = ((TypeInsnNode) instruction).desc;
        if (!ProgramClasses.EMPTY.contains(type)) {
          program.requireInstantiable(caller, type);
          initialize(type);
        }
      }
      case Opcodes.GETSTATIC -> {
        if (!((FieldInsnNode) instruction).owner.equals(SYSTEM)) {
          initialize(program.declaring(caller, method, (FieldInsnNode) instruction));
        }
      }
      case Opcodes.PUTSTATIC -> {
        initialize(program.declaring(caller, method, (FieldInsnNode) instruction));
        throw new EndOfWay();
      }
      case Opcodes.GETFIELD, Opcodes.PUTFIELD -> {
        knownType(frame, instruction.getOpcode() == Opcodes.GETFIELD ? 0 : 1);
        program.declaring(caller, method, (FieldInsnNode) instruction);
      }
      default -> {
        if (!KnownValues.isHarmless(instruction)) {
          throw new EndOfWay();
        }
      }
    }
    try {
      frame.execute(instruction, values);
    } catch (AnalyzerException | IndexOutOfBoundsException e) {
      throw new EndOfWay();
    }
  }

  /** The exact class of an object on the stack, which is not null then. */
  private static String knownType(Frame<KnownValue> frame, int below) throws EndOfWay {
    String type = frame.getStack(frame.getStackSize() - 1 - below).exactType();
    if (type == null) {
      throw new EndOfWay();
    }
    return type;
  }

  private void call(ClassNode caller, MethodInsnNode call, Frame<KnownValue> frame, int depth)
      throws EndOfWay {
    Type[] types = Type.getArgumentTypes(call.desc);
    boolean isStatic = call.getOpcode() == Opcodes.INVOKESTATIC;
    List<KnownValue> arguments = new ArrayList<>();
    for (int i = types.length - 1; i >= 0; i--) {
      arguments.add(0, frame.pop());
    }
    String receiver = null;
    if (!isStatic) {
      KnownValue object = frame.pop();
      arguments.add(0, object);
      receiver = object.exactType();
      if (receiver == null) {
        throw new EndOfWay();
      }
    }
    if (call.name.equals("<init>") && isJdk(call.owner)) {
      if (!ProgramClasses.EMPTY.contains(call.owner) || types.length > 0) {
        throw new EndOfWay();
      }
      return;
    }
    ProgramClasses.Selected selected = program.select(caller, call, receiver);
    if (isStatic == ((selected.method().access & Opcodes.ACC_STATIC) == 0)) {
      throw new EndOfWay();
    }
    if (isStatic) {
      initialize(selected.owner().name);
    }
    KnownValue result = follow(selected.owner(), selected.method(), arguments, depth + 1);
    if (result != null) {
      frame.push(result);
    }
  }
}
