package org.heapsnapshot.core.closure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
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

  /** Packages of which every JDK has all interfaces. */
  private static final Set<String> INTERFACES =
      Set.of(
          "java/lang/",
          "java/util/",
          "java/util/concurrent/",
          "java/util/function/",
          "java/io/",
          "java/net/");

  /** Packages of which every JDK has all classes, and whose initializers look at nothing. */
  private static final Set<String> SUPERS = Set.of("java/lang/", "java/io/");

  /** Classes of the JDK whose constructors without parameters only make an empty object. */
  private static final Set<String> EMPTY =
      Set.of(
          OBJECT,
          "java/lang/StringBuilder",
          "java/util/AbstractCollection",
          "java/util/AbstractList",
          "java/util/AbstractMap",
          "java/util/AbstractSet",
          "java/util/ArrayDeque",
          "java/util/ArrayList",
          "java/util/HashMap",
          "java/util/HashSet",
          "java/util/LinkedHashMap",
          "java/util/LinkedHashSet",
          "java/util/LinkedList",
          "java/util/TreeMap",
          "java/util/TreeSet",
          "java/util/concurrent/ConcurrentHashMap",
          "java/util/concurrent/atomic/AtomicBoolean",
          "java/util/concurrent/atomic/AtomicInteger",
          "java/util/concurrent/atomic/AtomicLong");

  /** Thrown where the one way ends. */
  @SuppressWarnings("serial")
  private static final class EndOfWay extends Exception {
    EndOfWay() {
      super(null, null, false, false);
    }
  }

  private final Function<String, byte[]> files;
  private final Map<String, ClassNode> read = new HashMap<>();
  private final Set<String> found = new LinkedHashSet<>();
  private int steps;

  private FirstClasses(Function<String, byte[]> files) {
    this.files = files;
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
    ClassNode main = first.program(mainClass.replace('.', '/'));
    if (main == null || !first.isFirstToRun(main)) {
      return List.of();
    }
    first.found.add(main.name);
    try {
      MethodNode method = method(main, MAIN);
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

  private ClassNode program(String name) {
    return read.computeIfAbsent(
        name,
        n -> {
          byte[] file = files.apply(n.replace('/', '.'));
          if (file == null) {
            return null;
          }
          try {
            ClassNode node = new ClassNode();
            new ClassReader(file).accept(node, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
            return node;
          } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return null; // Of another version, or damaged.
          }
        });
  }

  private static MethodNode method(ClassNode type, String key) {
    for (MethodNode method : type.methods) {
      if (key.equals(method.name + method.desc)) {
        return method;
      }
    }
    return null;
  }

  /** A class of the program is initialized, if it is one. */
  private void initialize(String name) throws EndOfWay {
    ClassNode type = program(name);
    if (type == null) {
      throw new EndOfWay(); // Missing, or of the JDK: that may run what the program has configured.
    }
    checkSupertypes(type);
    found.add(name);
  }

  private static boolean isJdk(String name) {
    return name.startsWith("java/");
  }

  private static boolean isIn(Set<String> packages, String name) {
    return packages.contains(name.substring(0, name.lastIndexOf('/') + 1));
  }

  /**
   * A missing supertype would be thrown about when the class is loaded, and the initializers of
   * some superclasses of the JDK run what the program has configured.
   */
  private void checkSupertypes(ClassNode type) throws EndOfWay {
    for (String name : type.interfaces) {
      checkSupertype(name, isIn(INTERFACES, name));
    }
    checkSupertype(type.superName, EMPTY.contains(type.superName) || isIn(SUPERS, type.superName));
  }

  private void checkSupertype(String name, boolean known) throws EndOfWay {
    ClassNode type = program(name);
    if (type != null) {
      checkSupertypes(type);
    } else if (!known) {
      throw new EndOfWay();
    }
  }

  /**
   * Whether the initializer of a class is the first of its program that runs when it is started.
   */
  private boolean isFirstToRun(ClassNode main) {
    List<String> work = new ArrayList<>(main.interfaces);
    work.add(main.superName);
    while (!work.isEmpty()) {
      ClassNode type = program(work.remove(work.size() - 1));
      if (type != null) {
        if (method(type, "<clinit>()V") != null) {
          return false;
        }
        work.addAll(type.interfaces);
        work.add(type.superName);
      }
    }
    return true;
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
        execute(instruction, frame, values);
      }
      instruction = next;
    }
  }

  private void execute(AbstractInsnNode instruction, Frame<KnownValue> frame, KnownValues values)
      throws EndOfWay {
    switch (instruction.getOpcode()) {
      case Opcodes.NEW -> {
        String type = ((TypeInsnNode) instruction).desc;
        if (!EMPTY.contains(type)) {
          initialize(type);
        }
      }
      case Opcodes.GETSTATIC -> {
        if (!((FieldInsnNode) instruction).owner.equals(SYSTEM)) {
          initialize(declaring((FieldInsnNode) instruction, true));
        }
      }
      case Opcodes.PUTSTATIC -> {
        initialize(declaring((FieldInsnNode) instruction, true));
        throw new EndOfWay();
      }
      case Opcodes.GETFIELD, Opcodes.PUTFIELD -> {
        knownType(frame, instruction.getOpcode() == Opcodes.GETFIELD ? 0 : 1);
        declaring((FieldInsnNode) instruction, false);
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

  /** The class whose field it is (JVMS 5.4.3.2), which alone is initialized. */
  private String declaring(FieldInsnNode instruction, boolean isStatic) throws EndOfWay {
    for (String name = instruction.owner; name != null; ) {
      ClassNode type = program(name);
      if (type == null) {
        break;
      }
      for (FieldNode field : type.fields) {
        if (field.name.equals(instruction.name) && field.desc.equals(instruction.desc)) {
          if (isStatic == ((field.access & Opcodes.ACC_STATIC) != 0)) {
            return name;
          }
          throw new EndOfWay();
        }
      }
      if (!type.interfaces.isEmpty()) {
        break; // They come before the superclass.
      }
      name = type.superName;
    }
    throw new EndOfWay();
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
      if (!EMPTY.contains(call.owner) || types.length > 0) {
        throw new EndOfWay();
      }
      return;
    }
    Selected selected = select(caller, call, receiver);
    if (isStatic == ((selected.method.access & Opcodes.ACC_STATIC) == 0)) {
      throw new EndOfWay();
    }
    if (isStatic) {
      initialize(selected.owner.name);
    }
    KnownValue result = follow(selected.owner, selected.method, arguments, depth + 1);
    if (result != null) {
      frame.push(result);
    }
  }

  private record Selected(ClassNode owner, MethodNode method) {
    boolean isVisible() {
      return (method.access & (Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED)) != 0;
    }

    String packageName() {
      return owner.name.substring(0, owner.name.lastIndexOf('/') + 1);
    }
  }

  /** The method of the program that a call runs (JVMS 5.4.3.3 and 5.4.6). */
  private Selected select(ClassNode caller, MethodInsnNode call, String receiver) throws EndOfWay {
    String key = call.name + call.desc;
    if (call.name.equals("<init>")) {
      ClassNode owner = program(call.owner);
      MethodNode constructor = owner == null ? null : method(owner, key);
      if (constructor == null) {
        throw new EndOfWay();
      }
      return new Selected(owner, constructor);
    }
    if (call.getOpcode() == Opcodes.INVOKESTATIC) {
      return lookUp(call.owner, key);
    }
    if (call.getOpcode() == Opcodes.INVOKESPECIAL) {
      if (call.owner.equals(caller.name)) {
        return lookUp(call.owner, key);
      }
      if (call.itf || !isSuperclass(call.owner, caller)) {
        throw new EndOfWay(); // A default method of an interface.
      }
      return lookUp(caller.superName, key);
    }
    Selected resolved = find(call.owner, key); // Null where it is of an interface or of the JDK.
    if (resolved != null && (resolved.method.access & Opcodes.ACC_PRIVATE) != 0) {
      return resolved;
    }
    Selected selected = lookUp(receiver, key);
    if ((selected.method.access & (Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC)) != 0) {
      throw new EndOfWay(); // It overrides nothing.
    }
    // Between packages it is not certain what overrides what (5.4.5): left aside.
    if (!selected.isVisible() || resolved != null && !resolved.isVisible()) {
      if (resolved == null || !selected.packageName().equals(resolved.packageName())) {
        throw new EndOfWay();
      }
    }
    return selected;
  }

  private boolean isSuperclass(String name, ClassNode of) {
    for (ClassNode type = of; type != null; type = program(type.superName)) {
      if (type.superName.equals(name)) {
        return true;
      }
    }
    return false;
  }

  private Selected lookUp(String from, String key) throws EndOfWay {
    Selected selected = find(from, key);
    if (selected == null) {
      throw new EndOfWay();
    }
    return selected;
  }

  /** The method of a class or of the nearest superclass that has it, of the program; or null. */
  private Selected find(String from, String key) {
    for (ClassNode type = program(from); type != null; type = program(type.superName)) {
      MethodNode method = method(type, key);
      if (method != null) {
        return new Selected(type, method);
      }
    }
    return null;
  }
}
