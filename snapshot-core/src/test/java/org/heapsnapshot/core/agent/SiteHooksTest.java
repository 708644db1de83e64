package org.heapsnapshot.core.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

class SiteHooksTest {
  /** Branches while an object is not initialized yet, once at the start of a loop. */
  public static final class Branching {
    public static String text(boolean flag, int times) {
      String last = "";
      while (times-- > 0) {
        StringBuilder b = new StringBuilder(flag ? "a" : new StringBuilder(flag ? "b" : "c"));
        last += b.append(times).toString();
      }
      return last;
    }
  }

  @Test
  void shouldKeepFramesThatNameObjectsNotYetInitialized() throws Exception {
    Class<?> hooked = new Hooked().define(Branching.class, Set.of("java/lang/StringBuilder"));
    Method text = hooked.getMethod("text", boolean.class, int.class);
    assertEquals("a1a0", text.invoke(null, true, 2));
    assertEquals("c1c0", text.invoke(null, false, 2));
  }

  private static final class Hooked extends ClassLoader {
    Hooked() {
      super(Hooked.class.getClassLoader());
    }

    Class<?> define(Class<?> type, Set<String> runTime) throws IOException {
      String name = type.getName();
      byte[] bytes;
      try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
        bytes = in.readAllBytes();
      }
      ClassReader reader = new ClassReader(bytes);
      ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
      reader.accept(
          new ClassVisitor(Opcodes.ASM9, writer) {
            @Override
            public MethodVisitor visitMethod(
                int access, String method, String descriptor, String generic, String[] thrown) {
              return new SiteHooks(
                  super.visitMethod(access, method, descriptor, generic, thrown),
                  Effects.load(),
                  runTime,
                  name.replace('.', '/'));
            }
          },
          0);
      byte[] instrumented = writer.toByteArray();
      return defineClass(name, instrumented, 0, instrumented.length);
    }
  }
}
