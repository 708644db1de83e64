package org.heapsnapshot.core.encode;

import java.util.Set;
import java.util.function.Predicate;
import org.heapsnapshot.core.capture.CapturedClass;
import org.heapsnapshot.core.capture.CapturedField;
import org.heapsnapshot.core.capture.CapturedObject;
import org.heapsnapshot.core.capture.HashedCollection;
import org.heapsnapshot.runtime.format.ClassFlags;
import org.heapsnapshot.runtime.format.RecipeKind;
import org.heapsnapshot.runtime.format.ReseedKind;

/**
 * Tells whether a collection can be rebuilt without running code of the program: no key has a
 * {@code hashCode} but one of the JDK that looks at nothing of the program. Immutable.
 */
final class JdkHashing {
  /** JDK classes whose hash is made of the object's own numbers or of its identity. */
  private static final Set<String> PLAIN =
      Set.of(
          "java.lang.Object",
          "java.lang.Boolean",
          "java.lang.Byte",
          "java.lang.Short",
          "java.lang.Character",
          "java.lang.Integer",
          "java.lang.Long",
          "java.lang.Float",
          "java.lang.Double",
          "java.math.BigInteger",
          "java.math.BigDecimal",
          "java.util.UUID");

  private final ObjectGraph graph;
  private final Predicate<String> identityHashed;

  /**
   * @param identityHashed answers whether instances of the program's class of that name have the
   *     {@code hashCode} of {@code Object}; false where unknown
   */
  JdkHashing(ObjectGraph graph, Predicate<String> identityHashed) {
    this.graph = graph;
    this.identityHashed = identityHashed;
  }

  /** Whether rebuilding the collection runs code of the JDK alone. */
  boolean suffices(HashedCollection collection) {
    if (collection.kind() == ReseedKind.IDENTITY_HASH_MAP
        || collection.kind() == ReseedKind.IDENTITY_HASH
        || collection.kind() == ReseedKind.CLASS_VALUE) {
      return true;
    }
    if (collection.kind() > ReseedKind.MAP_N) {
      return false;
    }
    for (int key : collection.keys()) {
      if (key != 0 && !isHashedByJdk(graph.object(key))) {
        return false;
      }
    }
    return true;
  }

  private boolean isHashedByJdk(CapturedObject key) {
    if (key instanceof CapturedObject.Recipe recipe) {
      return recipe.kind() <= RecipeKind.STRING_BUFFER;
    }
    if (!(key instanceof CapturedObject.Instance instance)) {
      return true; // Strings, symbols, and arrays, which hash by identity.
    }
    CapturedClass type = graph.heap().classes().get(instance.classIndex());
    if (type.loader() < ClassFlags.LOADER_APPLICATION) {
      return PLAIN.contains(type.name());
    }
    return isEnum(type) || identityHashed.test(type.name());
  }

  private boolean isEnum(CapturedClass type) {
    for (CapturedField field : type.fields()) {
      if (field.isStatic()) {
        return false;
      }
      String declaring = graph.heap().classes().get(field.declaringClass()).name();
      if (declaring.equals("java.lang.Enum")) {
        return true;
      }
    }
    return false;
  }
}
