package org.heapsnapshot.core.capture;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** Numbers the classes of a captured heap and knows their fields. Confined to one thread. */
final class ClassTable {
  /** Fields the JVM or the JDK fills, by declaring class and name. */
  private static final Set<String> ZEROED =
      Set.of(
          "java.lang.ref.Reference.next",
          "java.lang.ref.Reference.discovered",
          "java.lang.ref.SoftReference.timestamp",
          "java.lang.ClassValue.hashCodeForCache",
          "java.lang.ClassValue.identity",
          "java.lang.Enum.hash",
          "java.lang.StackTraceElement.declaringClassObject",
          "java.lang.Throwable.backtrace",
          "java.lang.Throwable.depth",
          "sun.reflect.annotation.AnnotationInvocationHandler.memberMethods",
          "sun.reflect.generics.reflectiveObjects.LazyReflectiveObjectGenerator.factory");

  private final ClassLoader program;
  private final Set<String> caches;
  private final Function<String, Set<String>> constantFields;
  private final Map<Class<?>, Integer> indices = new HashMap<>();
  private final List<Class<?>> classes = new ArrayList<>();
  private final List<List<CapturedField>> fields = new ArrayList<>();
  private Predicate<ClassLoader> kept = loader -> false;
  private Map<String, String> assertionFields = Map.of();

  /**
   * @param program the application loader
   * @param caches fields of the program that are left zero, as {@code declaring.Class.field}, or
   *     {@code *} and its end
   * @param constantFields names of the static fields with a ConstantValue of a class
   */
  ClassTable(
      ClassLoader program, Set<String> caches, Function<String, Set<String>> constantFields) {
    this.program = program;
    this.caches = caches;
    this.constantFields = constantFields;
  }

  /** Says which class loaders of the program the image can hold. */
  void keep(Predicate<ClassLoader> loaders) {
    kept = loaders;
  }

  /**
   * Says which static fields hold whether assertions are enabled for a class.
   *
   * @param fields by {@code declaring.Class.field} the class, behind {@link
   *     CapturedStatics#NEGATED} for the opposite
   */
  void assertionFields(Map<String, String> fields) {
    assertionFields = Map.copyOf(fields);
  }

  /**
   * The value of a field that is an {@code ASSERTION_STATUS}, as {@link CapturedStatics} has it.
   * Compilers ask the outermost class.
   */
  long assertionValue(Class<?> owner, String field) {
    String said = assertionFields.get(owner.getName() + "." + field);
    boolean negated = said == null || said.startsWith(CapturedStatics.NEGATED);
    Class<?> asked =
        said == null
            ? outermost(owner)
            : named(owner, negated ? said.substring(CapturedStatics.NEGATED.length()) : said);
    return CapturedStatics.assertionValue(asked == owner ? -1 : index(asked), negated);
  }

