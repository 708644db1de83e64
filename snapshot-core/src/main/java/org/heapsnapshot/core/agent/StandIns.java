package org.heapsnapshot.core.agent;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.heapsnapshot.core.capture.FactoryCalls;
import org.heapsnapshot.core.capture.Peek;
import org.objectweb.asm.Type;

/**
 * Stand-ins for what the factories of {@link LoggerFactories} would answer. Every call gets an
 * object of its own: whether two calls answer the same is for the running program to say. No
 * lambdas: it runs inside initializers. Thread-safe.
 */
final class StandIns implements FactoryCalls {
  /**
   * A call of a factory in program code.
   *
   * @param owner internal name, as are {@code host} and the names in {@code descriptor}
   * @param ofCaller whether only {@code host} can repeat it
   */
  record Site(
      String owner,
      String method,
      String descriptor,
      boolean onInterface,
      String host,
      boolean ofCaller) {
    /** Such as {@code org.slf4j.LoggerFactory.getLogger}. */
    String display() {
      return owner.replace('/', '.') + "." + method;
    }
  }

  private final LoggerFactories factories;
  private final ClassLoader program;
  private final List<Site> sites = new ArrayList<>();
  private final Map<String, Class<?>> types = new HashMap<>();
  private final Map<Object, Call> made = new IdentityHashMap<>();

  StandIns(LoggerFactories factories, ClassLoader program) {
    this.factories = factories;
    this.program = program;
  }

  LoggerFactories factories() {
    return factories;
  }

  /** The number that an instrumented site hands to the hooks. */
  synchronized int number(Site site) {
    sites.add(site);
    return sites.size() - 1;
  }

  synchronized Site site(int number) {
    return sites.get(number);
  }

  /**
   * The class of stand-ins for what a site answers. Links what the call would link, and initializes
   * nothing.
   *
   * @throws NoClassDefFoundError when the factory or what it answers is missing
   */
  synchronized Class<?> type(int number) {
    Site site = sites.get(number);
    load(site.owner());
    String name = Type.getReturnType(site.descriptor()).getInternalName();
    Class<?> type = types.get(name);
    if (type == null) {
      type = StandInClass.define(load(name), types.size());
      types.put(name, type);
    }
    return type;
  }

  private Class<?> load(String internalName) {
    try {
      return Class.forName(internalName.replace('/', '.'), false, program);
    } catch (ClassNotFoundException e) {
      NoClassDefFoundError error = new NoClassDefFoundError(internalName);
      error.initCause(e);
      throw error;
    }
  }

  /** Remembers what a stand-in stands for; answers why the call cannot be repeated, or null. */
  synchronized String remember(Object standIn, int number, Object first, Object second) {
    Site site = sites.get(number);
    int count = Type.getArgumentTypes(site.descriptor()).length;
    Object[] arguments =
        count == 0
            ? new Object[0]
            : count == 1 ? new Object[] {first} : new Object[] {first, second};
    made.put(
        standIn,
        new Call(
            site.owner(),
            site.method(),
            site.descriptor(),
            site.onInterface(),
            site.ofCaller() ? site.host() : null,
            arguments));
    for (Object argument : arguments) {
      if (argument instanceof Class<?> c && !canBeNamed(c)) {
        return "of " + c.getName() + ", which no built-in loader can find by name";
      }
    }
    return null;
  }

  private boolean canBeNamed(Class<?> c) {
    ClassLoader loader = c.getClassLoader();
    return !c.isHidden()
        && !c.isPrimitive()
        && !c.isArray()
        && (loader == null || loader == program || loader == ClassLoader.getPlatformClassLoader());
  }

  /** An object of a stand-in class, without a constructor; initializes its superclass. */
  static Object allocate(Class<?> type) {
    return Peek.allocate(type);
  }

  @Override
  public synchronized Call of(Object object) {
    return made.get(object);
  }
}
