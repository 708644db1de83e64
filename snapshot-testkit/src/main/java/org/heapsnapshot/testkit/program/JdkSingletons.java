package org.heapsnapshot.testkit.program;

import java.io.InputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Objects that the JDK itself holds: the same object must come back, not a copy. */
final class JdkSingletons {
  static final PrintStream OUT = System.out;
  static final InputStream IN = System.in;
  static final Runtime RUNTIME = Runtime.getRuntime();
  static final List<Object> EMPTY_LIST = Collections.emptyList();
  static final Map<Object, Object> EMPTY_MAP = Collections.emptyMap();
  static final List<Object> OF_NOTHING = List.of();
  static final BigDecimal ZERO = BigDecimal.ZERO;
  static final Object[] HOLDER = {OUT, EMPTY_LIST};

  private JdkSingletons() {}

  /** That of the thread which happens to be the first to ask. */
  static final class Group {
    static final ThreadGroup GROUP = Thread.currentThread().getThreadGroup();

    private Group() {}
  }

  static void check(Checks checks) {
    checks.same("System.out", System.out, OUT);
    checks.same("System.in", System.in, IN);
    checks.same("runtime", Runtime.getRuntime(), RUNTIME);
    checks.same("empty list", Collections.EMPTY_LIST, EMPTY_LIST);
    checks.same("empty map", Collections.EMPTY_MAP, EMPTY_MAP);
    checks.same("List.of", List.of(), OF_NOTHING);
    checks.same("zero", BigDecimal.ZERO, ZERO);
    checks.same("thread group", Thread.currentThread().getThreadGroup(), Group.GROUP);
    checks.that("in an array", HOLDER[0] == System.out && HOLDER[1] == Collections.EMPTY_LIST);
    OUT.println("printed through a captured stream");
  }
}