  private static Class<?> named(Class<?> owner, String name) {
    try {
      return name.equals(owner.getName())
          ? owner
          : Class.forName(name, false, owner.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("it was there when its bytecode was read: " + name, e);
    }
  }

  private static Class<?> outermost(Class<?> c) {
    try {
      Class<?> outer = c;
      for (Class<?> k = c; k != null; k = k.getEnclosingClass()) {
        outer = k;
      }
      return outer;
    } catch (LinkageError e) {
      return c; // Does not say where it is nested.
    }
  }

  int index(Class<?> c) {
    Integer known = indices.get(c);
    if (known != null) {
      return known;
    }
    int index = classes.size();
    indices.put(c, index);
    classes.add(c);
    fields.add(null);
    return index;
  }

  Class<?> get(int index) {
    return classes.get(index);
  }

  /** Every class that has an index, in its order. */
  List<Class<?>> all() {
    return classes;
  }

  /** Instance fields, superclass first, then own statics; computed when first asked for. */
  List<CapturedField> fields(int index) {
    List<CapturedField> known = fields.get(index);
    if (known == null) {
      known = List.copyOf(read(classes.get(index)));
      fields.set(index, known);
    }
    return known;
  }

  private List<CapturedField> read(Class<?> c) {
    List<CapturedField> result = new ArrayList<>();
    if (c.isArray() || c.isPrimitive()) {
      return result;
    }
    List<Class<?>> chain = new ArrayList<>();
    for (Class<?> k = c; k != null && k != Object.class; k = k.getSuperclass()) {
      chain.add(0, k);
    }
    for (Class<?> k : chain) {
      for (Field field : k.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers())) {
          result.add(captured(k, field, false));
        }
      }
    }
    for (Field field : c.getDeclaredFields()) {
      if (Modifier.isStatic(field.getModifiers())) {
        result.add(captured(c, field, true));
      }
    }
    return result;
  }

  private CapturedField captured(Class<?> declaring, Field field, boolean isStatic) {
    CapturedField.Treatment treatment = CapturedField.Treatment.COPIED;
    if (isStatic
        && (field.getName().equals("$assertionsDisabled") && field.isSynthetic()
            || assertionFields.containsKey(declaring.getName() + "." + field.getName()))) {
      treatment = CapturedField.Treatment.ASSERTION_STATUS;
    } else if (!isStatic
        && (Shells.isLevel(declaring)
            || ProgramLoaders.isLevel(declaring)
            || isZeroed(declaring.getName() + "." + field.getName()))) {
      treatment = CapturedField.Treatment.ZEROED;
    }
    return new CapturedField(
        index(declaring),
        field.getName(),
        kind(field.getType()),
        Peek.offset(field, isStatic),
        isStatic,
        treatment);
  }

  private boolean isZeroed(String field) {
    if (ZEROED.contains(field) || caches.contains(field)) {
      return true;
    }
    for (String cache : caches) {
      if (cache.startsWith("*") && field.endsWith(cache.substring(1))) {
        return true;
      }
    }
    return false;
  }

  private static char kind(Class<?> type) {
    return type.descriptorString().charAt(0);
  }

  boolean isConstant(int index, CapturedField field) {
    return constantFields.apply(classes.get(index).getName()).contains(field.name());
  }

  /** The application loader. */
  ClassLoader program() {
    return program;
  }

  /** 0 boot, 1 platform, 2 application, 3 one that the image can hold, -1 any other loader. */
  int loader(Class<?> c) {
    Class<?> element = c;
    while (element.isArray()) {
      element = element.getComponentType();
    }
    ClassLoader loader = element.getClassLoader();
    if (loader == null) {
      return 0;
    }
    if (loader == program) {
      return 2;
    }
    if (loader == ClassLoader.getPlatformClassLoader()) {
      return 1;
    }
    return kept.test(loader) ? 3 : -1;
  }

  /** The rows for the product; classes whose fields nobody asked for have none. */
  List<CapturedClass> rows() {
    List<CapturedClass> rows = new ArrayList<>();
    for (int i = 0; i < classes.size(); i++) {
      Class<?> c = classes.get(i);
      List<CapturedField> own = fields.get(i) == null ? List.of() : fields.get(i);
      rows.add(
          new CapturedClass(name(c), loader(c), c.isArray(), c.isPrimitive(), own, initializes(c)));
    }
    return rows;
  }

  /** Hidden classes of one host are numbered in the order of their making. */
  private static String name(Class<?> c) {
    String name = c.getName();
    int lambda = c.isHidden() ? name.indexOf("$$Lambda") : -1;
    return lambda < 0 ? name : name.substring(0, lambda) + "$$Lambda";
  }

  /** The classes of this table that the JVM initializes before {@code c} (JVMS 5.5, step 7). */
  private int[] initializes(Class<?> c) {
    if (c.isArray() || c.isInterface()) {
      return new int[0];
    }
    Set<Class<?>> found = new LinkedHashSet<>();
    for (Class<?> k = c; k != null; k = k.getSuperclass()) {
      found.add(k);
      collectInterfaces(k, found);
    }
    found.remove(c);
    return found.stream()
        .filter(k -> !k.isInterface() || hasConcreteMethod(k))
        .map(indices::get)
        .filter(Objects::nonNull)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static void collectInterfaces(Class<?> c, Set<Class<?>> found) {
    for (Class<?> i : c.getInterfaces()) {
      if (found.add(i)) {
        collectInterfaces(i, found);
      }
    }
  }

  private static boolean hasConcreteMethod(Class<?> c) {
    try {
      for (Method method : c.getDeclaredMethods()) {
        if ((method.getModifiers() & (Modifier.ABSTRACT | Modifier.STATIC)) == 0) {
          return true;
        }
      }
      return false;
    } catch (LinkageError e) {
      return true; // Not known: as if it had one.
    }
  }
}
