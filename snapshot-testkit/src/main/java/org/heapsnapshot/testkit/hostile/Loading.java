package org.heapsnapshot.testkit.hostile;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.heapsnapshot.testkit.hostile.Hostile.Expected;
import org.heapsnapshot.testkit.hostile.Hostile.Net;

/** Class loaders, classes made by programs, and reflection. */
final class Loading {
  private Loading() {}

  @Hostile(cause = "HEAP", reason = "class loader", nets = Net.HEAP)
  static final class KeepsLoader {
    static final ClassLoader LOADER = new URLClassLoader("kept", new URL[0], null);
  }

  static Object keepsLoader(Start start) {
    return KeepsLoader.LOADER.getName();
  }

  static final class Template {
    static String text() {
      return "defined";
    }
  }

  static final class OwnLoader extends ClassLoader {
    OwnLoader() {
      super(null);
    }

    Class<?> define(byte[] bytes) {
      return defineClass(null, bytes, 0, bytes.length);
    }
  }

  @Hostile(nets = {Net.EFFECTS, Net.HEAP})
  static final class DefinesClass {
    static final Class<?> DEFINED = define();

    private static Class<?> define() {
      try (InputStream in = Loading.class.getResourceAsStream("Loading$Template.class")) {
        return new OwnLoader().define(in.readAllBytes());
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  static Object definesClass(Start start) {
    return DefinesClass.DEFINED.getName() + " " + (DefinesClass.DEFINED != Template.class);
  }

  @Hostile(verdict = Expected.EITHER)
  static final class MakesProxy {
    static final Runnable PROXY =
        (Runnable)
            Proxy.newProxyInstance(
                MakesProxy.class.getClassLoader(),
                new Class<?>[] {Runnable.class},
                (proxy, method, arguments) -> null);
  }

  static Object makesProxy(Start start) {
    MakesProxy.PROXY.run();
    return Proxy.isProxyClass(MakesProxy.PROXY.getClass());
  }

  @Hostile(verdict = Expected.EITHER)
  static final class FindsMethod {
    static final MethodHandle HANDLE = find();

    private static MethodHandle find() {
      try {
        return MethodHandles.lookup()
            .findVirtual(String.class, "length", MethodType.methodType(int.class));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  static Object findsMethod(Start start) throws Exception {
    try {
      return (int) FindsMethod.HANDLE.invokeExact("four");
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  @Hostile(verdict = Expected.EITHER)
  static final class LoadsServices {
    static final int NUMBER = load().size();

    private static List<Object> load() {
      List<Object> found = new ArrayList<>();
      ServiceLoader.load(java.util.spi.ToolProvider.class, null).forEach(found::add);
      return found;
    }
  }

  static Object loadsServices(Start start) {
    return LoadsServices.NUMBER > 0;
  }

  static final class Ticking {
    static final long AT = System.nanoTime();
    static final Thread OWNER = Thread.currentThread();
  }

  /** Runs an initializer that must not run at build, without naming its class. */
  @Hostile(cause = "REACHES", reason = "Ticking", nets = Net.HEAP)
  static final class InitializesByName {
    static final Class<?> CLASS = initialize();

    private static Class<?> initialize() {
      try {
        return Class.forName("org.heapsnapshot.testkit.hostile.Loading$Ticking");
      } catch (ClassNotFoundException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  static Object initializesByName(Start start) {
    return InitializesByName.CLASS == Ticking.class && Ticking.AT - start.nanos() > 0;
  }

  /** Asks a method of it through reflection, which initializes it as well. */
  @Hostile(cause = "REACHES", reason = "Ticking", nets = Net.HEAP)
  static final class CallsByReflection {
    static final long AT = call();

    private static long call() {
      try {
        return (long) Ticking.class.getDeclaredField("AT").get(null);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  static Object callsByReflection(Start start) {
    return CallsByReflection.AT == Ticking.AT;
  }

  @Hostile(verdict = Expected.BUILD_TIME)
  static final class AsksPackage {
    static final String TITLE = Main.class.getPackage().getImplementationTitle();
  }

  static Object asksPackage(Start start) {
    return AsksPackage.TITLE;
  }
}
