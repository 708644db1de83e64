package org.heapsnapshot.core.rewrite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Call sites that the compiler of the running JDK does not write, and others do. */
class UnusualSitesTest {
  private static final String OBJECT = "Ljava/lang/Object;";

  /**
   * A site in {@code static Object use(P receiver)} of class {@code use/Host}, a subclass of {@code
   * other/Parent}, for {@code Supplier}.
   */
  enum Site {
    PROTECTED_OF_A_SUPERCLASS(
        Opcodes.H_INVOKEVIRTUAL,
        "use/Host",
        "guarded",
        "()" + OBJECT,
        "use/Host",
        KeptReason.PROTECTED_ELSEWHERE,
        "guarded"),
    SUPER(
        Opcodes.H_INVOKESPECIAL,
        "other/Parent",
        "open",
        "()" + OBJECT,
        "use/Host",
        KeptReason.UNUSUAL,
        null),
    ARRAY_CLONE(Opcodes.H_INVOKEVIRTUAL, "[I", "clone", "()" + OBJECT, "[I", null, null),
    SUBTYPE_RECEIVER(
        Opcodes.H_INVOKEVIRTUAL, "other/Parent", "open", "()" + OBJECT, "use/Host", null, "host"),
    CALLER_SENSITIVE(
        Opcodes.H_INVOKEVIRTUAL,
        "java/lang/Class",
        "getClassLoader",
        "()Ljava/lang/ClassLoader;",
        "java/lang/Class",
        KeptReason.CALLER_SENSITIVE,
        null),
    MISSING(
        Opcodes.H_INVOKEVIRTUAL,
        "gone/Type",
        "get",
        "()" + OBJECT,
        "gone/Type",
        KeptReason.TARGET_UNKNOWN,
        null),
    PRIVATE_ELSEWHERE(
        Opcodes.H_INVOKEVIRTUAL,
        "other/Parent",
        "secret",
        "()" + OBJECT,
        "other/Parent",
        KeptReason.TARGET_INACCESSIBLE,
        null),
    PACKAGE_ELSEWHERE(
        Opcodes.H_INVOKEVIRTUAL,
        "other/Parent",
        "near",
        "()" + OBJECT,
        "other/Parent",
        KeptReason.TARGET_INACCESSIBLE,
        null),
    WRONG_RESULT(
        Opcodes.H_INVOKEVIRTUAL,
        "other/Parent",
        "nothing",
        "()V",
        "other/Parent",
        KeptReason.UNUSUAL,
        null),
    TOO_MANY_PARAMETERS(
        Opcodes.H_INVOKEVIRTUAL,
        "java/lang/Object",
        "equals",
        "(" + OBJECT + ")Z",
        "java/lang/Object",
        KeptReason.UNUSUAL,
        null),
    SIGNATURE_POLYMORPHIC(
        Opcodes.H_INVOKEVIRTUAL,
        "java/lang/invoke/MethodHandle",
        "invokeExact",
        "()" + OBJECT,
        "java/lang/invoke/MethodHandle",
        KeptReason.UNUSUAL,
        null);

    private final Handle target;
    private final Type captured;
    private final KeptReason expected;
    private final String result;

    Site(
        int tag,
        String owner,
        String name,
        String descriptor,
        String captured,
        KeptReason expected,
        String result) {
      this.target = new Handle(tag, owner, name, descriptor, false);
      this.captured = Type.getObjectType(captured);
      this.expected = expected;
      this.result = result;
    }
  }

  private static Map<String, byte[]> classes(Site site) {
    Map<String, byte[]> all =
        new LinkedHashMap<>(
            Compiler.compile(
                8,
                new Compiler.Source(
                    "other.Parent",
                    "package other; public class Parent { protected Object guarded() { return \"guarded\"; }"
                        + " public Object open() { return \"parent\"; } private Object secret() { return 1; }"
                        + " Object near() { return 2; } public void nothing() {} }")));
    all.put("use/Host", host(site));
    return all;
  }

  private static byte[] host(Site site) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(
        Opcodes.V1_8,
        Opcodes.ACC_PUBLIC | Opcodes.ACC_SUPER,
        "use/Host",
        null,
        "other/Parent",
        null);
    MethodVisitor init = writer.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "()V", null, null);
    init.visitVarInsn(Opcodes.ALOAD, 0);
    init.visitMethodInsn(Opcodes.INVOKESPECIAL, "other/Parent", "<init>", "()V", false);
    init.visitInsn(Opcodes.RETURN);
    init.visitMaxs(0, 0);
    MethodVisitor open = writer.visitMethod(Opcodes.ACC_PUBLIC, "open", "()" + OBJECT, null, null);
    open.visitLdcInsn("host");
    open.visitInsn(Opcodes.ARETURN);
    open.visitMaxs(0, 0);
    MethodVisitor use =
        writer.visitMethod(
            Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC,
            "use",
            Type.getMethodDescriptor(Type.getType(OBJECT), site.captured),
            null,
            null);
    use.visitVarInsn(Opcodes.ALOAD, 0);
    Handle bootstrap =
        new Handle(
            Opcodes.H_INVOKESTATIC,
            "java/lang/invoke/LambdaMetafactory",
            "metafactory",
            "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;"
                + "Ljava/lang/invoke/MethodType;Ljava/lang/invoke/MethodHandle;"
                + "Ljava/lang/invoke/MethodType;)Ljava/lang/invoke/CallSite;",
            false);
    Type supplied = Type.getMethodType("()" + OBJECT);
    use.visitInvokeDynamicInsn(
        "get",
        Type.getMethodDescriptor(Type.getObjectType("java/util/function/Supplier"), site.captured),
        bootstrap,
        supplied,
        site.target,
        supplied);
    use.visitMethodInsn(
        Opcodes.INVOKEINTERFACE, "java/util/function/Supplier", "get", "()" + OBJECT, true);
    use.visitInsn(Opcodes.ARETURN);
    use.visitMaxs(0, 0);
    writer.visitEnd();
    return writer.toByteArray();
  }

  @ParameterizedTest
  @EnumSource
  void shouldRewriteOrKeepForTheReason(Site site) {
    Map<String, byte[]> original = classes(site);
    LambdaRewriting rewriting = Zoo.rewrite(original);
    if (site.expected == null) {
      assertEquals(Map.of(), rewriting.kept());
      assertEquals(List.of("use/Host$$Lambda$s0"), rewriting.hosts().get("use/Host"));
    } else {
      assertEquals(site.expected, rewriting.kept().get("use/Host").get(0).reason());
      assertSame(original.get("use/Host"), rewriting.classFiles().get("use/Host"));
    }
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.INCLUDE,
      names = {"PROTECTED_OF_A_SUPERCLASS", "SUBTYPE_RECEIVER"})
  void shouldAnswerAsBefore(Site site) throws Exception {
    Map<String, byte[]> original = classes(site);
    for (Map<String, byte[]> each : List.of(original, Zoo.rewrite(original).classFiles())) {
      Class<?> host = Class.forName("use.Host", true, new BytesLoader(each));
      Object receiver = host.getConstructor().newInstance();
      assertEquals(site.result, host.getMethod("use", host).invoke(null, receiver));
    }
  }

  @Test
  void shouldCopyArraysAsBefore() throws Exception {
    Map<String, byte[]> rewritten = Zoo.rewrite(classes(Site.ARRAY_CLONE)).classFiles();
    Class<?> host = Class.forName("use.Host", true, new BytesLoader(rewritten));
    int[] copy = (int[]) host.getMethod("use", int[].class).invoke(null, new int[] {1, 2});
    assertEquals(2, copy[1]);
  }
}
