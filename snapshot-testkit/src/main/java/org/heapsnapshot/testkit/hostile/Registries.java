package org.heapsnapshot.testkit.hostile;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.Authenticator;
import java.net.URL;
import java.security.Provider;
import java.security.Security;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javax.management.JMException;
import javax.management.ObjectName;
import org.heapsnapshot.testkit.hostile.Hostile.Expected;
import org.heapsnapshot.testkit.hostile.Hostile.Net;

/** Registries of the JDK that initializers change. */
final class Registries {
  private Registries() {}

  static final class OwnProvider extends Provider {
    private static final long serialVersionUID = 1;

    OwnProvider() {
      super("HostileProvider", "1.0", "does nothing");
    }
  }

  @Hostile(cause = "EFFECT", reason = "java.security.Security", nets = Net.EFFECTS)
  static final class AddsProvider {
    static {
      Security.addProvider(new OwnProvider());
    }

    static boolean isThere() {
      return Security.getProvider("HostileProvider") != null;
    }
  }

  static Object addsProvider(Start start) {
    return AddsProvider.isThere();
  }

  @Hostile(cause = "EFFECT", reason = "System.setProperty(\"hostile.made\")", nets = Net.EFFECTS)
  static final class SetsProperty {
    static {
      System.setProperty("hostile.made", "yes");
    }

    static String read() {
      return System.getProperty("hostile.made");
    }
  }

  static Object setsProperty(Start start) {
    return SetsProperty.read();
  }

  @Hostile(
      cause = "EFFECT",
      reason = "java.lang.System.setErr",
      nets = {Net.EFFECTS, Net.HEAP})
  static final class ReplacesErr {
    static final PrintStream BEFORE = System.err;
    static final ByteArrayOutputStream BYTES = new ByteArrayOutputStream();

    static {
      System.setErr(new PrintStream(BYTES, true));
    }
  }

  static Object replacesErr(Start start) {
    PrintStream before = ReplacesErr.BEFORE;
    System.err.print("caught");
    System.setErr(before);
    return ReplacesErr.BYTES.toString();
  }

  /** Name of a management interface is given by the class that implements it. */
  public interface BeanMBean {
    /** An attribute. */
    int getValue();
  }

  /** The implementation. */
  public static final class Bean implements BeanMBean {
    @Override
    public int getValue() {
      return 3;
    }
  }

  @Hostile(cause = "EFFECT", nets = Net.EFFECTS)
  static final class RegistersBean {
    static final String NAME = "org.heapsnapshot.testkit:type=Hostile";

    static {
      try {
        ManagementFactory.getPlatformMBeanServer().registerMBean(new Bean(), new ObjectName(NAME));
      } catch (JMException e) {
        throw new IllegalStateException(e);
      }
    }

    static boolean isThere() throws JMException {
      return ManagementFactory.getPlatformMBeanServer().isRegistered(new ObjectName(NAME));
    }
  }

  static Object registersBean(Start start) throws JMException {
    return RegistersBean.isThere();
  }

  @Hostile(cause = "EFFECT", reason = "setURLStreamHandlerFactory", nets = Net.EFFECTS)
  static final class SetsHandlerFactory {
    static {
      URL.setURLStreamHandlerFactory(protocol -> null);
    }

    static String again() {
      try {
        URL.setURLStreamHandlerFactory(protocol -> null);
        return "was not set";
      } catch (Error e) {
        return e.getMessage();
      }
    }
  }

  static Object setsHandlerFactory(Start start) {
    return SetsHandlerFactory.again();
  }

  static final class NoPasswords extends Authenticator {}

  @Hostile(cause = "EFFECT", reason = "java.net.Authenticator", nets = Net.EFFECTS)
  static final class SetsAuthenticator {
    static {
      Authenticator.setDefault(new NoPasswords());
    }

    static Authenticator read() {
      return Authenticator.getDefault();
    }
  }

  static Object setsAuthenticator(Start start) {
    return SetsAuthenticator.read() instanceof NoPasswords;
  }

  @Hostile(cause = "LOGS", reason = "Logger.setLevel", nets = Net.EFFECTS)
  static final class SetsLevel {
    static final String NAME = "hostile.level";
    static final Logger KEPT = Logger.getLogger(NAME);

    static {
      KEPT.setLevel(Level.FINEST);
    }
  }

  static Object setsLevel(Start start) {
    return SetsLevel.KEPT.getLevel() + " " + Logger.getLogger(SetsLevel.NAME).getLevel();
  }

  @Hostile(verdict = Expected.BUILD_TIME)
  static final class KeepsTwice {
    static final Logger FIRST;
    static Logger current;

    static {
      FIRST = Logger.getLogger("hostile.first");
      current = FIRST;
    }
  }

  /** Which of the two it read decides what it has. */
  @Hostile(cause = "LOGS", reason = "in several fields that are not all final")
  static final class ReadsOneOfTwo {
    static final Logger KEPT = KeepsTwice.current;
  }

  static Object readsOneOfTwo(Start start) {
    KeepsTwice.current = Logger.getLogger("hostile.other");
    return ReadsOneOfTwo.KEPT.getName();
  }

  static final class Counting extends Handler {
    int count;

    @Override
    public void publish(LogRecord entry) {
      count++;
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  /** What is logged must be logged at every start. */
  @Hostile(verdict = Expected.RUN_TIME)
  static final class Logs {
    static final Logger LOG = Logger.getLogger("hostile.logs");

    static {
      LOG.warning("logged by an initializer");
    }
  }

  static Object logs(Start start) {
    Counting counting = new Counting();
    Logger parent = Logger.getLogger("hostile");
    parent.addHandler(counting);
    parent.setUseParentHandlers(false);
    String name = Logs.LOG.getName();
    parent.removeHandler(counting);
    parent.setUseParentHandlers(true);
    return name + " " + counting.count;
  }
}
