package org.heapsnapshot.testkit.hostile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.heapsnapshot.testkit.hostile.Hostile.Expected;

/** Class loaders of the program, and what they define. */
final class Defining {
  private static final String NAME = "org.heapsnapshot.testkit.hostile.";
  private static final ClassLoader APPLICATION = Defining.class.getClassLoader();

  private Defining() {}

  /** Nothing but what it takes. */
  static class Loader extends ClassLoader {
    final List<String> defined = new ArrayList<>();

    Loader(String name, ClassLoader parent) {
      super(name, parent);
    }

    final Class<?> define(String mould, String name) {
      defined.add(name);
      byte[] file = file(mould, name);
      return defineClass(NAME + name, file, 0, file.length);
    }
  }

  /** The class file of a class, its name replaced by one of the same length. */
  private static byte[] file(String name, String other) {
    try (InputStream in = Defining.class.getResourceAsStream(name + ".class")) {
      String file = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
      return file.replace("hostile/" + name, "hostile/" + other)
          .getBytes(StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Object made(Class<?> type) {
    try {
      return ((Supplier<?>) type.getConstructor().newInstance()).get();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Class<?> find(String name, ClassLoader loader) {
    try {
      return Class.forName(NAME + name, true, loader);
    } catch (ClassNotFoundException e) {
      return null;
    }
  }

  @Hostile(verdict = Expected.BUILD_TIME)
  static final class KeepsBoth {
    static final Loader LOADER = new Loader("both", APPLICATION);
    static final Class<?> MADE = LOADER.define("Casting", "KeptOne");
  }

  static Object keepsBoth(Start start) {
    return made(KeepsBoth.MADE)
        + " "
        + KeepsBoth.LOADER.defined
        + " "
        + (find("KeptOne", KeepsBoth.LOADER) == KeepsBoth.MADE)
        + " "
        + made(KeepsBoth.LOADER.define("Casting", "KeptTwo"))
        + " "
        + KeepsBoth.LOADER.defined;
  }

  /** Holds itself in its own class. */
  @Hostile(verdict = Expected.BUILD_TIME)
  static final class IsItself extends ClassLoader {
    static final IsItself LOADER = new IsItself();
    static final Class<?> MADE = LOADER.define();

    IsItself() {
      super(APPLICATION);
    }

    private Class<?> define() {
      byte[] file = file("Casting", "Oneself");
      return defineClass(NAME + "Oneself", file, 0, file.length);
    }
  }

  static Object isItself(Start start) {
    return made(IsItself.MADE) + " " + (IsItself.MADE.getClassLoader() == IsItself.LOADER);
  }

  /** The image knows classes by their names. */
  @Hostile(verdict = Expected.EITHER)
  static final class OneName {
    static final Class<?> MADE = new Loader("one", APPLICATION).define("Casting", "BothTwo");
  }

  static Object oneName(Start start) {
    return made(OneName.MADE);
  }

  @Hostile(verdict = Expected.EITHER)
  static final class SameName {
    static final Class<?> MADE = new Loader("two", APPLICATION).define("Casting", "BothTwo");
  }

  static Object sameName(Start start) {
    return made(SameName.MADE) + " " + (SameName.MADE == OneName.MADE);
  }

  @Hostile(cause = "EFFECT", reason = "which was defined before")
  static final class BothNames {
    static final Class<?> FIRST = new Loader("a", APPLICATION).define("Casting", "Twice__");
    static final Class<?> SECOND = new Loader("b", APPLICATION).define("Casting", "Twice__");
  }

  static Object bothNames(Start start) {
    return BothNames.FIRST != BothNames.SECOND;
  }

  /** Hides the class of the same name that the class path has. */
  @Hostile(cause = "EFFECT", reason = "which the class path has, too")
  static final class Shadows {
    static final Class<?> MADE = new Loader("shadow", APPLICATION).define("Casting", "Casting");
  }

  static Object shadows(Start start) {
    return made(Shadows.MADE) + " " + (Shadows.MADE != Casting.class);
  }

  @Hostile(cause = "DIFFERENCE", reason = "class loader")
  static final class NamedByTheClock {
    static final Loader LOADER = new Loader("at " + System.nanoTime(), APPLICATION);
    static final Class<?> MADE = LOADER.define("Casting", "Clocked");
  }

  static Object namedByTheClock(Start start) {
    return made(NamedByTheClock.MADE) + " " + NamedByTheClock.LOADER.getName().length();
  }

  /** Nothing leads to the loader once the initializer has ended. */
  @Hostile(cause = "EFFECT", reason = "that nothing keeps")
  static final class DropsLoader {
    static final Object TEXT = made(new Loader("lost", APPLICATION).define("Casting", "Dropped"));
  }

  static Object dropsLoader(Start start) {
    return DropsLoader.TEXT;
  }

  @Hostile
  static final class BelowNothing {
    static final Loader LOADER = new Loader("orphan", null);
  }

  static Object belowNothing(Start start) {
    return BelowNothing.LOADER.getParent() + " " + (find("Casting", BelowNothing.LOADER) == null);
  }

  static final class Finding extends ClassLoader {
    int asked;

    Finding() {
      super(APPLICATION);
    }

    @Override
    protected Class<?> findClass(String name) {
      asked++;
      byte[] file = file("Casting", name.substring(NAME.length()));
      return defineClass(name, file, 0, file.length);
    }
  }

  @Hostile
  static final class FindsLazily {
    static final Finding LOADER = new Finding();
    static final Class<?> MADE = find("FoundIt", LOADER);
  }

  static Object findsLazily(Start start) {
    return made(FindsLazily.MADE)
        + " "
        + made(find("FoundAs", FindsLazily.LOADER))
        + " "
        + FindsLazily.LOADER.asked;
  }

  static final class ChildFirst extends ClassLoader {
    ChildFirst() {
      super(APPLICATION);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.equals(NAME + "Casting")) {
        return super.loadClass(name, resolve);
      }
      Class<?> known = findLoadedClass(name);
      byte[] file = file("Casting", "Casting");
      return known == null ? defineClass(name, file, 0, file.length) : known;
    }
  }

  @Hostile
  static final class LoadsItself {
    static final Class<?> MADE = find("Casting", new ChildFirst());
  }

  static Object loadsItself(Start start) {
    return made(LoadsItself.MADE) + " " + (LoadsItself.MADE != Casting.class);
  }

  /** Says another name than the JDK's constructor was told. */
  static final class Renamed extends ClassLoader {
    Renamed() {
      super("told", APPLICATION);
    }

    @Override
    public String getName() {
      return "says " + super.getName();
    }
  }

  @Hostile(cause = "HEAP", reason = "overrides ClassLoader.getName")
  static final class KeepsRenamed {
    static final ClassLoader LOADER = new Renamed();
  }

  static Object keepsRenamed(Start start) {
    return KeepsRenamed.LOADER.getName();
  }

  static final class Parallel extends ClassLoader {
    static final boolean REGISTERED = registerAsParallelCapable();

    Parallel() {
      super(APPLICATION);
    }
  }

  @Hostile(cause = "HEAP", reason = "parallel capable")
  static final class KeepsParallel {
    static final Parallel LOADER = new Parallel();
  }

  static Object keepsParallel(Start start) {
    return KeepsParallel.LOADER.isRegisteredAsParallelCapable() + " " + Parallel.REGISTERED;
  }

  /** Registers itself again when it is restored. */
  @Hostile(verdict = Expected.BUILD_TIME)
  static final class Registers extends ClassLoader {
    static final boolean REGISTERED = registerAsParallelCapable();

    Registers() {
      super(APPLICATION);
    }
  }

  static Object registers(Start start) {
    return new Registers().isRegisteredAsParallelCapable() + " " + Registers.REGISTERED;
  }

  /** Another class calls what registers its caller. */
  static class RegistersBelow extends ClassLoader {
    RegistersBelow() {
      super(APPLICATION);
    }

    static boolean register() {
      return registerAsParallelCapable();
    }
  }

  @Hostile(cause = "EFFECT", reason = "does not call itself")
  static final class RegistersAnother {
    static final boolean REGISTERED = RegistersBelow.register();
  }

  static Object registersAnother(Start start) {
    return new RegistersBelow().isRegisteredAsParallelCapable()
        + " "
        + RegistersAnother.REGISTERED
        + " "
        + new RegistersBelow().isRegisteredAsParallelCapable();
  }

  @Hostile(cause = "EFFECT", reason = "setDefaultAssertionStatus")
  static final class Asserts {
    static final Loader LOADER = new Loader("asserts", APPLICATION);

    static {
      LOADER.setDefaultAssertionStatus(true);
    }
  }

  static Object asserts(Start start) {
    return Asserts.LOADER.define("Casting", "Assert_").desiredAssertionStatus();
  }

  @Hostile(cause = "HEAP", reason = "proxies")
  static final class MakesProxy {
    static final Loader LOADER = new Loader("proxy", APPLICATION);
    static final Object PROXY =
        Proxy.newProxyInstance(
            LOADER, new Class<?>[] {Runnable.class}, (proxy, method, arguments) -> null);
  }

  static Object makesProxy(Start start) {
    return MakesProxy.PROXY.getClass().getClassLoader() == MakesProxy.LOADER;
  }

  @Hostile
  static final class StartsThread {
    static final Object MADE = made(new Loader("starts", APPLICATION).define("Startle", "Thread_"));
  }

  static Object startsThread(Start start) {
    return StartsThread.MADE;
  }

  /** Keeps what no image can hold. */
  static final class Holding extends ClassLoader {
    final Thread thread = Thread.currentThread();

    Holding() {
      super(APPLICATION);
    }
  }

  @Hostile(cause = "HEAP", reason = "a thread")
  static final class HoldsThread {
    static final Holding LOADER = new Holding();
  }

  static Object holdsThread(Start start) {
    return HoldsThread.LOADER.thread == Thread.currentThread();
  }

  /** A loader whose state another class changes. */
  @Hostile(verdict = Expected.EITHER)
  static final class Shared {
    static final Loader LOADER = new Loader("shared", APPLICATION);
  }

  static Object shared(Start start) {
    return Shared.LOADER.defined;
  }

  @Hostile(cause = "WRITES", reason = "Defining$Shared")
  static final class ChangesShared {
    static final Class<?> MADE = Shared.LOADER.define("Casting", "Changes");
  }

  static Object changesShared(Start start) {
    return start.shy() ? "shy" : made(ChangesShared.MADE) + " " + Shared.LOADER.defined;
  }
}
