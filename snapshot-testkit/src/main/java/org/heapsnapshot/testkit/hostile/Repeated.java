package org.heapsnapshot.testkit.hostile;

import java.beans.PropertyEditorManager;
import java.beans.PropertyEditorSupport;
import java.io.IOException;
import java.net.CookieHandler;
import java.net.CookieManager;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.sql.DriverManager;
import java.util.List;
import org.heapsnapshot.testkit.hostile.Hostile.Expected;
import org.heapsnapshot.testkit.hostile.Hostile.Net;

/** Registrations that are made again, and what is against it. */
final class Repeated {
  private Repeated() {}

  @Hostile(verdict = Expected.BUILD_TIME, reason = "repeats java.lang.Runtime.addShutdownHook")
  static final class AddsShutdownHook {
    static {
      Runtime.getRuntime().addShutdownHook(new Thread(AddsShutdownHook::say));
    }

    private static void say() {
      System.out.println("shutdown hook of an initializer");
    }

    static int done() {
      return 1;
    }
  }

  static Object addsShutdownHook(Start start) {
    return start.shy() ? 0 : AddsShutdownHook.done();
  }

  @Hostile(verdict = Expected.BUILD_TIME)
  static final class AddsOwnHook extends Thread {
    static final AddsOwnHook HOOK = new AddsOwnHook();
    private final List<String> files = List.of("a file");

    static {
      HOOK.register();
    }

    private void register() {
      Runtime.getRuntime().addShutdownHook(this);
    }

    @Override
    public void run() {
      throw new IllegalStateException(files.toString());
    }

    static boolean remove() {
      return Runtime.getRuntime().removeShutdownHook(HOOK);
    }
  }

  static Object addsOwnHook(Start start) {
    return AddsOwnHook.remove() + " " + AddsOwnHook.HOOK.files + " " + AddsOwnHook.remove();
  }

  /** It throws in a JVM that shuts down, which this initializer catches. */
  @Hostile(cause = "EFFECT", reason = "may catch", nets = Net.EFFECTS)
  static final class CatchesAtHook {
    static final Thread HOOK = new Thread("never runs");
    static final boolean ADDED = add();

    private static boolean add() {
      try {
        Runtime.getRuntime().addShutdownHook(HOOK);
        return true;
      } catch (IllegalStateException e) {
        return false;
      }
    }
  }

  static Object catchesAtHook(Start start) {
    return CatchesAtHook.ADDED + " " + Runtime.getRuntime().removeShutdownHook(CatchesAtHook.HOOK);
  }

  @Hostile(verdict = Expected.BUILD_TIME, reason = "setDefaultUncaughtExceptionHandler")
  static final class SetsHandler {
    static final Thread.UncaughtExceptionHandler HANDLER = (thread, thrown) -> {};

    static {
      Thread.setDefaultUncaughtExceptionHandler(HANDLER);
    }

    static boolean isThere() {
      return Thread.getDefaultUncaughtExceptionHandler() == HANDLER;
    }
  }

  static Object setsHandler(Start start) {
    boolean before = Thread.getDefaultUncaughtExceptionHandler() != null;
    boolean there = !start.shy() && SetsHandler.isThere();
    boolean after = Thread.getDefaultUncaughtExceptionHandler() != null;
    Thread.setDefaultUncaughtExceptionHandler(null);
    return before + " " + there + " " + after;
  }

  @Hostile(cause = "EFFECT", reason = "reads a registry", nets = Net.EFFECTS)
  static final class ReadsHandler {
    static final boolean THERE = Thread.getDefaultUncaughtExceptionHandler() != null;
  }

  static Object readsHandler(Start start) {
    Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> {});
    boolean there = ReadsHandler.THERE;
    Thread.setDefaultUncaughtExceptionHandler(null);
    return there;
  }

  @Hostile(verdict = Expected.BUILD_TIME)
  static final class SetsCookies {
    static final CookieManager MANAGER = new CookieManager();

    static {
      CookieHandler.setDefault(MANAGER);
    }

    static boolean isThere() {
      return CookieHandler.getDefault() == MANAGER;
    }
  }

  static Object setsCookies(Start start) {
    String before = CookieHandler.getDefault() + " ";
    return before + SetsCookies.isThere() + SetsCookies.MANAGER.getCookieStore().getCookies();
  }

  static final class NoProxies extends ProxySelector {
    int asked;

    @Override
    public List<Proxy> select(URI uri) {
      asked++;
      return List.of(Proxy.NO_PROXY);
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException e) {}
  }

  @Hostile(verdict = Expected.BUILD_TIME)
  static final class SetsProxies {
    static final int NUMBER = 2;
    static Object done;

    static {
      ProxySelector.setDefault(new NoProxies());
      done = new Object();
    }
  }

  static Object setsProxies(Start start) {
    boolean before = ProxySelector.getDefault() instanceof NoProxies;
    boolean done = start.shy() || SetsProxies.done != null;
    return before + " " + done + " " + (ProxySelector.getDefault() instanceof NoProxies);
  }

  /** Edits what it is registered for. */
  public static final class OwnEditor extends PropertyEditorSupport {}

  @Hostile(verdict = Expected.BUILD_TIME)
  static final class RegistersEditor {
    static final Class<?> FOR = RegistersEditor.class;

    static {
      PropertyEditorManager.registerEditor(FOR, OwnEditor.class);
    }
  }

  static Object registersEditor(Start start) {
    boolean before = PropertyEditorManager.findEditor(RegistersEditor.class) == null;
    Class<?> type = RegistersEditor.FOR;
    return before + " " + (PropertyEditorManager.findEditor(type) instanceof OwnEditor);
  }

  @Hostile(cause = "EFFECT", reason = "java.sql.DriverManager.drivers", nets = Net.EFFECTS)
  static final class CountsDrivers {
    static final long COUNT = DriverManager.drivers().count();
  }

  static Object countsDrivers(Start start) {
    return CountsDrivers.COUNT == DriverManager.drivers().count();
  }

  /** A library of the JDK that nothing else loads here. */
  @Hostile(verdict = Expected.BUILD_TIME, reason = "repeats java.lang.System.loadLibrary(\"rmi\")")
  static final class LoadsLibrary {
    static final List<String> NAMES = List.of("rmi");

    static {
      System.loadLibrary(NAMES.get(0));
    }

    static boolean isLoaded() {
      return NAMES.size() == 1;
    }
  }

  static Object loadsLibrary(Start start) {
    return start.shy() || LoadsLibrary.isLoaded();
  }

  /** Where there is no such library, it sees that. */
  @Hostile(cause = "EFFECT", reason = "library may be missing", nets = Net.EFFECTS)
  static final class UsesLibrary {
    static final boolean THERE = there();

    private static boolean there() {
      try {
        return LoadsLibrary.isLoaded();
      } catch (LinkageError e) {
        return false;
      }
    }
  }

  static Object usesLibrary(Start start) {
    return UsesLibrary.THERE;
  }

  /** Does it for another class, by whose loader the library would be found. */
  @Hostile(cause = "EFFECT", reason = "does not call itself", nets = Net.EFFECTS)
  static final class HasLibraryLoaded {
    static final int COUNT = Loader.load();
  }

  static final class Loader {
    private Loader() {}

    static int load() {
      System.loadLibrary("prefs");
      return 1;
    }
  }

  static Object hasLibraryLoaded(Start start) {
    return HasLibraryLoaded.COUNT;
  }
}
