package org.heapsnapshot.core.rewrite;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Decides whether a lambda call site of one host is rewritten, and how. */
final class SiteDecision {
  private static final Set<String> SIGNATURE_POLYMORPHIC =
      Set.of("java/lang/invoke/MethodHandle", "java/lang/invoke/VarHandle");
  private static final String SERIALIZABLE = "java/io/Serializable";

  private final ClassFacts host;
  private final int hostVersion;
  private final ClassHierarchy hierarchy;

  /**
   * What is done with a site.
   *
   * @param reason null when the site is rewritten
   * @param accessor whether the host must call the implementation for the generated class
   * @param initializedBefore interfaces that the host initializes before the generated class
   */
  record Choice(KeptReason reason, boolean accessor, List<ClassFacts> initializedBefore) {
    static Choice keep(KeptReason reason) {
      return new Choice(reason, false, List.of());
    }

    private static Choice rewrite(boolean accessor) {
      return new Choice(null, accessor, List.of());
    }

    private Choice initializingBefore(List<ClassFacts> interfaces) {
      return new Choice(reason, accessor, interfaces);
    }
  }

  SiteDecision(ClassFacts host, int hostVersion, ClassHierarchy hierarchy) {
    this.host = host;
    this.hostVersion = hostVersion;
    this.hierarchy = hierarchy.with(host);
  }

  Choice decide(LambdaSite site) {
    if (host.isInterface() && hostVersion < Opcodes.V1_8) {
      return Choice.keep(KeptReason.OLD_INTERFACE_HOST);
    }
    List<ClassFacts> initialized = new ArrayList<>();
    KeptReason ofInterfaces = interfaces(site, initialized);
    if (ofInterfaces != null) {
      return Choice.keep(ofInterfaces);
    }
    if (site.serializable() && site.isWriteReplace()) {
      return Choice.keep(KeptReason.UNUSUAL); // Its class has one of its own.
    }
    Choice choice = target(site.implementation());
    if (choice.reason == null && site.serializable() && !isNamedAsInForm(site.implementation())) {
      return Choice.keep(KeptReason.SERIALIZABLE);
    }
    return choice.reason == null && !adaptable(site)
        ? Choice.keep(KeptReason.UNUSUAL)
        : choice.initializingBefore(List.copyOf(initialized));
  }

  /**
   * Whether the serial form names the implementation by the class and the kind that the call site
   * does: it names the class that declares the method, which {@code $deserializeLambda$} compares
   * with what the compiler wrote, and reference kinds of interfaces are changed on the way.
   */
  private boolean isNamedAsInForm(Handle target) {
    return (!target.isInterface() || target.getTag() == Opcodes.H_INVOKESTATIC)
        && hierarchy
            .resolve(target.getOwner(), target.getName(), target.getDesc())
            .filter(declared -> declared.declaring().name().equals(target.getOwner()))
            .isPresent();
  }

  private KeptReason interfaces(LambdaSite site, List<ClassFacts> initialized) {
    for (String each : site.interfaces()) {
      Optional<Set<String>> supertypes = hierarchy.supertypes(each);
      if (supertypes.isEmpty()) {
        return KeptReason.INTERFACE_UNKNOWN;
      }
      ClassFacts facts = hierarchy.find(each).orElseThrow();
      if (!facts.isInterface() || facts.sealed()) {
        return KeptReason.UNUSUAL;
      }
      if (supertypes.get().contains(SERIALIZABLE) && !site.serializable()) {
        return KeptReason.SERIALIZABLE; // By accident: it refuses to be serialized.
      }
      for (String supertype : supertypes.get()) {
        ClassFacts above = hierarchy.find(supertype).orElseThrow();
        if (runsCodeWhenImplemented(above)) {
          if (!canInitialize(above)) {
            return KeptReason.INTERFACE_INITIALIZER;
          }
          initialized.add(above);
        }
      }
    }
    return null;
  }

