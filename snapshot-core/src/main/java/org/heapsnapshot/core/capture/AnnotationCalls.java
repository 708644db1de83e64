package org.heapsnapshot.core.capture;

import java.lang.annotation.Annotation;
import java.lang.ref.Reference;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Calls that answer annotations again, as the JDK keeps them with what they stand at: the very
 * object that everybody else gets. Nothing is asked of a class that was not asked before: reading
 * annotations runs initializers. Confined to one thread.
 */
final class AnnotationCalls {
  private static final String GET = "(Ljava/lang/Class;)Ljava/lang/annotation/Annotation;";
  private static final List<String> MEMBERS =
      List.of(
          "declaredFields",
          "publicFields",
          "declaredPublicFields",
          "declaredMethods",
          "publicMethods",
          "declaredPublicMethods",
          "declaredConstructors",
          "publicConstructors");

  private final Collection<Class<?>> loaded;
  private final ClassTable classes;
  private Map<Object, OwnCall> calls;

  /** Why reading an annotation, with those beside it, would run an initializer. */
  private final Map<Object, String> refused = new IdentityHashMap<>();

  /**
   * @param loaded the classes of this JVM that may have annotations
   */
  AnnotationCalls(Collection<Class<?>> loaded, ClassTable classes) {
    this.loaded = loaded;
    this.classes = classes;
  }

  /** Whether the JDK made an object for an annotation that stands in a class file. */
  static boolean isAnnotation(Object o) {
    return o instanceof Annotation
        && Proxy.isProxyClass(o.getClass())
        && Peek.get(o, Proxy.class, "h")
            .getClass()
            .getName()
            .equals("sun.reflect.annotation.AnnotationInvocationHandler");
  }

  /** The call that answers an annotation, or null when there is none. */
  OwnCall of(Object annotation) {
    if (calls == null) {
      calls = new IdentityHashMap<>();
      loaded.forEach(this::addClass);
    }
    return refused.containsKey(annotation) ? null : calls.get(annotation);
  }

  /** Why there is no call. */
  String refusal(Object annotation) {
    String type = ((Annotation) annotation).annotationType().getName();
    return "the annotation "
        + type
        + ", "
        + refused.getOrDefault(annotation, "which is kept with no class, method or field");
  }

  private void addClass(Class<?> c) {
    String initializes = null;
    for (Class<?> k = c; k != null && initializes == null; k = k.getSuperclass()) {
      initializes = initializes(annotations(k));
    }
    String method = "v java.lang.Class.getDeclaredAnnotation" + GET;
    add(method, c, annotations(c), initializes);
    Reference<?> reflection = (Reference<?>) Peek.get(c, Class.class, "reflectionData");
    Object data = reflection == null ? null : reflection.get();
    for (String field : data == null ? List.<String>of() : MEMBERS) {
      Member[] members = (Member[]) Peek.get(data, data.getClass(), field);
      for (Member member : members == null ? new Member[0] : members) {
        addMember(member);
      }
    }
  }

  private static Map<?, ?> annotations(Class<?> c) {
    Object data = Peek.get(c, Class.class, "annotationData");
    return data == null
        ? Map.of()
        : (Map<?, ?>) Peek.get(data, data.getClass(), "declaredAnnotations");
  }

  private void addMember(Member member) {
    Object found =
        member instanceof Field
            ? Peek.named(member, Field.class, "declaredAnnotations")
            : Peek.get(member, Executable.class, "declaredAnnotations");
    Map<?, ?> annotations = found == null ? Map.of() : (Map<?, ?>) found;
    String method = "v " + member.getClass().getName() + ".getAnnotation" + GET;
    add(method, member, annotations, initializes(annotations));
  }

  private void add(String method, Object element, Map<?, ?> annotations, String initializes) {
    annotations.forEach(
        (type, annotation) -> {
          calls.putIfAbsent(annotation, OwnCall.of(method, element, type));
          if (initializes != null) {
            refused.put(annotation, initializes);
          }
        });
  }

  /** What reading all of them would initialize, as the end of a sentence, or null. */
  private String initializes(Map<?, ?> annotations) {
    for (Object type : annotations.keySet()) {
      Class<?> found = ownEnum((Class<?>) type, new HashSet<>());
      if (found != null) {
        return "reading which initializes " + found.getName();
      }
    }
    return null;
  }

  private Class<?> ownEnum(Class<?> annotation, Set<Class<?>> seen) {
    if (!seen.add(annotation)) {
      return null;
    }
    for (Method member : annotation.getDeclaredMethods()) {
      Class<?> type = member.getReturnType();
      type = type.isArray() ? type.getComponentType() : type;
      Class<?> found =
          type.isEnum() && classes.loader(type) != 0
              ? type
              : type.isAnnotation() ? ownEnum(type, seen) : null;
      if (found != null) {
        return found;
      }
    }
    return null;
  }
}
