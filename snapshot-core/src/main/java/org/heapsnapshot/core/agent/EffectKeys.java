package org.heapsnapshot.core.agent;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which effects the code of initializers had, each by its method and what was constant in its
 * arguments, so that another JVM can tell whether they had the same. Guarded by the sink; no
 * lambdas, as in {@link ObserveSink}.
 */
final class EffectKeys {
  private final Map<String, Set<String>> seen = new LinkedHashMap<>();

  /** Notes an effect of an initializer. */
  void add(String className, String key) {
    Set<String> keys = seen.get(className);
    if (keys == null) {
      keys = new LinkedHashSet<>();
      seen.put(className, keys);
    }
    keys.add(key);
  }

  /** The keys by class. */
  Map<String, Set<String>> all() {
    return seen;
  }

  /**
   * Whether an effect is one of the code itself: what the JDK does on its behalf may have been done
   * before, but for what reaches outside.
   */
  static boolean isOfCode(Effects.Effect effect, Attribution attribution) {
    if (attribution.isOfOverload()) {
      return false; // Of the method that was called, we have heard.
    }
    return switch (effect.category()) {
      case THREAD, PROCESS, WRITE, NETWORK, REGISTRY, PROPERTY_SET ->
          attribution.belongsToProgram();
      default -> attribution.calledByProgram();
    };
  }

  /** Such as {@code java.lang.System.getProperty "user.home"}. */
  static String of(Effects.Effect effect, Object argument) {
    StringBuilder key = new StringBuilder(effect.display());
    if (argument instanceof Object[] all) {
      for (Object each : all) {
        add(key, each);
      }
    } else if (argument instanceof String) {
      add(key, argument);
    } else if (argument == System.out || argument == System.err) {
      key.append(" standard");
    }
    return key.toString();
  }

  private static void add(StringBuilder key, Object argument) {
    boolean constant =
        argument == null
            || argument instanceof String
            || argument instanceof Number
            || argument instanceof Boolean
            || argument instanceof Character;
    if (constant) {
      key.append(" \"").append(argument).append('"');
    }
  }
}
