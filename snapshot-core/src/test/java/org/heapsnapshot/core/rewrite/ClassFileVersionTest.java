package org.heapsnapshot.core.rewrite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.heapsnapshot.core.rewrite.ClassFileVersion.Outcome;
import org.heapsnapshot.core.rewrite.ClassFileVersion.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

class ClassFileVersionTest {
  private static final ClassHierarchy JDK =
      ClassFileHierarchy.ofLoader(ClassLoader.getPlatformClassLoader());

  @ParameterizedTest
  @EnumSource
  void shouldRaiseOldClassFilesFor25(OldClasses old) throws Exception {
    Result result = new ClassFileVersion(25, JDK).adjust(old.classFile());
    assertEquals(old.version < 50 ? Outcome.RAISED : Outcome.FRAMES_COMPUTED, result.outcome());
    assertSameResultWithFrames(old, result.classFile());
  }

  @ParameterizedTest
  @EnumSource
  void shouldLeaveOldClassFilesAloneFor17(OldClasses old) throws Exception {
    byte[] original = old.classFile();
    Result result = new ClassFileVersion(17, JDK).adjust(original);
    if (old.version < 50) {
      assertEquals(Outcome.UNCHANGED, result.outcome());
      assertSame(original, result.classFile());
    } else {
      assertEquals(Outcome.FRAMES_COMPUTED, result.outcome());
      assertSameResultWithFrames(old, result.classFile());
    }
  }

  /** As 51 there is no fall-back to the old verifier: so the frames are right, or it fails. */
  private static void assertSameResultWithFrames(OldClasses old, byte[] raised) throws Exception {
    assertEquals(50, raised[7]);
    assertEquals(0, raised[4] | raised[5] | raised[6], "minor version");
    Object expected = OldClasses.value(new BytesLoader(Map.of("Old", old.classFile())));
    assertEquals(expected, OldClasses.value(new BytesLoader(Map.of("Old", raised))));
    byte[] strict = raised.clone();
    strict[7] = 51;
    Verified.assertVerifies(Map.of("Old", strict));
  }

  @Test
  void shouldLeaveACompleteClassFileAlone() {
    byte[] raised = new ClassFileVersion(25, JDK).adjust(OldClasses.JAVA_5.classFile()).classFile();
    assertSame(raised, new ClassFileVersion(25, JDK).adjust(raised).classFile());
    byte[] current = Compiler.compile(8, new Compiler.Source("C", "class C {}")).get("C");
    assertSame(current, new ClassFileVersion(25, JDK).adjust(current).classFile());
  }

  @Test
  void shouldLeaveAClassAloneWhenATypeThatMeetsAnotherIsMissing() {
    byte[] original = OldClasses.JAVA_1_4.classFile();
    ClassHierarchy withoutLong =
        name -> name.equals("java/lang/Long") ? Optional.empty() : JDK.find(name);
    Result result = new ClassFileVersion(25, withoutLong).adjust(original);
    assertEquals(Outcome.LEFT_CLASS_MISSING, result.outcome());
    assertSame(original, result.classFile());
  }

  /** An interface that is not abstract, with flags that mean something since Java 5 only. */
  private static byte[] forgiven(int version) {
    ClassWriter writer = new ClassWriter(0);
    boolean java5 = version >= Opcodes.V1_5;
    int flags = Opcodes.ACC_ANNOTATION | Opcodes.ACC_ENUM | Opcodes.ACC_SUPER;
    int access = Opcodes.ACC_PUBLIC | Opcodes.ACC_INTERFACE | (java5 ? 0 : flags);
    writer.visit(
        version, access, "Forgiven", java5 ? null : "not a signature", "java/lang/Object", null);
    writer.visitAnnotation("LNoSuchAnnotation;", true).visitEnd();
    writer
        .visitField(
            Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL,
            "one",
            "I",
            java5 ? null : "?",
            1)
        .visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {46, 48, 49})
  void shouldNotBringToLifeWhatOldVersionsIgnore(int version) throws Exception {
    byte[] raised = new ClassFileVersion(25, JDK).adjust(forgiven(version)).classFile();
    Class<?> before =
        Class.forName("Forgiven", true, new BytesLoader(Map.of("Forgiven", forgiven(version))));
    Class<?> after = Class.forName("Forgiven", true, new BytesLoader(Map.of("Forgiven", raised)));
    // What is an error in 50 is gone, and nothing else.
    assertEquals(before.getModifiers() & ~Opcodes.ACC_ENUM, after.getModifiers());
    assertEquals(before.getField("one").get(null), after.getField("one").get(null));
    if (version < 49) {
      assertEquals(0, after.getGenericInterfaces().length);
      assertEquals(int.class, after.getField("one").getGenericType());
      assertEquals(0, after.getTypeParameters().length);
    }
  }

  @Test
  void shouldKeepOldClassesWithSynchronizedAbstractMethods() throws Exception {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(
        Opcodes.V1_4,
        Opcodes.ACC_SUPER | Opcodes.ACC_ABSTRACT,
        "Waits",
        null,
        "java/lang/Object",
        null);
    int access = Opcodes.ACC_PUBLIC | Opcodes.ACC_ABSTRACT | Opcodes.ACC_SYNCHRONIZED;
    writer.visitMethod(access, "await", "()V", null, null).visitEnd();
    MethodVisitor init = writer.visitMethod(Opcodes.ACC_STATIC, "<clinit>", "()V", null, null);
    init.visitInsn(Opcodes.RETURN);
    init.visitMaxs(0, 0);
    byte[] original = writer.toByteArray();
    InitializerRewriter initializers = new InitializerRewriter(JDK);
    byte[] raised = new ClassFileVersion(25, JDK).adjust(original).classFile();
    for (byte[] each : List.of(original, raised, initializers.rewrite(original, 1).classFile())) {
      Verified.assertVerifies(Map.of("Waits", each));
    }
  }

  @Test
  void shouldInlineSubroutines() {
    byte[] raised =
        new ClassFileVersion(25, JDK).adjust(OldClasses.JAVA_1_4.classFile()).classFile();
    new ClassReader(raised)
        .accept(
            new ClassVisitor(Opcodes.ASM9) {
              @Override
              public MethodVisitor visitMethod(
                  int access, String name, String type, String signature, String[] thrown) {
                return new MethodVisitor(Opcodes.ASM9) {
                  @Override
                  public void visitJumpInsn(int opcode, org.objectweb.asm.Label label) {
                    assertEquals(false, opcode == Opcodes.JSR, "a subroutine is left");
                  }
                };
              }
            },
            0);
  }
}
