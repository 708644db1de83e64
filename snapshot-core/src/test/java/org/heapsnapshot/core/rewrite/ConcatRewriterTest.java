package org.heapsnapshot.core.rewrite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

class ConcatRewriterTest {
  private static final String SOURCE =
      """
      import java.util.ArrayList;
      import java.util.List;

      public class Joins extends Exception {
        static final List<String> CALLS = new ArrayList<>();

        record Noisy(String name) {
          @Override public String toString() {
            CALLS.add("text of " + name);
            return name.isEmpty() ? null : name;
          }
        }

        static Noisy noisy(String name) {
          CALLS.add("operand " + name);
          return new Noisy(name);
        }

        Joins(int code, Object cause) {
          super("code " + code + (cause == null ? "" : " for " + cause) + '.');
        }

        static String primitives(boolean z, byte b, short s, char c, int i, long j, float f, double d) {
          return z + "," + b + s + c + "," + i + j + ',' + f + "," + d;
        }

        static String loop(long[] values) {
          String text = "";
          for (long value : values) {
            double half = value / 2.0;
            text += half > 1 ? "[" + half + "]" : value + "!";
          }
          return text;
        }

        static String controls(Object o) {
          return "\\1" + o + "\\2";
        }

        static String fails(Object o) {
          Object bad = new Object() {
            @Override public String toString() {
              throw new IllegalStateException("no text");
            }
          };
          try {
            return noisy("first") + " " + bad + noisy("last");
          } catch (IllegalStateException e) {
            return e.getMessage() + CALLS;
          }
        }

        public static String run() {
          CALLS.clear();
          String order = noisy("a") + "-" + noisy("") + "-" + noisy("c") + null;
          char[] chars = {'x'};
          String copy = "" + order;
          return String.join("\\n",
              order, CALLS.toString(),
              new Joins(3, List.of(1)).getMessage(), new Joins(4, null).getMessage(),
              primitives(true, (byte) -1, (short) -2, 'c', 3, 4L, 1.5f, -0.0),
              loop(new long[] {1, 5, Long.MIN_VALUE}), controls("o"), controls(null),
              String.valueOf(("" + chars).startsWith("[C@")),
              String.valueOf(copy.equals(order) && copy != order),
              fails(null));
        }
      }
      """;

  private static int concatenations(byte[] classFile) {
    int[] count = {0};
    new ClassReader(classFile)
        .accept(
            new ClassVisitor(Opcodes.ASM9) {
              @Override
              public MethodVisitor visitMethod(
                  int access, String name, String type, String signature, String[] exceptions) {
                return new MethodVisitor(Opcodes.ASM9) {
                  @Override
                  public void visitInvokeDynamicInsn(
                      String called, String of, Handle bootstrap, Object... arguments) {
                    if (bootstrap.getOwner().endsWith("StringConcatFactory")) {
                      count[0]++;
                    }
                  }
                };
              }
            },
            0);
    return count[0];
  }

  private static String run(Map<String, byte[]> classes) throws Exception {
    return (String) new BytesLoader(classes).loadClass("Joins").getMethod("run").invoke(null);
  }

  @Test
  void shouldJoinAsBefore() throws Exception {
    Map<String, byte[]> classes = Compiler.compile(17, new Compiler.Source("Joins", SOURCE));
    assertTrue(concatenations(classes.get("Joins")) > 10);
    final String expected = run(classes);

    ConcatRewriter rewriter = new ConcatRewriter();
    classes.replaceAll((name, file) -> rewriter.rewrite(file));

    classes.forEach((name, file) -> assertEquals(0, concatenations(file), name));
    Verified.assertVerifies(classes);
    assertEquals(expected, run(classes));
  }

  @Test
  void shouldLeaveClassesWithoutConcatenationsAlone() {
    String source = "class Plain { String text(Object o) { return \"a\" + o + 1; } }";
    byte[] old = Compiler.compile(8, new Compiler.Source("Plain", source)).get("Plain");
    assertSame(old, new ConcatRewriter().rewrite(old));
  }

  /** What compilers do not write; each a method of its own class {@code Site}. */
  private static byte[] site(String bootstrap, String type, Object... arguments) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(Opcodes.V11, Opcodes.ACC_PUBLIC, "Site", null, "java/lang/Object", null);
    MethodVisitor code =
        writer.visitMethod(
            Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "run", "()Ljava/lang/String;", null, null);
    code.visitCode();
    for (Type operand : Type.getArgumentTypes(type)) {
      if (operand.getSort() == Type.LONG) {
        code.visitLdcInsn(7L);
      } else {
        code.visitLdcInsn("operand");
      }
    }
    String fixed =
        "Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;";
    boolean withConstants = bootstrap.equals("makeConcatWithConstants");
    code.visitInvokeDynamicInsn(
        "join",
        type,
        new Handle(
            Opcodes.H_INVOKESTATIC,
            "java/lang/invoke/StringConcatFactory",
            bootstrap,
            "("
                + fixed
                + (withConstants ? "Ljava/lang/String;[Ljava/lang/Object;" : "")
                + ")Ljava/lang/invoke/CallSite;",
            false),
        arguments);
    code.visitInsn(Opcodes.ARETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }

  private static Object value(byte[] site) throws Exception {
    Verified.assertVerifies(Map.of("Site", site));
    return new BytesLoader(Map.of("Site", site)).loadClass("Site").getMethod("run").invoke(null);
  }

  @Test
  void shouldReadEveryFormOfSite() throws Exception {
    for (byte[] site :
        new byte[][] {
          site("makeConcat", "(Ljava/lang/String;J)Ljava/lang/String;"),
          site("makeConcatWithConstants", "()Ljava/lang/String;", ""),
          site("makeConcatWithConstants", "()Ljava/lang/String;", "\2\2", "a", 5),
          site("makeConcatWithConstants", "(JJ)Ljava/lang/String;", "\1:\2:\1", 2.5),
          site(
              "makeConcatWithConstants",
              "(J)Ljava/lang/String;",
              "\2\1\2",
              "\1",
              "x".repeat(65535)),
        }) {
      byte[] rewritten = new ConcatRewriter().rewrite(site);
      assertEquals(0, concatenations(rewritten));
      assertEquals(value(site), value(rewritten));
    }
  }

  @Test
  void shouldLeaveConstantsAloneWhoseTextIsNotKnown() throws Exception {
    byte[] ofClass =
        site("makeConcatWithConstants", "(J)Ljava/lang/String;", "\1\2", Type.getType("LSite;"));
    assertSame(ofClass, new ConcatRewriter().rewrite(ofClass));
    assertEquals("7class Site", value(ofClass));
    Handle none =
        new Handle(
            Opcodes.H_INVOKESTATIC,
            "java/lang/invoke/ConstantBootstraps",
            "nullConstant",
            "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;)"
                + "Ljava/lang/Object;",
            false);
    byte[] computed =
        site(
            "makeConcatWithConstants",
            "(J)Ljava/lang/String;",
            "\1\2",
            new ConstantDynamic("none", "Ljava/lang/Object;", none));
    assertSame(computed, new ConcatRewriter().rewrite(computed));
  }
}
