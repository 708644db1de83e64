package org.heapsnapshot.core.agent;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Finds the classes that may catch what a repeated call throws: at a start it is made by the
 * prologue of the initializer, where no handler of the class is. Looks at calls in the class file,
 * and at calls of the methods that lead to them there; every handler counts.
 */
final class CaughtCalls extends ClassVisitor {
  private static final Set<String> CALLS =
      Set.of(
          "java/lang/Runtime.addShutdownHook(Ljava/lang/Thread;)V",
          "java/lang/System.loadLibrary(Ljava/lang/String;)V",
          "java/lang/System.load(Ljava/lang/String;)V");

  private static final int METHOD_REF = 10;

  /** A call in one of the methods. */
  private record Site(String method, String callee, boolean caught) {}

  private final List<Site> sites = new ArrayList<>();

  private CaughtCalls() {
    super(Opcodes.ASM9);
  }

  /** Whether a class has such a call where it may catch what that throws. */
  static boolean in(ClassReader reader) {
    if (!mayCall(reader)) {
      return false;
    }
    CaughtCalls calls = new CaughtCalls();
    reader.accept(calls, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return calls.isCaught();
  }

  private static boolean mayCall(ClassReader reader) {
    char[] buffer = new char[reader.getMaxStringLength()];
    for (int i = 1; i < reader.getItemCount(); i++) {
      int item = reader.getItem(i);
      if (item != 0 && reader.readByte(item - 1) == METHOD_REF) {
        int nameAndType = reader.getItem(reader.readUnsignedShort(item + 2));
        String name = reader.readUTF8(nameAndType, buffer);
        String call = reader.readClass(item, buffer) + "." + name;
        if (CALLS.contains(call + reader.readUTF8(nameAndType + 2, buffer))) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean isCaught() {
    Set<String> leading = new HashSet<>(CALLS);
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Site site : sites) {
        if (leading.contains(site.callee())) {
          if (site.caught()) {
            return true;
          }
          changed |= leading.add(site.method());
        }
      }
    }
    return false;
  }

  private String self;

  @Override
  public void visit(
      int version, int access, String name, String signature, String superName, String[] types) {
    self = name;
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String descriptor, String signature, String[] exceptions) {
    return new Handlers(self + "." + name + descriptor);
  }

  /** Knows at each instruction whether a handler covers it. */
  private final class Handlers extends MethodVisitor {
    private final String method;
    private final Map<Label, Integer> opened = new HashMap<>();
    private int open;

    Handlers(String method) {
      super(Opcodes.ASM9);
      this.method = method;
    }

    @Override
    public void visitTryCatchBlock(Label start, Label end, Label handler, String type) {
      opened.merge(start, 1, Integer::sum);
      opened.merge(end, -1, Integer::sum);
    }

    @Override
    public void visitLabel(Label label) {
      open += opened.getOrDefault(label, 0);
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      sites.add(new Site(method, owner + "." + name + descriptor, open > 0));
    }
  }
}
