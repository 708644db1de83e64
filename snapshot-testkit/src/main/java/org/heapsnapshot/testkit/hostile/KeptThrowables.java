package org.heapsnapshot.testkit.hostile;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.heapsnapshot.testkit.hostile.Hostile.Expected;

/** Initializers that keep throwables: their stacks tell who first used the class. */
final class KeptThrowables {
  private KeptThrowables() {}

  @Hostile(verdict = Expected.BUILD_TIME)
  static final class KeptThrowable {
    static final RuntimeException ONE = make("one");
    static final Map<String, Throwable> CAUSED = new LinkedHashMap<>();

    static {
      CAUSED.put("two", new IllegalStateException("two", ONE));
    }

    private static RuntimeException make(String text) {
      return new RuntimeException(text);
    }
  }

  static Object keptThrowable(Start start) {
    return start.shy() ? deeper(3) : stacks();
  }

  private static String deeper(int levels) {
    return levels == 0 ? stacks() : deeper(levels - 1);
  }

  private static String stacks() {
    return stack(KeptThrowable.ONE) + stack(KeptThrowable.CAUSED.get("two"));
  }

  private static String stack(Throwable t) {
    StringBuilder text = new StringBuilder();
    for (StackTraceElement frame : t.getStackTrace()) {
      text.append(frame).append(' ');
    }
    return text.append(t.getCause() == null ? "; " : "by " + t.getCause() + "; ").toString();
  }

  /** Its initializer may be what runs that of the class with the throwable. */
  @Hostile(verdict = Expected.BUILD_TIME)
  static final class RunsMaker {
    static final int START = Integer.parseInt("3");
    static final Throwable KEPT = Maker.KEPT;
  }

  @Hostile(verdict = Expected.BUILD_TIME)
  static final class Maker {
    static final Throwable KEPT = new Throwable("kept");
  }

  static Object runsMaker(Start start) {
    return (start.shy() ? stack(Maker.KEPT) : "") + stack(RunsMaker.KEPT);
  }

  /** A method of one class is in the stack of a throwable of another. */
  @Hostile
  static final class CallsMaker {
    static final int DEPTH = depth();

    private static int depth() {
      return CalledMaker.KEPT.getStackTrace().length;
    }
  }

  @Hostile(cause = "HEAP", reason = "it keeps a throwable")
  static final class CalledMaker {
    static final Throwable KEPT = new Throwable("kept");
  }

  static Object callsMaker(Start start) {
    return (start.shy() ? stack(CalledMaker.KEPT) : "")
        + CallsMaker.DEPTH
        + stack(CalledMaker.KEPT);
  }

  /** Answers with a stack of its own: what the JDK keeps of it differs between starts. */
  static final class Mute extends RuntimeException {
    private static final long serialVersionUID = 1;

    @Override
    public StackTraceElement[] getStackTrace() {
      return new StackTraceElement[] {new StackTraceElement("Mute", "<clinit>", "Mute.java", 1)};
    }
  }

  @Hostile(cause = "HEAP", reason = "whose class answers with a stack of its own")
  static final class KeptMute {
    static final Mute KEPT = new Mute();
  }

  static Object keptMute(Start start) {
    StringWriter printed = new StringWriter();
    KeptMute.KEPT.printStackTrace(new PrintWriter(printed));
    return stack(KeptMute.KEPT) + printed.toString().replaceAll("\\s+", " ");
  }

  /** Nobody made it in an initializer that is known by its frame: it has no frames. */
  @Hostile(verdict = Expected.BUILD_TIME)
  static final class Stackless {
    static final Throwable KEPT =
        new Throwable("kept", null, false, false) {
          private static final long serialVersionUID = 1;
        };
  }

  static Object stackless(Start start) {
    return stack(Stackless.KEPT);
  }
}
