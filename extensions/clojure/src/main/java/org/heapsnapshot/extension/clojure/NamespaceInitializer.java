package org.heapsnapshot.extension.clojure;

import clojure.lang.RT;
import clojure.lang.Symbol;
import clojure.lang.Var;
import java.lang.reflect.Field;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.heapsnapshot.runtime.extension.Initializer;

/**
 * Initializes the classes of compiled namespaces when a namespace is loaded, as the program does:
 * its code runs within bindings of {@code *ns*}, {@code *warn-on-reflection*} and others, and
 * defines functions and types.
 *
 * <p>{@code --preload clojure::NAMESPACE,NAMESPACE...} requires namespaces at build, {@code user}
 * by {@code RT.init}. What {@code clojure.main} does so before it looks at its arguments is done
 * unasked.
 */
public final class NamespaceInitializer extends Initializer {
  /** The namespace that the runtime of Clojure makes itself, and the script that it loads then. */
  private static final String USER = "user";

  private static final String SCRIPT = "user.clj";
  private static final String FIRST = USER + ",clojure.core.server,clojure.main";
  private static final String CORE = "clojure.lang.";
  private static final String RUNTIME = CORE + "RT";
  private static final String COMPILER = CORE + "Compiler";
  private static final String SUFFIX = "__init";
  private static final String SITE = "__site__";
  private static final String THUNK = "__thunk__";

  /** Used by the build. */
  public NamespaceInitializer() {}

  @Override
  public String name() {
    return "clojure";
  }

  @Override
  public String waitsFor(Class<?> type) {
    if (type.getName().startsWith(CORE) && !type.getName().equals(RUNTIME)) {
      // RT initializes most of them. When Compiler is before it, neither can be initialized.
      return RUNTIME;
    }
    if (type.getClassLoader() == null) {
      return null; // Of the JDK, where no namespace is.
    }
    String namespace = namespace(type);
    boolean compiled =
        type.getClassLoader().getResource(namespace.replace('.', '/') + SUFFIX + ".class") != null;
    return compiled ? namespace + SUFFIX : null;
  }

  /** Name of the namespace of a class, if it is of one. */
  private static String namespace(Class<?> type) {
    String name = type.getName();
    int dollar = name.indexOf('$');
    if (dollar > 0) {
      return name.substring(0, dollar);
    }
    return name.endsWith(SUFFIX)
        ? name.substring(0, name.length() - SUFFIX.length())
        : type.getPackageName();
  }

  @Override
  public String preloadOf(Class<?> type) {
    return namespace(type).replace('_', '-'); // Compiler.demunge would initialize the compiler.
  }

  @Override
  public void preload(String argument) {
    Var require = RT.var("clojure.core", "require");
    for (String namespace : argument.split(",")) {
      if (!namespace.equals(USER)) {
        require.invoke(Symbol.intern(namespace));
      } else if (RT.baseLoader().getResource(SCRIPT) == null) {
        RT.init(); // Else it would run the script, which is not to run at build.
      }
    }
  }

  /** The runtime hands all properties to what starts servers. */
  @Override
  public String propertiesOf(String className) {
    return switch (className) {
      case COMPILER -> "clojure.compiler.";
      case RUNTIME -> "clojure.server";
      default -> null;
    };
  }

  @Override
  public String firstClass(String argument) {
    return RUNTIME;
  }

  @Override
  public Map<String, String> firstOf(String mainClass) {
    return mainClass.equals("clojure.main") ? Map.of(FIRST, "clojure.main__init") : Map.of();
  }

  /**
   * Forgets for which type a call site looked up a keyword last, and numbers transactions from 0
   * on: with all points in time of references left zero, as that of a new reference is.
   */
  @Override
  public void settle(Class<?> type) throws Exception {
    if (type.getName().equals("clojure.lang.LockingTransaction")) {
      ((AtomicLong) accessible(type.getDeclaredField("lastPoint")).get(null)).set(0);
      return;
    }
    if (waitsFor(type) == null) {
      return;
    }
    for (Field field : type.getDeclaredFields()) {
      if (field.getName().startsWith(THUNK)) {
        String site = SITE + field.getName().substring(THUNK.length());
        accessible(field).set(null, accessible(type.getDeclaredField(site)).get(null));
      }
    }
  }

  private static Field accessible(Field field) {
    field.setAccessible(true);
    return field;
  }
}
