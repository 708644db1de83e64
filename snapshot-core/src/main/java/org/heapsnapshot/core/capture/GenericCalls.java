package org.heapsnapshot.core.capture;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.GenericDeclaration;
import java.lang.reflect.MalformedParameterizedTypeException;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Calls that answer generic types again. A class answers with the very same objects as long as it
 * lives: its type variables, its generic superclass and superinterfaces, and the types that these
 * are made of. The calls ask it, so that what a program keeps is still what others are answered.
 *
 * <p>What a field, a method or a constructor answers is kept with that one object, of which the JDK
 * makes a copy for everyone who asks (and softly, with the object that is copied, on JDK 25): such
 * a type is copied, but for type variables, which have no state that could be copied. When the
 * program keeps the member as well, and so may compare, it is refused ({@link #split}).
 *
 * <p>Confined to one thread.
 */
final class GenericCalls {
  private static final String PACKAGE = "sun.reflect.generics.reflectiveObjects.";
  private static final String REPOSITORY = "sun.reflect.generics.repository.";
  private static final String TYPE = "()Ljava/lang/reflect/Type;";
  private static final String TYPES = "()[Ljava/lang/reflect/Type;";
  private static final String VARIABLES = ".getTypeParameters()[Ljava/lang/reflect/TypeVariable;";
  private static final String ELEMENT =
      "s java.lang.reflect.Array.get(Ljava/lang/Object;I)Ljava/lang/Object;";

  private final Collection<Class<?>> loaded;

  /** What classes answer; type variables of classes need no call here and have none. */
  private Map<Object, OwnCall> calls;

  /**
   * @param loaded the classes of this JVM that may have been asked for their types
   */
  GenericCalls(Collection<Class<?>> loaded) {
    this.loaded = loaded;
  }

  /** Whether the JDK made an object for a type that is not a class. */
  private static boolean isType(Object o) {
    return o instanceof Type && o.getClass().getName().startsWith(PACKAGE);
  }

  /** The call that answers a type, or null when there is none. */
  OwnCall of(Object o) {
    if (!isType(o)) {
      return null;
    }
    if (o instanceof TypeVariable<?> variable
        && variable.getGenericDeclaration() instanceof Class<?> c) {
      return variable("v java.lang.Class", c, c, variable);
    }
    OwnCall call = ofClass(o);
    if (call != null || !(o instanceof TypeVariable<?> variable)) {
      return call;
    }
    Executable declaration = (Executable) variable.getGenericDeclaration();
    String owner = "v " + declaration.getClass().getName();
    return isCopy(declaration)
        ? variable(owner, declaration, declaration, variable)
        : variable(owner, find(declaration), declaration, variable);
  }

  /**
   * @param asked what a start asks
   * @param declaration the declaration of this JVM
   */
  private static OwnCall variable(
      String owner, Object asked, GenericDeclaration declaration, TypeVariable<?> variable) {
    TypeVariable<?>[] all = declaration.getTypeParameters();
    for (int i = 0; i < all.length; i++) {
      if (all[i] == variable) {
        return OwnCall.of(ELEMENT, OwnCall.of(owner + VARIABLES, asked), i);
      }
    }
    return null; // Two threads asked the class at the same time.
  }

  /** A copy, as everybody gets it who asks the class; only the JDK has the others. */
  private static boolean isCopy(Executable member) {
    return Peek.named(member, member.getClass(), "root") != null;
  }

  private static OwnCall find(Executable member) {
    Class<?> owner = member.getDeclaringClass();
    Class<?>[] types = member.getParameterTypes();
    return member instanceof Method
        ? OwnCall.of(
            "v java.lang.Class.getDeclaredMethod(Ljava/lang/String;[Ljava/lang/Class;)"
                + "Ljava/lang/reflect/Method;",
            owner,
            member.getName(),
            types)
        : OwnCall.of(
            "v java.lang.Class.getDeclaredConstructor([Ljava/lang/Class;)"
                + "Ljava/lang/reflect/Constructor;",
            owner,
            types);
  }

  private OwnCall ofClass(Object type) {
    if (calls == null) {
      Types found = new Types();
      for (Class<?> c : loaded) {
        Object info = Peek.get(c, Class.class, "genericInfo");
        if (info != null) {
          found.add(info, "GenericDeclRepository", "typeParameters", null);
          OwnCall superclass = OwnCall.of("v java.lang.Class.getGenericSuperclass" + TYPE, c);
          found.add(info, "ClassRepository", "superclass", superclass);
          OwnCall interfaces = OwnCall.of("v java.lang.Class.getGenericInterfaces" + TYPES, c);
          found.add(info, "ClassRepository", "superInterfaces", interfaces);
        }
      }
      calls = found.withParts();
    }
    return calls.get(type);
  }

  /** The types that a member keeps, whoever asked for them. */
  private static Collection<Object> typesOf(Member member) {
    Object info = Peek.named(member, member.getClass(), "genericInfo");
    Object root = Peek.named(member, member.getClass(), "root");
    if (info == null && root != null) {
      info = Peek.named(root, member.getClass(), "genericInfo");
    }
    Types found = new Types();
    if (info != null && member instanceof Field) {
      found.add(info, "FieldRepository", "genericType", null);
    } else if (info != null) {
      found.add(info, "GenericDeclRepository", "typeParameters", null);
      found.add(info, "ConstructorRepository", "parameterTypes", null);
      found.add(info, "ConstructorRepository", "exceptionTypes", null);
      if (member instanceof Method) {
        found.add(info, "MethodRepository", "returnType", null);
      }
    }
    return found.withParts().keySet();
  }

  /**
   * Has bounds that were not asked for yet found now: what they are is in the image, not how to
   * find them.
   *
   * @return why they cannot be found, or null
   */
  static String settle(Object o) {
    if (!(o instanceof WildcardType wildcard) || !isType(o)) {
      return null;
    }
    try {
      wildcard.getUpperBounds();
      wildcard.getLowerBounds();
      return null;
    } catch (TypeNotPresentException | MalformedParameterizedTypeException | LinkageError e) {
      return "a generic type, whose bounds cannot be found: " + e;
    }
  }

  /**
   * The captured types that would no longer be those which captured members answer, with what they
   * are.
   *
   * @param live what was captured
   * @param captured how an object is carried; null when it is not
   */
  Map<Object, String> split(Collection<?> live, Function<Object, CapturedObject> captured) {
    Map<Object, String> refused = new LinkedHashMap<>();
    for (Object o : live) {
      if (o instanceof Field || o instanceof Method || o instanceof Constructor) {
        for (Object type : typesOf((Member) o)) {
          boolean copied = captured.apply(type) instanceof CapturedObject.Instance;
          if (copied || captured.apply(type) != null && isOfAnother(type, o)) {
            // Not its own text, for which bounds would have to be found.
            refused.put(type, "a generic type beside what answers it, " + o);
          }
        }
      } else if (isType(o)
          && o instanceof TypeVariable<?> variable
          && variable.getGenericDeclaration() instanceof Executable declaration
          && captured.apply(declaration) != null
          && (ofClass(o) != null || !isCopy(declaration))) {
        refused.put(o, "the type variable " + o + " beside what declares it, " + declaration);
      }
    }
    return refused;
  }

  private static boolean isOfAnother(Object type, Object member) {
    return type instanceof TypeVariable<?> variable
        && variable.getGenericDeclaration() instanceof Executable declaration
        && declaration != member;
  }

  /** Types and what they are made of, as far as anybody has asked for that. */
  private static final class Types {
    private final Map<Object, OwnCall> found = new IdentityHashMap<>();
    private final List<Object> work = new ArrayList<>();

    /**
     * @param repository class of the JDK that declares the field
     * @param call what answers the type or the array of types in it
     */
    void add(Object info, String repository, String field, OwnCall call) {
      Class<?> declaring = info.getClass();
      while (!declaring.getName().equals(REPOSITORY + repository)) {
        declaring = declaring.getSuperclass();
      }
      add(Peek.get(info, declaring, field), call);
    }

    private void add(Object types, OwnCall call) {
      if (types instanceof Type[] all) {
        for (int i = 0; i < all.length; i++) {
          put(all[i], call == null ? null : OwnCall.of(ELEMENT, call, i));
        }
      } else {
        put(types, call);
      }
    }

    private void put(Object type, OwnCall call) {
      if (isType(type) && !found.containsKey(type)) {
        found.put(type, call);
        work.add(type);
      }
    }

    Map<Object, OwnCall> withParts() {
      for (int i = 0; i < work.size(); i++) {
        Object type = work.get(i);
        parts(
            type, (method, parts) -> add(parts, OwnCall.of("i java.lang.reflect." + method, type)));
      }
      return found;
    }

    private static void parts(Object type, BiConsumer<String, Object> to) {
      if (type instanceof ParameterizedType parameterized) {
        to.accept(
            "ParameterizedType.getActualTypeArguments" + TYPES,
            parameterized.getActualTypeArguments());
        to.accept("ParameterizedType.getOwnerType" + TYPE, parameterized.getOwnerType());
      } else if (type instanceof GenericArrayType array) {
        to.accept(
            "GenericArrayType.getGenericComponentType" + TYPE, array.getGenericComponentType());
      } else if (type instanceof WildcardType) {
        // Not asked, which would find them.
        to.accept("WildcardType.getUpperBounds" + TYPES, bounds(type, "upperBounds"));
        to.accept("WildcardType.getLowerBounds" + TYPES, bounds(type, "lowerBounds"));
      } else {
        to.accept("TypeVariable.getBounds" + TYPES, bounds(type, "bounds"));
      }
    }

    private static Object bounds(Object type, String field) {
      return Peek.get(type, type.getClass(), field);
    }
  }
}
