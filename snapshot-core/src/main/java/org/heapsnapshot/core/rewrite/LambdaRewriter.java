package org.heapsnapshot.core.rewrite;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassTooLargeException;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Turns the lambda call sites of a class into named classes, so that lambda objects are ordinary
 * objects.
 *
 * <p>The site number {@code N} of class {@code Host} (all sites of {@code LambdaMetafactory} are
 * counted, in class-file order) becomes the class {@code Host$$Lambda$sN}, in the same package, of
 * the host's class-file version. A lambda without captured values is one object, held by the static
 * field {@code instance} of that class; one with captured values is made by its static method
 * {@code make}. The {@code invokedynamic} becomes one {@code getstatic} or {@code invokestatic} of
 * the same stack effect; all methods without sites are copied byte for byte. An implementation that
 * only the host may call is called through a synthetic static accessor in the host, {@code
 * access$$Lambda$sN}. So no other class file than the host's changes (docs/adr/0001-lambdas.md).
 *
 * <p>A site is kept as it is, with the reason, where the object could not be shown to behave as
 * before. Immutable and thread-safe.
 */
public final class LambdaRewriter {
  private static final int TAG_INVOKE_DYNAMIC = 18;

  private final ClassHierarchy hierarchy;

  /**
   * What became of one class.
   *
   * @param classFile the host: the bytes that were given when no site was rewritten
   * @param generated internal name to class file of the generated classes, in the order of sites
   * @param kept the lambda sites that are as they were
   */
  public record Result(byte[] classFile, Map<String, byte[]> generated, List<Kept> kept) {
    /** Whether the host's bytes are new. */
    public boolean rewritten() {
      return !generated.isEmpty();
    }
  }

  /**
   * A lambda site that is as it was.
   *
   * @param method name and descriptor of the method that holds the site
   * @param interfaceName internal name of the functional interface
   */
  public record Kept(String method, String interfaceName, KeptReason reason) {}

  /**
   * A rewriter.
   *
   * @param hierarchy the classes of the program and of the target JDK; the host itself need not be
   *     among them
   */
  public LambdaRewriter(ClassHierarchy hierarchy) {
    this.hierarchy = hierarchy;
  }

  /**
   * Rewrites the lambda call sites of one class.
   *
   * @throws IllegalArgumentException when the class file is of a version that is not understood
   */
  public Result rewrite(byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    if (!hasInvokeDynamic(reader)) {
      return new Result(classFile, Map.of(), List.of());
    }
    ClassFacts host = ClassFacts.read(reader);
    Plan plan = Plan.make(reader, new SiteDecision(host, majorVersion(reader), hierarchy));
    if (plan.rewritten == 0) {
      return new Result(classFile, Map.of(), plan.kept);
    }
    SerialVersion serialVersion = SerialVersion.read(reader);
    ClassHierarchy all = hierarchy.with(host);
    switch (plan.accessors ? serialVersion.need(all) : SerialVersion.Need.NONE) {
      case NONE -> serialVersion = null;
      case FREEZE -> {}
      case IMPOSSIBLE, UNKNOWN -> {
        return unchanged(classFile, plan, KeptReason.SERIAL_FORM_CHANGES);
      }
    }
    try {
      ClassWriter writer = new ClassWriter(reader, 0);
      Rewriting rewriting = new Rewriting(writer, host, plan, serialVersion);
      reader.accept(rewriting, 0);
      return new Result(writer.toByteArray(), generate(host, reader, plan), plan.kept);
    } catch (ClassTooLargeException | MethodTooLargeException e) {
      return unchanged(classFile, plan, KeptReason.CLASS_TOO_LARGE);
    }
  }

  private static Result unchanged(byte[] classFile, Plan plan, KeptReason reason) {
    List<Kept> kept = new ArrayList<>(plan.kept);
    for (List<PlannedSite> sites : plan.methods) {
      for (PlannedSite planned : sites) {
        if (planned.rewritten()) {
          kept.add(planned.kept(reason));
        }
      }
    }
    return new Result(classFile, Map.of(), List.copyOf(kept));
  }

  private static Map<String, byte[]> generate(ClassFacts host, ClassReader reader, Plan plan) {
    Map<String, byte[]> generated = new LinkedHashMap<>();
    for (List<PlannedSite> sites : plan.methods) {
      for (PlannedSite planned : sites) {
        if (planned.rewritten()) {
          LambdaClass lambda = planned.lambda(host);
          generated.put(lambda.name(), lambda.generate(majorVersion(reader)));
        }
      }
    }
    return Collections.unmodifiableMap(generated);
  }

