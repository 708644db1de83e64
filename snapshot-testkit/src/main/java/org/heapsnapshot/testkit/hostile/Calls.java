package org.heapsnapshot.testkit.hostile;

import java.util.List;
import org.heapsnapshot.testkit.hostile.Hostile.Expected;
import org.heapsnapshot.testkit.hostile.Hostile.Net;

/** Who runs an initializer, and from how deep. */
final class Calls {
  private Calls() {}

  @Hostile(cause = "DIFFERENCE", reason = "DEPTH", nets = Net.PERTURBATION)
  static final class KeepsDepth {
    static final int DEPTH = new Throwable().getStackTrace().length;
  }

  static Object keepsDepth(Start start) throws Exception {
    return start.onWorker(() -> KeepsDepth.DEPTH < 40);
  }

  @Hostile(cause = "DIFFERENCE", reason = "CALLER", nets = Net.PERTURBATION)
  static final class KeepsCaller {
    static final String CALLER = caller();

    private static String caller() {
      StackTraceElement[] trace = new Throwable().getStackTrace();
      return trace[2].getClassName();
    }
  }

  static Object keepsCaller(Start start) {
    return KeepsCaller.CALLER;
  }

  @Hostile(cause = "DIFFERENCE", reason = "CALLERS", nets = Net.PERTURBATION)
  static final class WalksStack {
    static final List<String> CALLERS =
        StackWalker.getInstance()
            .walk(frames -> frames.skip(1).map(f -> f.getClassName()).limit(2).toList());
  }

  static Object walksStack(Start start) {
    return WalksStack.CALLERS;
  }

  /** A constant exception: the frames of the initializer itself are the same at every start. */
  @Hostile(verdict = Expected.EITHER)
  static final class KeepsThrowable {
    static final RuntimeException CONSTANT = new IllegalStateException("constant");
  }

  static Object keepsThrowable(Start start) {
    return KeepsThrowable.CONSTANT.getStackTrace()[0].getMethodName();
  }

  /** Branches on who asks first. */
  @Hostile(cause = "DIFFERENCE", nets = Net.PERTURBATION)
  static final class BranchesOnThread {
    static final String KIND =
        Thread.currentThread().getName().equals("main") ? "interactive" : "background";
  }

  static Object branchesOnThread(Start start) throws Exception {
    return start.onWorker(() -> BranchesOnThread.KIND);
  }
}
