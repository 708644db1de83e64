package org.heapsnapshot.core.agent;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.heapsnapshot.core.capture.MemoState;
import org.heapsnapshot.runtime.extension.Memos;

/**
 * The static fields that extensions or the user call memos: each is captured as it was when the
 * initializer of its class had ended, whatever was put into it later. Guarded by the sink while
 * initializers run.
 */
final class MemoFields {
  private static final String COPIES = "*";

  /** Names of fields by simple name, so that most classes are asked about nothing. */
  private final Map<String, List<String>> patterns = new HashMap<>();

  private final Map<String, MemoState> states = new LinkedHashMap<>();

  /**
   * @param program the loader that sees the extensions
   * @param named the memos that the user names
   */
  MemoFields(ClassLoader program, Collection<String> named) {
    named.forEach(this::add);
    for (Memos memos : ServiceLoader.load(Memos.class, program)) {
      Arrays.asList(memos.fields()).forEach(this::add);
    }
  }

  private void add(String name) {
    String field = name.substring(name.lastIndexOf('.') + 1);
    patterns.computeIfAbsent(field, f -> new ArrayList<>()).add(name);
  }

  /** Whether a static field is a memo. */
  boolean isMemo(String owner, String field) {
    List<String> candidates = patterns.get(field);
    return candidates != null && matches(candidates, owner + "." + field);
  }

  private static boolean matches(List<String> candidates, String name) {
    for (String candidate : candidates) {
      boolean copies = candidate.startsWith(COPIES);
      if (copies ? name.endsWith(candidate.substring(1)) : name.equals(candidate)) {
        return true;
      }
    }
    return false;
  }

  /** The initializer of a class has ended. */
  void ended(Class<?> owner) {
    for (Field field : memos(owner)) {
      states.putIfAbsent(name(owner, field), MemoState.of(owner, field));
    }
  }

  /** Puts the memos of classes back into their first state. */
  void takeBack(Collection<Class<?>> owners, ProgramTransformer transformer) {
    for (Class<?> owner : owners) {
      if (!transformer.hasInitializer(owner.getName())) {
        for (Field field : memos(owner)) {
          states.putIfAbsent(name(owner, field), MemoState.empty(owner, field));
        }
      }
    }
    states.values().forEach(MemoState::takeBack);
  }

  /** The memos that the program has, each {@code CLASS.FIELD}. */
  List<String> found() {
    return new ArrayList<>(states.keySet());
  }

  private List<Field> memos(Class<?> owner) {
    List<Field> memos = new ArrayList<>();
    if (patterns.isEmpty()) {
      return memos;
    }
    for (Field field : owner.getDeclaredFields()) {
      if (Modifier.isStatic(field.getModifiers()) && isMemo(owner.getName(), field.getName())) {
        memos.add(field);
      }
    }
    return memos;
  }

  private static String name(Class<?> owner, Field field) {
    return owner.getName() + "." + field.getName();
  }
}
