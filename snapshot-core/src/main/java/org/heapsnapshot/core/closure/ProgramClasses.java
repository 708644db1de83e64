package org.heapsnapshot.core.closure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * The classes of a program with their code, and what names in them link to, as far as that is
 * certain. All names are internal. Confined to one thread.
 */
final class ProgramClasses {
  /** Classes of the JDK whose constructors without parameters only make an empty object. */
  static final Set<String> EMPTY =
      Set.of(
          "java/lang/Object",
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

  private final Function<String, byte[]> files;
  private final Map<String, ClassNode> read = new HashMap<>();

  /**
   * @param files answers the class file of a class of the program by its binary name, or null
   */
  ProgramClasses(Function<String, byte[]> files) {
    this.files = files;
  }

  /** A class of the program, or null. */
  ClassNode find(String name) {
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

  static MethodNode method(ClassNode type, String key) {
    for (MethodNode method : type.methods) {
      if (key.equals(method.name + method.desc)) {
        return method;
      }
    }
    return null;
  }

  private static boolean isIn(Set<String> packages, String name) {
    return packages.contains(name.substring(0, name.lastIndexOf('/') + 1));
  }

  /**
   * Whether a name is that of a class of the program whose supertypes are all there, and run
   * nothing that the program has configured when they are initialized.
   */
  boolean links(String name) {
    ClassNode type = find(name);
    if (type == null) {
      return false;
    }
    for (String each : type.interfaces) {
      if (!isIn(INTERFACES, each) && !links(each)) {
        return false;
      }
    }
    return EMPTY.contains(type.superName) || isIn(SUPERS, type.superName) || links(type.superName);
  }

  /** Whether an initializer of the program runs before that of a class, with all it implements. */
  boolean hasInitializedSupertype(ClassNode main) {
    List<String> work = new ArrayList<>(main.interfaces);
    work.add(main.superName);
    while (!work.isEmpty()) {
      ClassNode type = find(work.remove(work.size() - 1));
      if (type != null) {
        if (method(type, "<clinit>()V") != null) {
          return true;
        }
        work.addAll(type.interfaces);
        work.add(type.superName);
      }
    }
    return false;
  }

  private static String packageOf(String name) {
    return name.substring(0, name.lastIndexOf('/') + 1);
  }

  /**
   * Goes on only where a class may name another (JVMS 5.4.4), if that is of the program: it may
   * have been public when the first was compiled.
   */
  private void requireNameable(ClassNode caller, String name) throws EndOfWay {
    ClassNode type = find(name);
    boolean shared = type == null || (type.access & Opcodes.ACC_PUBLIC) != 0;
    if (!shared && !packageOf(name).equals(packageOf(caller.name))) {
      throw new EndOfWay();
    }
  }

  /** Goes on only where {@code new} makes an object of a class that the caller may name. */
  void requireInstantiable(ClassNode caller, String name) throws EndOfWay {
    requireNameable(caller, name);
    ClassNode type = find(name);
    if (type == null || (type.access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_INTERFACE)) != 0) {
      throw new EndOfWay();
    }
  }

  /** Goes on only where a class may use a member of another, which both are of the program. */
  private void requireAccess(ClassNode caller, ClassNode declaring, int access) throws EndOfWay {
    boolean isPrivate = (access & Opcodes.ACC_PRIVATE) != 0;
    boolean accessible =
        (access & Opcodes.ACC_PUBLIC) != 0
            || declaring == caller
            || (isPrivate
                ? areMates(caller, declaring)
                : packageOf(declaring.name).equals(packageOf(caller.name)))
            || (access & Opcodes.ACC_PROTECTED) != 0 && isSuperclass(declaring.name, caller);
    if (!accessible) {
      throw new EndOfWay();
    }
  }

  private boolean areMates(ClassNode one, ClassNode other) {
    String host = nestHost(one);
    return host != null && host.equals(nestHost(other));
  }

  /** Null where the host that a class names does not name it (JVMS 5.4.4). */
  private String nestHost(ClassNode type) {
    if (type.nestHostClass == null) {
      return type.name;
    }
    ClassNode host = find(type.nestHostClass);
    boolean valid =
        host != null
            && host.nestMembers != null
            && host.nestMembers.contains(type.name)
            && packageOf(host.name).equals(packageOf(type.name));
    return valid ? host.name : null;
  }

  /**
   * The class whose field it is (JVMS 5.4.3.2), which alone is initialized, where a method of a
   * class may do with it what the instruction says.
   */
  String declaring(ClassNode caller, MethodNode method, FieldInsnNode instruction) throws EndOfWay {
    int opcode = instruction.getOpcode();
    boolean isStatic = opcode == Opcodes.GETSTATIC || opcode == Opcodes.PUTSTATIC;
    requireNameable(caller, instruction.owner);
    for (String name = instruction.owner; name != null; ) {
      ClassNode type = find(name);
      if (type == null) {
        break;
      }
      for (FieldNode field : type.fields) {
        if (field.name.equals(instruction.name) && field.desc.equals(instruction.desc)) {
          if (isStatic != ((field.access & Opcodes.ACC_STATIC) != 0)) {
            throw new EndOfWay();
          }
          requireAccess(caller, type, field.access);
          boolean writes = opcode == Opcodes.PUTSTATIC || opcode == Opcodes.PUTFIELD;
          boolean constructs = type == caller && method.name.equals("<init>");
          if (writes && (field.access & Opcodes.ACC_FINAL) != 0 && !constructs) {
            throw new EndOfWay();
          }
          return name;
        }
      }
      if (!type.interfaces.isEmpty()) {
        break; // They come before the superclass.
      }
      name = type.superName;
    }
    throw new EndOfWay();
  }

  /** A method and the class that declares it. */
  record Selected(ClassNode owner, MethodNode method) {
    boolean isVisible() {
      return (method.access & (Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED)) != 0;
    }

    String packageName() {
      return packageOf(owner.name);
    }
  }

  /**
   * The method of the program that a call runs (JVMS 5.4.3.3 and 5.4.6), where the caller may call
   * it.
   */
  Selected select(ClassNode caller, MethodInsnNode call, String receiver) throws EndOfWay {
    String key = call.name + call.desc;
    requireNameable(caller, call.owner);
    ClassNode named = find(call.owner);
    if (named != null && call.itf == ((named.access & Opcodes.ACC_INTERFACE) == 0)) {
      throw new EndOfWay();
    }
    if (call.name.equals("<init>")) {
      MethodNode constructor = named == null ? null : method(named, key);
      if (constructor == null) {
        throw new EndOfWay();
      }
      boolean isNew = call.owner.equals(receiver);
      // A constructor of another package that is protected can be called for a subclass alone.
      int access = isNew ? constructor.access & ~Opcodes.ACC_PROTECTED : constructor.access;
      requireAccess(caller, named, access);
      return new Selected(named, constructor);
    }
    if (call.getOpcode() == Opcodes.INVOKESTATIC) {
      Selected selected = lookUp(call.owner, key);
      requireAccess(caller, selected.owner, selected.method.access);
      return selected;
    }
    if (call.getOpcode() == Opcodes.INVOKESPECIAL) {
      if (call.owner.equals(caller.name)) {
        return lookUp(call.owner, key);
      }
      if (call.itf || !isSuperclass(call.owner, caller)) {
        throw new EndOfWay(); // A default method of an interface.
      }
      Selected selected = lookUp(caller.superName, key);
      requireAccess(caller, selected.owner, selected.method.access);
      return selected;
    }
    Selected resolved =
        inherited(call.owner, key); // Null where it is of an interface or of the JDK.
    if (resolved != null && (resolved.method.access & Opcodes.ACC_PRIVATE) != 0) {
      if (resolved.owner != caller) {
        throw new EndOfWay(); // Of a mate of its nest: left aside.
      }
      return resolved;
    }
    if (resolved != null) {
      requireAccess(caller, resolved.owner, resolved.method.access);
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
    for (ClassNode type = of; type != null; type = find(type.superName)) {
      if (type.superName.equals(name)) {
        return true;
      }
    }
    return false;
  }

  private Selected lookUp(String from, String key) throws EndOfWay {
    Selected selected = inherited(from, key);
    if (selected == null) {
      throw new EndOfWay();
    }
    return selected;
  }

  /** The method of a class or of the nearest superclass that has it, of the program; or null. */
  private Selected inherited(String from, String key) {
    for (ClassNode type = find(from); type != null; type = find(type.superName)) {
      MethodNode method = method(type, key);
      if (method != null) {
        return new Selected(type, method);
      }
    }
    return null;
  }
}
