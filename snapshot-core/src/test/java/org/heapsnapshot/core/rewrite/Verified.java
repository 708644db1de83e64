package org.heapsnapshot.core.rewrite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.util.CheckClassAdapter;

/** Class files that the rules of ASM and the verifier of the running JVM both accept. */
final class Verified {
  private Verified() {}

  static void assertVerifies(Map<String, byte[]> classFiles) throws ClassNotFoundException {
    BytesLoader loader = new BytesLoader(classFiles);
    for (String name : classFiles.keySet()) {
      StringWriter problems = new StringWriter();
      CheckClassAdapter.verify(
          new ClassReader(classFiles.get(name)), loader, false, new PrintWriter(problems));
      assertEquals("", problems.toString(), name);
      link(Class.forName(name.replace('/', '.'), false, loader));
    }
  }

  /**
   * Runs the verifier, and not the initializer: HotSpot links a class that is asked for members.
   */
  static void link(Class<?> type) {
    type.getDeclaredConstructors();
  }
}
