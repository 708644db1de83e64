package org.heapsnapshot.core.agent;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.heapsnapshot.core.capture.RecordedCall;

/**
 * Remembers, for each object that a factory of the JDK answered, the call. Thread-safe. No lambdas:
 * it is called while the JDK may be bootstrapping its own.
 */
final class CallRecorder {
  private final List<Site> sites = new ArrayList<>();
  private final Map<String, Integer> numbers = new java.util.HashMap<>();
  private final Map<Object, RecordedCall> calls = new IdentityHashMap<>();

  private static final class Site {
    final List<Factories.Factory> factories;
    final String descriptor;

    Site(List<Factories.Factory> factories, String descriptor) {
      this.factories = factories;
      this.descriptor = descriptor;
    }
  }

  /** The number of a way to call, to be handed to {@link #called}. */
  synchronized int site(List<Factories.Factory> factories, String descriptor) {
    String key = factories + descriptor;
    Integer known = numbers.get(key);
    if (known == null) {
      known = sites.size();
      sites.add(new Site(factories, descriptor));
      numbers.put(key, known);
    }
    return known;
  }

  /**
   * A factory has answered.
   *
   * @param arguments a receiver first
   */
  synchronized void called(int site, Object result, Object[] arguments) {
    if (calls.containsKey(result)) {
      return; // One that is handed out again; the first call has made it.
    }
    for (Factories.Factory factory : sites.get(site).factories) {
      Class<?> owner = owner(factory.owner());
      if (owner != null && (factory.isStatic() || owner.isInstance(arguments[0]))) {
        char how =
            factory.isStatic()
                ? owner.isInterface() ? RecordedCall.STATIC_OF_INTERFACE : RecordedCall.STATIC
                : owner.isInterface() ? RecordedCall.INTERFACE : RecordedCall.VIRTUAL;
        String method =
            RecordedCall.text(how, factory.owner(), factory.name(), sites.get(site).descriptor);
        calls.put(result, new RecordedCall(method, copies(arguments), !factory.fixed()));
        return;
      }
    }
  }

  private static Class<?> owner(String name) {
    try {
      return Class.forName(name, false, ClassLoader.getPlatformClassLoader());
    } catch (ClassNotFoundException e) {
      return null;
    }
  }

  private static Object[] copies(Object[] arguments) {
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i] instanceof Object[]) {
        arguments[i] = ((Object[]) arguments[i]).clone();
      }
    }
    return arguments;
  }

  /** The call that answered an object, or null. */
  synchronized RecordedCall of(Object result) {
    return calls.get(result);
  }
}