  private static boolean runsCodeWhenImplemented(ClassFacts type) {
    return type.isInterface() && type.hasInitializer() && type.declaresConcreteInstanceMethod();
  }

  private boolean canInitialize(ClassFacts type) {
    boolean accessible =
        (type.access() & Opcodes.ACC_PUBLIC) != 0 || type.packageName().equals(host.packageName());
    return accessible && type.staticField() != null;
  }

  private Choice target(Handle target) {
    if (SIGNATURE_POLYMORPHIC.contains(target.getOwner())
        || target.getTag() < Opcodes.H_INVOKEVIRTUAL) {
      return Choice.keep(KeptReason.UNUSUAL);
    }
    if (target.getOwner().startsWith("[")) {
      // All methods of arrays are public, clone included.
      return Choice.rewrite(false);
    }
    Optional<ClassHierarchy.Declared> declared =
        hierarchy.resolve(target.getOwner(), target.getName(), target.getDesc());
    if (declared.isEmpty()) {
      return Choice.keep(KeptReason.TARGET_UNKNOWN);
    }
    ClassFacts.Method method = declared.get().method();
    ClassFacts declaring = declared.get().declaring();
    if (method.callerSensitive()) {
      return Choice.keep(KeptReason.CALLER_SENSITIVE);
    }
    if (target.getTag() == Opcodes.H_INVOKESPECIAL) {
      // How compilers called the host's own private methods before nests. Calls of super they wrap.
      boolean own = method.has(Opcodes.ACC_PRIVATE) && declaring.name().equals(host.name());
      return own ? Choice.rewrite(true) : Choice.keep(KeptReason.UNUSUAL);
    }
    if (method.has(Opcodes.ACC_PRIVATE)) {
      return declaring.name().equals(host.name()) || sameNest(declaring)
          ? Choice.rewrite(true)
          : Choice.keep(KeptReason.TARGET_INACCESSIBLE);
    }
    boolean samePackage = declaring.packageName().equals(host.packageName());
    if (!samePackage && method.has(Opcodes.ACC_PROTECTED)) {
      return Choice.keep(KeptReason.PROTECTED_ELSEWHERE);
    }
    if (!samePackage && !method.has(Opcodes.ACC_PUBLIC)) {
      return Choice.keep(KeptReason.TARGET_INACCESSIBLE);
    }
    return Choice.rewrite(false);
  }

  private boolean sameNest(ClassFacts other) {
    return hostVersion >= Opcodes.V11 && other.nestHost().equals(host.nestHost());
  }

  private boolean adaptable(LambdaSite site) {
    List<Type> parameters = site.implementationParameters(host.name());
    Type[] captured = site.captured();
    Type[] dynamic = site.dynamicType().getArgumentTypes();
    if (captured.length + dynamic.length != parameters.size()) {
      return false;
    }
    for (int i = 0; i < captured.length; i++) {
      Type parameter = parameters.get(i);
      boolean references =
          !TypeConversion.isPrimitive(captured[i]) && !TypeConversion.isPrimitive(parameter);
      if (!references && !captured[i].equals(parameter)) {
        return false;
      }
    }
    List<Type> rest = parameters.subList(captured.length, parameters.size());
    Set<Type> distinct = new HashSet<>(site.methodTypes());
    return distinct.size() == site.methodTypes().size()
        && site.methodTypes().stream().allMatch(type -> adaptable(site, type, rest, dynamic));
  }

  private static boolean adaptable(LambdaSite site, Type type, List<Type> rest, Type[] dynamic) {
    Type[] given = type.getArgumentTypes();
    if (given.length != dynamic.length) {
      return false;
    }
    for (int i = 0; i < given.length; i++) {
      if (!TypeConversion.supports(given[i], rest.get(i), dynamic[i])) {
        return false;
      }
    }
    Type result = type.getReturnType();
    return TypeConversion.supports(site.implementationResult(), result, result);
  }
}