  private static int majorVersion(ClassReader reader) {
    return reader.readUnsignedShort(6);
  }

  /** Whether the constant pool of a class has a call site. */
  static boolean hasInvokeDynamic(ClassReader reader) {
    for (int i = 1; i < reader.getItemCount(); i++) {
      // Item 0 and the second half of a long or double have no offset.
      int item = reader.getItem(i);
      if (item != 0 && reader.readByte(item - 1) == TAG_INVOKE_DYNAMIC) {
        return true;
      }
    }
    return false;
  }

  /** A site and what is done with it; {@code site} is null when it could not be read. */
  private record PlannedSite(int number, LambdaSite site, SiteDecision.Choice choice) {
    boolean rewritten() {
      return choice.reason() == null;
    }

    Kept kept(KeptReason reason) {
      return new Kept(site.method(), site.interfaces().get(0), reason);
    }

    LambdaClass lambda(ClassFacts host) {
      return new LambdaClass(host, number, site, choice);
    }
  }

  /** What is done with every site, before a byte is written. */
  private static final class Plan extends ClassVisitor {
    private final SiteDecision decision;
    private final List<List<PlannedSite>> methods = new ArrayList<>();
    private final List<Kept> kept = new ArrayList<>();
    private int number;
    private int rewritten;
    private boolean accessors;

    private Plan(SiteDecision decision) {
      super(Opcodes.ASM9);
      this.decision = decision;
    }

    static Plan make(ClassReader reader, SiteDecision decision) {
      Plan plan = new Plan(decision);
      reader.accept(plan, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
      return plan;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      List<PlannedSite> sites = new ArrayList<>();
      methods.add(sites);
      return new MethodVisitor(Opcodes.ASM9) {
        @Override
        public void visitInvokeDynamicInsn(
            String called, String type, Handle bootstrap, Object... arguments) {
          if (LambdaSite.isLambda(bootstrap)) {
            sites.add(plan(LambdaSite.read(name + descriptor, called, type, bootstrap, arguments)));
          }
        }
      };
    }

    private PlannedSite plan(Optional<LambdaSite> read) {
      LambdaSite site = read.orElse(null);
      SiteDecision.Choice choice =
          site == null ? SiteDecision.Choice.keep(KeptReason.UNUSUAL) : decision.decide(site);
      PlannedSite planned = new PlannedSite(number++, site, choice);
      if (planned.rewritten()) {
        rewritten++;
        accessors |= choice.accessor();
      } else if (site != null) {
        kept.add(planned.kept(choice.reason()));
      }
      return planned;
    }
  }

  private static final class Rewriting extends ClassVisitor {
    private final ClassFacts host;
    private final Plan plan;
    private final SerialVersion serialVersion;
    private int method;

    Rewriting(ClassVisitor target, ClassFacts host, Plan plan, SerialVersion serialVersion) {
      super(Opcodes.ASM9, target);
      this.host = host;
      this.plan = plan;
      this.serialVersion = serialVersion;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      MethodVisitor target = super.visitMethod(access, name, descriptor, signature, exceptions);
      List<PlannedSite> sites = plan.methods.get(method++);
      return sites.stream().anyMatch(PlannedSite::rewritten)
          ? new SiteReplacement(target, host, sites)
          : target;
    }

    @Override
    public void visitEnd() {
      for (List<PlannedSite> sites : plan.methods) {
        for (PlannedSite planned : sites) {
          if (planned.rewritten() && planned.choice.accessor()) {
            planned.lambda(host).addAccessor(cv);
          }
        }
      }
      if (serialVersion != null) {
        serialVersion.freeze(cv);
      }
      super.visitEnd();
    }
  }

  private static final class SiteReplacement extends MethodVisitor {
    private final ClassFacts host;
    private final List<PlannedSite> sites;
    private int next;

    SiteReplacement(MethodVisitor target, ClassFacts host, List<PlannedSite> sites) {
      super(Opcodes.ASM9, target);
      this.host = host;
      this.sites = sites;
    }

    @Override
    public void visitInvokeDynamicInsn(
        String name, String descriptor, Handle bootstrap, Object... arguments) {
      if (LambdaSite.isLambda(bootstrap)) {
        PlannedSite planned = sites.get(next++);
        if (planned.rewritten()) {
          planned.lambda(host).obtain(mv);
          return;
        }
      }
      super.visitInvokeDynamicInsn(name, descriptor, bootstrap, arguments);
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
      boolean more = sites.stream().anyMatch(site -> !site.choice.initializedBefore().isEmpty());
      super.visitMaxs(more ? maxStack + 2 : maxStack, maxLocals);
    }
  }
}
