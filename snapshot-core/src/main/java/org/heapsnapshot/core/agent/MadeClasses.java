package org.heapsnapshot.core.agent;

import java.nio.ByteBuffer;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.heapsnapshot.core.capture.ProgramLoaders;
import org.heapsnapshot.hooks.InitializerStack;

/**
 * The classes that initializers make: a method of the JDK that defines classes was entered on their
 * behalf ({@link #begin}), and the JVM then asks the transformers what it is to define ({@link
 * #defining}). Thread-safe. No lambdas: it is called while the JDK may be bootstrapping its own.
 */
final class MadeClasses {
  /** Definitions that were begun, by thread; none is nested in another. */
  private final Map<Thread, Begun> begun = new IdentityHashMap<>();

  private final List<Made> made = new ArrayList<>();

  private record Begun(byte[] bytes, List<String> stack, List<String> evidence) {}

  /**
   * A class that an initializer makes.
   *
   * @param name binary name
   * @param file its class file
   * @param loader that defines it
   * @param domain that it is given
   * @param stack the initializers and preloads that run, outermost first
   * @param evidence the frames between
   */
  record Made(
      String name,
      byte[] file,
      ClassLoader loader,
      ProtectionDomain domain,
      List<String> stack,
      List<String> evidence) {

    /** The innermost initializer or preload. */
    String by() {
      return stack.get(stack.size() - 1);
    }
  }

  /**
   * A definition was begun on this thread for the initializers that run.
   *
   * @param source the bytes, possibly among others: an array or a buffer
   */
  synchronized void begin(Object source, InitializerStack stack, List<String> evidence) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < stack.depth(); i++) {
      names.add(stack.name(i));
    }
    begun.put(Thread.currentThread(), new Begun(bytes(source), names, evidence));
  }

  private static byte[] bytes(Object source) {
    if (source instanceof ByteBuffer buffer) {
      byte[] bytes = new byte[buffer.remaining()];
      buffer.duplicate().get(bytes);
      return bytes;
    }
    return (byte[]) source;
  }

  /** Another definition is begun on this thread, and not for initializers. */
  synchronized void none() {
    begun.remove(Thread.currentThread());
  }

  /**
   * The JVM is about to define a class on this thread.
   *
   * @return what was noted, or null when no initializer makes the class
   */
  synchronized Made defining(
      ClassLoader loader, String name, ProtectionDomain domain, byte[] bytes) {
    Begun definition = begun.isEmpty() ? null : begun.get(Thread.currentThread());
    if (definition == null || name == null || !contains(definition.bytes, bytes)) {
      return null;
    }
    begun.remove(Thread.currentThread());
    Made one =
        new Made(
            name.replace('/', '.'),
            bytes.clone(),
            loader,
            domain,
            definition.stack,
            definition.evidence);
    made.add(one);
    return one;
  }

  private static boolean contains(byte[] all, byte[] part) {
    for (int at = 0; at <= all.length - part.length; at++) {
      if (Arrays.equals(all, at, at + part.length, part, 0, part.length)) {
        return true;
      }
    }
    return false;
  }

  /** All of them, in the order of their making. */
  synchronized List<Made> all() {
    return new ArrayList<>(made);
  }

  /** The innermost initializer or preload that made a class, or null. */
  synchronized String maker(String name) {
    for (Made one : made) {
      if (one.name.equals(name)) {
        return one.by();
      }
    }
    return null;
  }

  /**
   * Finds a class of the program or one that it made, without initializing it.
   *
   * @param program the application loader
   * @throws ClassNotFoundException when there is none
   */
  Class<?> find(String name, ClassLoader program) throws ClassNotFoundException {
    return Class.forName(name, false, loaderOf(name, program));
  }

  private synchronized ClassLoader loaderOf(String name, ClassLoader program) {
    for (Made one : made) {
      if (one.name.equals(name) && ProgramLoaders.isPlain(one.loader, program)) {
        return one.loader;
      }
    }
    return program;
  }
}
