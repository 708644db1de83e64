package org.heapsnapshot.testkit.hostile;

import java.io.Console;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import org.heapsnapshot.testkit.hostile.Hostile.Expected;
import org.heapsnapshot.testkit.hostile.Hostile.Net;

/** Facts of one machine, one user, one start. */
final class Machine {
  private Machine() {}

  @Hostile(cause = "EFFECT", reason = "reads the environment", nets = Net.EFFECTS)
  static final class ReadsVariable {
    static final String VALUE = System.getenv("PATH");
  }

  static Object readsVariable(Start start) {
    return ReadsVariable.VALUE;
  }

  @Hostile(
      cause = "EFFECT",
      reason = "reads the environment",
      nets = {Net.EFFECTS, Net.PERTURBATION})
  static final class CountsVariables {
    static final Map<String, String> ALL = Map.copyOf(System.getenv());
  }

  static Object countsVariables(Start start) {
    return CountsVariables.ALL.equals(System.getenv());
  }

  @Hostile(
      cause = "EFFECT",
      reason = "user.dir, a fact of the machine",
      nets = {Net.EFFECTS, Net.PERTURBATION})
  static final class ReadsDirectory {
    static final String VALUE = System.getProperty("user.dir");
  }

  static Object readsDirectory(Start start) {
    return ReadsDirectory.VALUE.equals(System.getProperty("user.dir"));
  }

  @Hostile(
      cause = "EFFECT",
      reason = "user.home, a fact of the machine",
      nets = {Net.EFFECTS, Net.PERTURBATION})
  static final class ReadsHome {
    static final String VALUE = System.getProperty("user.home");
  }

  static Object readsHome(Start start) {
    return ReadsHome.VALUE.equals(System.getProperty("user.home"));
  }

  @Hostile(
      cause = "EFFECT",
      reason = "user.name, a fact of the machine",
      nets = {Net.EFFECTS, Net.PERTURBATION})
  static final class ReadsUser {
    static final String VALUE = System.getProperty("user.name");
  }

  static Object readsUser(Start start) {
    return ReadsUser.VALUE.equals(System.getProperty("user.name"));
  }

  @Hostile(
      cause = "EFFECT",
      reason = "java.io.tmpdir, a fact of the machine",
      nets = {Net.EFFECTS, Net.PERTURBATION})
  static final class ReadsTemporaryDirectory {
    static final String VALUE = System.getProperty("java.io.tmpdir");
  }

  static Object readsTemporaryDirectory(Start start) {
    return ReadsTemporaryDirectory.VALUE.equals(System.getProperty("java.io.tmpdir"));
  }

  @Hostile(
      cause = "EFFECT",
      reason = "java.class.path, a fact of the machine",
      nets = {Net.EFFECTS, Net.PERTURBATION})
  static final class ReadsClassPath {
    static final String VALUE = System.getProperty("java.class.path");
  }

  static Object readsClassPath(Start start) {
    return ReadsClassPath.VALUE.equals(System.getProperty("java.class.path"));
  }

  @Hostile(cause = "EFFECT", reason = "sun.java.command, a fact", nets = Net.EFFECTS)
  static final class ReadsCommand {
    static final String VALUE = System.getProperty("sun.java.command");
  }

  static Object readsCommand(Start start) {
    return ReadsCommand.VALUE.equals(System.getProperty("sun.java.command"));
  }

  @Hostile(cause = "EFFECT", reason = "java.home, a fact of the machine", nets = Net.EFFECTS)
  static final class ReadsJavaHome {
    static final String VALUE = System.getProperty("java.home");
  }

  static Object readsJavaHome(Start start) {
    return ReadsJavaHome.VALUE.equals(System.getProperty("java.home"));
  }

  @Hostile(
      cause = "EFFECT",
      reason = "Runtime.availableProcessors",
      nets = {Net.EFFECTS, Net.PERTURBATION})
  static final class CountsProcessors {
    static final int NUMBER = Runtime.getRuntime().availableProcessors();
  }

  static Object countsProcessors(Start start) {
    return CountsProcessors.NUMBER == Runtime.getRuntime().availableProcessors();
  }

  @Hostile(cause = "EFFECT", reason = "Runtime.maxMemory", nets = Net.EFFECTS)
  static final class ReadsMemory {
    static final long BYTES = Runtime.getRuntime().maxMemory();
  }

  static Object readsMemory(Start start) {
    return ReadsMemory.BYTES == Runtime.getRuntime().maxMemory();
  }

  @Hostile(cause = "EFFECT", reason = "ProcessHandle", nets = Net.EFFECTS, random = true)
  static final class ReadsProcess {
    static final long ID = ProcessHandle.current().pid();
  }

  static Object readsProcess(Start start) {
    return ReadsProcess.ID;
  }

  @Hostile(cause = "EFFECT", reason = "getRuntimeMXBean", nets = Net.EFFECTS)
  static final class ReadsArguments {
    static final List<String> ALL =
        List.copyOf(ManagementFactory.getRuntimeMXBean().getInputArguments());
  }

