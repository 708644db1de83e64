package org.heapsnapshot.core.rewrite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Map;
import java.util.Optional;
import org.heapsnapshot.core.rewrite.ClassFileVersion.Outcome;
import org.heapsnapshot.core.rewrite.ClassFileVersion.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
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
