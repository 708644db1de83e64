package org.heapsnapshot.core.rewrite;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * One {@code invokedynamic} call site of {@code java.lang.invoke.LambdaMetafactory}, in the words
 * of its documentation. Immutable.
 *
 * @param method name and descriptor of the method that holds the site
 * @param interfaces internal names: the functional interface, then the markers, each once
 * @param methodName the method of the interface
 * @param factoryType descriptor of the site: captured values to the interface
 * @param methodTypes descriptors the generated method must have: the interface's erased one, then
 *     those of the bridges
 * @param implementation the method behind the lambda
 * @param dynamicType the type the method is called with, where the interface is generic
 * @param serializable whether the lambda has to be serializable
 */
record LambdaSite(
    String method,
    List<String> interfaces,
    String methodName,
    Type factoryType,
    List<Type> methodTypes,
    Handle implementation,
    Type dynamicType,
    boolean serializable) {

  private static final String METAFACTORY = "java/lang/invoke/LambdaMetafactory";
  private static final int FLAG_SERIALIZABLE = 1;
  private static final int FLAG_MARKERS = 2;
  private static final int FLAG_BRIDGES = 4;

  /** Whether a call site is one of {@code LambdaMetafactory}. */
  static boolean isLambda(Handle bootstrap) {
    return bootstrap.getOwner().equals(METAFACTORY)
        && (bootstrap.getName().equals("metafactory")
            || bootstrap.getName().equals("altMetafactory"));
  }

  /** Reads a call site; empty when its arguments are not those the documentation asks for. */
  static Optional<LambdaSite> read(
      String method, String name, String descriptor, Handle bootstrap, Object[] arguments) {
    Type factoryType = Type.getMethodType(descriptor);
    if (arguments.length < 3
        || !(arguments[0] instanceof Type erased)
        || !(arguments[1] instanceof Handle implementation)
        || !(arguments[2] instanceof Type dynamicType)
        || factoryType.getReturnType().getSort() != Type.OBJECT) {
      return Optional.empty();
    }
    Set<String> interfaces = new LinkedHashSet<>();
    interfaces.add(factoryType.getReturnType().getInternalName());
    List<Type> methodTypes = new ArrayList<>(List.of(erased));
    int flags = 0;
    if (bootstrap.getName().equals("altMetafactory")) {
      Arguments rest = new Arguments(arguments);
      flags = rest.nextInt();
      if ((flags & FLAG_MARKERS) != 0) {
        for (int count = rest.nextInt(); count > 0; count--) {
          interfaces.add(rest.nextType(Type.OBJECT).getInternalName());
        }
      }
      if ((flags & FLAG_BRIDGES) != 0) {
        for (int count = rest.nextInt(); count > 0; count--) {
          methodTypes.add(rest.nextType(Type.METHOD));
        }
      }
      if (rest.unusual() || (flags & ~(FLAG_SERIALIZABLE | FLAG_MARKERS | FLAG_BRIDGES)) != 0) {
        return Optional.empty();
      }
    } else if (arguments.length != 3) {
      return Optional.empty();
    }
    return Optional.of(
        new LambdaSite(
            method,
            List.copyOf(interfaces),
            name,
            factoryType,
            List.copyOf(methodTypes),
            implementation,
            dynamicType,
            (flags & FLAG_SERIALIZABLE) != 0));
  }

  Type[] captured() {
    return factoryType.getArgumentTypes();
  }

  boolean capturing() {
    return captured().length > 0;
  }

  /** Whether what serialization calls is among the methods that the lambda implements. */
  boolean isWriteReplace() {
    return methodName.equals("writeReplace")
        && methodTypes.contains(Type.getMethodType("()Ljava/lang/Object;"));
  }

  /** What has to be on the stack to call the implementation: receiver, if any, and arguments. */
  List<Type> implementationParameters(String host) {
    List<Type> parameters = new ArrayList<>();
    switch (implementation.getTag()) {
      // The receiver of a method handle made by the host is the host (JVMS 5.4.3.5).
      case Opcodes.H_INVOKESPECIAL -> parameters.add(Type.getObjectType(host));
      case Opcodes.H_INVOKEVIRTUAL, Opcodes.H_INVOKEINTERFACE ->
          parameters.add(Type.getObjectType(implementation.getOwner()));
      default -> {}
    }
    parameters.addAll(List.of(Type.getArgumentTypes(implementation.getDesc())));
    return parameters;
  }

  /** What a call of the implementation leaves on the stack. */
  Type implementationResult() {
    return implementation.getTag() == Opcodes.H_NEWINVOKESPECIAL
        ? Type.getObjectType(implementation.getOwner())
        : Type.getReturnType(implementation.getDesc());
  }

  /** The arguments of {@code altMetafactory} behind the first three. */
  private static final class Arguments {
    private final Object[] values;
    private int next = 3;
    private boolean unusual;

    Arguments(Object[] values) {
      this.values = values;
    }

    int nextInt() {
      if (next < values.length && values[next] instanceof Integer value) {
        next++;
        return value;
      }
      unusual = true;
      return 0;
    }

    Type nextType(int sort) {
      if (next < values.length && values[next] instanceof Type type && type.getSort() == sort) {
        next++;
        return type;
      }
      unusual = true;
      return sort == Type.METHOD ? Type.getMethodType("()V") : Type.getObjectType("?");
    }

    boolean unusual() {
      return unusual || next != values.length;
    }
  }
}
