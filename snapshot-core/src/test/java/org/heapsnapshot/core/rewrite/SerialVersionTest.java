package org.heapsnapshot.core.rewrite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ObjectStreamClass;
import java.io.Serializable;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;

class SerialVersionTest {

  @Test
  void shouldEqualWhatTheJdkComputes() throws Exception {
    String text =
        """
        import java.io.*;
        public abstract class Sv implements Serializable, Comparable<Sv> {
          int a; private int b; private transient int c; private static int d; static long e = 5;
          protected volatile Object f; public final int[][] g = null;
          static { System.nanoTime(); }
          Sv() {} private Sv(int x) {} protected Sv(String s, Sv other) throws IOException {}
          synchronized strictfp double m(double x) { return x; }
          private void p() {} native void n(); abstract Object o(Sv[] s);
          static private class Hidden extends Sv { int a; Object o(Sv[] s) { return this; }
            public int compareTo(Sv s) { return b2(); } private int b2() { return 0; } }
          protected static final class Shown implements Externalizable { public Shown() {}
            public void writeExternal(ObjectOutput o) {} public void readExternal(ObjectInput i) {} }
          interface Empty extends Serializable {}
          interface OnlyPrivate extends Serializable { private void x() {} private static void y() {} }
          interface OnlyConstant extends Serializable { Object O = new Object(); }
          protected interface Full extends Serializable, Comparable<Full> { void z(); default void w() {} }
          Runnable r = (Runnable & Serializable) () -> System.out.println(this);
          Object anonymous = new Serializable() { int q; void t() { class Local implements Serializable {} } };
        }
        """;
    Map<String, byte[]> classFiles = Compiler.compile(11, new Compiler.Source("Sv", text));
    int checked = 0;
    for (String name : classFiles.keySet()) {
      Class<?> type = Class.forName(name, false, new BytesLoader(classFiles));
      assertTrue(Serializable.class.isAssignableFrom(type), name);
      assertEquals(
          ObjectStreamClass.lookup(type).getSerialVersionUID(),
          SerialVersion.read(new ClassReader(classFiles.get(name))).defaultNumber(),
          name);
      checked++;
    }
    assertEquals(9, checked);
  }
}
