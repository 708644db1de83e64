package org.heapsnapshot.extension.program;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.io.InputStream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

/** Loads Guava as {@code shaded.guava}, as the shading of other libraries does. */
final class RelocatedGuava extends ClassLoader {
  private static final String FROM = "com/google/common/";
  private static final String TO = "shaded/guava/";

  RelocatedGuava() {
    super(ImmutableMap.class.getClassLoader());
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    String path = name.replace('.', '/');
    if (!path.startsWith(TO)) {
      throw new ClassNotFoundException(name);
    }
    String original = FROM + path.substring(TO.length()) + ".class";
    try (InputStream in = getParent().getResourceAsStream(original)) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      ClassWriter writer = new ClassWriter(0);
      new ClassReader(in.readAllBytes()).accept(new ClassRemapper(writer, new Moved()), 0);
      byte[] file = writer.toByteArray();
      return defineClass(name, file, 0, file.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  private static final class Moved extends Remapper {
    Moved() {
      super(Opcodes.ASM9);
    }

    @Override
    public String map(String name) {
      return name.startsWith(FROM) ? TO + name.substring(FROM.length()) : name;
    }
  }
}
