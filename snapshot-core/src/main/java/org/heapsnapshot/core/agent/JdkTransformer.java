package org.heapsnapshot.core.agent;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.heapsnapshot.hooks.Hooks;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Puts a call of {@link Hooks#effect} at the head of the JDK methods that {@link Effects} lists.
 */
final class JdkTransformer implements ClassFileTransformer {
  private static final String HOOKS = "org/heapsnapshot/hooks/Hooks";
  private final Effects effects;
  private final Set<String> owners;

  JdkTransformer(Effects effects) {
    this.effects = effects;
    this.owners = effects.owners();
  }

  /** Transforms the listed classes that are loaded already; later ones are seen at loading. */
  void install(Instrumentation instrumentation) throws UnmodifiableClassException {
    instrumentation.addTransformer(this, true);
    List<Class<?>> loaded = new ArrayList<>();
    for (Class<?> c : instrumentation.getAllLoadedClasses()) {
      if (owners.contains(c.getName().replace('.', '/')) && instrumentation.isModifiableClass(c)) {
        loaded.add(c);
      }
    }
    instrumentation.retransformClasses(loaded.toArray(new Class<?>[0]));
  }

  @Override
  public byte[] transform(
      ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] bytes) {
    if (name == null || !owners.contains(name)) {
      return null;
    }
    long paused = Hooks.pause();
    try {
      ClassReader reader = new ClassReader(bytes);
      ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
      reader.accept(new EntryHooks(writer, name), 0);
      return writer.toByteArray();
    } finally {
      Hooks.resume(paused);
    }
  }

  private final class EntryHooks extends ClassVisitor {
    private final String owner;

    EntryHooks(ClassVisitor next, String owner) {
      super(Opcodes.ASM9, next);
      this.owner = owner;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      MethodVisitor method = super.visitMethod(access, name, descriptor, signature, exceptions);
      Effects.Effect effect = effects.atEntry(owner, name, descriptor);
      if (effect == null || (access & (Opcodes.ACC_NATIVE | Opcodes.ACC_ABSTRACT)) != 0) {
        return method;
      }
      return new MethodVisitor(Opcodes.ASM9, method) {
        @Override
        public void visitCode() {
          super.visitCode();
          if (effect.argument() >= 0) {
            super.visitVarInsn(Opcodes.ALOAD, effect.argument());
          }
          super.visitIntInsn(Opcodes.SIPUSH, effect.index());
          super.visitMethodInsn(
              Opcodes.INVOKESTATIC,
              HOOKS,
              "effect",
              effect.argument() >= 0 ? "(Ljava/lang/Object;I)V" : "(I)V",
              false);
        }
      };
    }
  }
}
