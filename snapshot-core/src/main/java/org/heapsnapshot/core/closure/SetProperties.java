package org.heapsnapshot.core.closure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.heapsnapshot.core.classpath.ClassFiles;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;
import org.objectweb.asm.tree.analysis.SourceInterpreter;
import org.objectweb.asm.tree.analysis.SourceValue;

/**
 * The system properties that the program may set on the ways that it was trained, whatever its
 * arguments were: the constants with which methods of the classes that training runs loaded call
 * {@code System.setProperty}, {@code clearProperty}, or the same of {@code System.getProperties()}.
 * A name that is computed is not found. What initializers set is an effect of theirs, and not
 * counted.
 */
public final class SetProperties {
  private static final Set<String> CHANGES =
      Set.of(
          "setProperty",
          "put",
          "putIfAbsent",
          "computeIfAbsent",
          "computeIfPresent",
          "compute",
          "merge",
          "remove",
          "replace");

  private SetProperties() {}

  /**
   * Their names, sorted.
   *
   * @param loaded binary names of the classes that training runs loaded
   */
  public static Set<String> of(Collection<String> loaded, ClassFiles files) {
    Set<String> names = new TreeSet<>();
    for (String name : loaded) {
      try {
        byte[] file = files.hasClass(name) ? files.classBytes(name) : null;
        if (file != null) {
          add(file, names);
        }
      } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
        // The closure reports classes that cannot be read.
      }
    }
    return names;
  }

  /** Adds those of one class file. */
  static void add(byte[] file, Set<String> names) {
    // Most classes do not have the name, and need not be read.
    String text = new String(file, StandardCharsets.ISO_8859_1);
    if (!text.contains("setProperty")
        && !text.contains("clearProperty")
        && !text.contains("getProperties")) {
      return;
    }
    ClassNode node = new ClassNode();
    new ClassReader(file).accept(node, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    for (MethodNode method : node.methods) {
      if (!method.name.equals("<clinit>")) {
        add(node.name, method, names);
      }
    }
  }

  private static void add(String owner, MethodNode method, Set<String> names) {
    Frame<SourceValue>[] frames = null;
    for (int i = 0; i < method.instructions.size(); i++) {
      if (!(method.instructions.get(i) instanceof MethodInsnNode call) || !mayChange(call)) {
        continue;
      }
      try {
        frames = frames == null ? new Analyzer<>(new Origins()).analyze(owner, method) : frames;
      } catch (AnalyzerException e) {
        return; // The JVM would not verify it.
      }
      if (frames[i] != null) {
        int depth = Type.getArgumentTypes(call.desc).length;
        int size = frames[i].getStackSize();
        boolean isChange =
            call.getOpcode() == Opcodes.INVOKESTATIC
                || isOfSystem(frames[i].getStack(size - depth - 1));
        for (AbstractInsnNode source : frames[i].getStack(size - depth).insns) {
          if (isChange
              && source instanceof LdcInsnNode constant
              && constant.cst instanceof String name) {
            names.add(name);
          }
        }
      }
    }
  }

  /** Says where a value comes from, whatever variables it went through. */
  private static final class Origins extends SourceInterpreter {
    Origins() {
      super(Opcodes.ASM9);
    }

    @Override
    public SourceValue copyOperation(AbstractInsnNode instruction, SourceValue value) {
      return value;
    }
  }

  /** Whether a call changes system properties if the object that is called is those. */
  private static boolean mayChange(MethodInsnNode call) {
    if (call.getOpcode() == Opcodes.INVOKESTATIC) {
      return call.owner.equals("java/lang/System")
          && (call.name.equals("setProperty") || call.name.equals("clearProperty"));
    }
    return CHANGES.contains(call.name)
        && call.desc.startsWith("(Ljava/lang/")
        && (call.owner.equals("java/util/Properties")
            || call.owner.equals("java/util/Hashtable")
            || call.owner.equals("java/util/Map"));
  }

  private static boolean isOfSystem(SourceValue receiver) {
    for (AbstractInsnNode source : receiver.insns) {
      if (source instanceof MethodInsnNode call
          && call.owner.equals("java/lang/System")
          && call.name.equals("getProperties")) {
        return true;
      }
    }
    return false;
  }
}
