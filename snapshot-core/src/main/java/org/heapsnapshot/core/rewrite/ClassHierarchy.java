package org.heapsnapshot.core.rewrite;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.Opcodes;

/**
 * Answers questions about classes, of the program and of the target JDK, from their class files
 * alone. Implementations are thread-safe.
 */
@FunctionalInterface
public interface ClassHierarchy {

  /**
   * The facts of a class.
   *
   * @param internalName such as {@code java/util/List}; never an array
   * @return empty when there is no such class file, or when it cannot be read
   */
  Optional<ClassFacts> find(String internalName);

  /** A hierarchy that answers with the given facts for their class, and as this one for others. */
  default ClassHierarchy with(ClassFacts facts) {
    return name -> name.equals(facts.name()) ? Optional.of(facts) : find(name);
  }

  /**
   * Whether a class is another class, or a subtype of it.
   *
   * @return empty when a supertype is missing that would have to be known
   */
  default Optional<Boolean> isSubtype(String internalName, String of) {
    Optional<Set<String>> supertypes = supertypes(internalName);
    return supertypes.map(all -> all.contains(of));
  }

  /**
   * The class itself and all its superclasses and superinterfaces, the nearest first.
   *
   * @return empty when one of them is missing
   */
  default Optional<Set<String>> supertypes(String internalName) {
    Set<String> found = new LinkedHashSet<>();
    Deque<String> open = new ArrayDeque<>();
    open.add(internalName);
    while (!open.isEmpty()) {
      String name = open.remove();
      if (!found.add(name)) {
        continue;
      }
      Optional<ClassFacts> facts = find(name);
      if (facts.isEmpty()) {
        return Optional.empty();
      }
      if (facts.get().superName() != null) {
        open.add(facts.get().superName());
      }
      open.addAll(facts.get().interfaces());
    }
    return Optional.of(found);
  }

  /** A method and the class that declares it. */
  record Declared(ClassFacts declaring, ClassFacts.Method method) {}

  /**
   * Finds a method as resolution does (JVMS 5.4.3.3, 5.4.3.4), access checks left out.
   *
   * @return empty when it is not there, or when a class on the way is missing
   */
  default Optional<Declared> resolve(String owner, String name, String descriptor) {
    String key = name + descriptor;
    Set<String> seen = new HashSet<>();
    for (String next = owner; next != null && seen.add(next); ) {
      Optional<ClassFacts> facts = find(next);
      if (facts.isEmpty()) {
        return Optional.empty();
      }
      ClassFacts.Method method = facts.get().methods().get(key);
      if (method != null) {
        return Optional.of(new Declared(facts.get(), method));
      }
      next = facts.get().superName();
    }
    // An interface's superName is Object, so that its public methods were found above.
    Optional<Set<String>> all = supertypes(owner);
    if (all.isEmpty()) {
      return Optional.empty();
    }
    for (String supertype : all.get()) {
      ClassFacts facts = find(supertype).orElseThrow();
      ClassFacts.Method method = facts.methods().get(key);
      if (method != null && !method.has(Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC)) {
        return Optional.of(new Declared(facts, method));
      }
    }
    return Optional.empty();
  }
}