  static Object readsArguments(Start start) {
    return ReadsArguments.ALL.equals(ManagementFactory.getRuntimeMXBean().getInputArguments());
  }

  @Hostile(cause = "EFFECT", reason = "ManagementFactory", nets = Net.EFFECTS)
  static final class CountsLoadedClasses {
    static final boolean MANY =
        ManagementFactory.getClassLoadingMXBean().getLoadedClassCount() > 100;
  }

  static Object countsLoadedClasses(Start start) {
    return CountsLoadedClasses.MANY;
  }

  @Hostile(cause = "EFFECT", reason = "java.lang.System.console", nets = Net.EFFECTS)
  static final class LooksForConsole {
    static final Console CONSOLE = System.console();
  }

  static Object looksForConsole(Start start) {
    return LooksForConsole.CONSOLE == System.console();
  }

  @Hostile(cause = "EFFECT", reason = "file system", nets = Net.EFFECTS)
  static final class MeasuresDisk {
    static final long BYTES = new java.io.File(".").getTotalSpace();
  }

  static Object measuresDisk(Start start) {
    return MeasuresDisk.BYTES == new java.io.File(".").getTotalSpace();
  }

  /** Another build of the same JDK has another version. */
  @Hostile(verdict = Hostile.Expected.BUILD_TIME)
  static final class KeepsVersion {
    static final String VERSION = Runtime.version().toString();
  }

  static Object keepsVersion(Start start) {
    return KeepsVersion.VERSION.equals(Runtime.version().toString());
  }

  /** A derived flag, not the one the compiler makes for {@code assert}. */
  @Hostile(verdict = Expected.BUILD_TIME)
  static final class AsksForAssertions {
    static final boolean ENABLED = AsksForAssertions.class.desiredAssertionStatus();
  }

  static Object asksForAssertions(Start start) {
    return AsksForAssertions.ENABLED == Machine.class.desiredAssertionStatus();
  }

  @Hostile(verdict = Expected.BUILD_TIME)
  static final class AssertsWithEffect {
    static final boolean ENABLED;

    static {
      boolean enabled = false;
      assert enabled = true;
      ENABLED = enabled;
    }
  }

  static Object assertsWithEffect(Start start) {
    return AssertsWithEffect.ENABLED == Machine.class.desiredAssertionStatus();
  }

  /** Decides by the flag what it keeps. */
  @Hostile(nets = Net.PERTURBATION)
  static final class DecidesByAssertions {
    static final String MODE;

    static {
      boolean enabled = false;
      assert enabled = true;
      MODE = enabled ? "checked" : "fast";
    }
  }

  static Object decidesByAssertions(Start start) {
    String mode = Machine.class.desiredAssertionStatus() ? "checked" : "fast";
    return DecidesByAssertions.MODE.equals(mode);
  }

  /** Whether it is allowed, the options of a start decide. */
  @Hostile(cause = "EFFECT", reason = "setAccessible", nets = Net.EFFECTS)
  static final class BreaksIntoJdk {
    static final boolean DONE = breaksIn();
  }

  private static boolean breaksIn() {
    try {
      String.class.getDeclaredField("value").setAccessible(true);
      return true;
    } catch (ReflectiveOperationException | RuntimeException e) {
      return false;
    }
  }

  static Object breaksIntoJdk(Start start) {
    return BreaksIntoJdk.DONE == breaksIn();
  }

  /** What everybody may do. */
  @Hostile(verdict = Expected.BUILD_TIME)
  static final class MakesAccessible {
    static final boolean DONE = makeAccessible();
    private static final int VALUE = 3;

    private static boolean makeAccessible() {
      try {
        String.class.getMethod("length").setAccessible(true);
        MakesAccessible.class.getDeclaredField("VALUE").setAccessible(true);
        return true;
      } catch (ReflectiveOperationException e) {
        return false;
      }
    }
  }

  static Object makesAccessible(Start start) {
    return MakesAccessible.DONE + " " + MakesAccessible.VALUE;
  }

  @Hostile(cause = "EFFECT", reason = "isOpen", nets = Net.EFFECTS)
  static final class AsksForModule {
    static final boolean OPEN = Object.class.getModule().isOpen("java.lang", thisModule());

    private static Module thisModule() {
      return Machine.class.getModule();
    }
  }

  static Object asksForModule(Start start) {
    return AsksForModule.OPEN;
  }

  @Hostile(cause = "EFFECT", reason = "getCommonPoolParallelism", nets = Net.EFFECTS)
  static final class CountsCommonPool {
    static final int COUNT = java.util.concurrent.ForkJoinPool.getCommonPoolParallelism();
  }

  static Object countsCommonPool(Start start) {
    return CountsCommonPool.COUNT - java.util.concurrent.ForkJoinPool.getCommonPoolParallelism();
  }

  /** Others may have set it before. */
  @Hostile(cause = "EFFECT", reason = "Security.getProperty", nets = Net.EFFECTS)
  static final class ReadsSecurityProperty {
    static final String VALUE = java.security.Security.getProperty("fixture.never");
  }

  static Object readsSecurityProperty(Start start) {
    return ReadsSecurityProperty.VALUE;
  }
}
