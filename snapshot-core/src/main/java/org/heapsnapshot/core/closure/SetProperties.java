package org.heapsnapshot.core.closure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.heapsnapshot.core.classpath.ClassFiles;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
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
 * {@code System.setProperty}. A name that is computed is not found. What initializers set is an
 * effect of theirs, and not counted.
 */
public final class SetProperties {
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
      } catch (IOException | RuntimeException e) {
        // The closure reports classes that cannot be read.
      }
    }
    return names;
  }

  /** Adds those of one class file. */
  static void add(byte[] file, Set<String> names) {
    // Most classes do not have the name, and need not be read.
    if (!new String(file, StandardCharsets.ISO_8859_1).contains("setProperty")) {
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
      if (!isSet(method.instructions.get(i))) {
        continue;
      }
      try {
        frames = frames == null ? new Analyzer<>(new Origins()).analyze(owner, method) : frames;
      } catch (AnalyzerException e) {
        return; // The JVM would not verify it.
      }
      if (frames[i] != null) {
        SourceValue key = frames[i].getStack(frames[i].getStackSize() - 2);
        for (AbstractInsnNode source : key.insns) {
          if (source instanceof LdcInsnNode constant && constant.cst instanceof String name) {
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

  private static boolean isSet(AbstractInsnNode instruction) {
    return instruction instanceof MethodInsnNode call
        && call.getOpcode() == Opcodes.INVOKESTATIC
        && call.owner.equals("java/lang/System")
        && call.name.equals("setProperty");
  }
}
