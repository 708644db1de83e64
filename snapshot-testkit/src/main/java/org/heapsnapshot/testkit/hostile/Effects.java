package org.heapsnapshot.testkit.hostile;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.logging.Logger;
import org.heapsnapshot.testkit.hostile.Hostile.Expected;

/** Effects that do no harm and are needed: they have to happen again, when they always did. */
final class Effects {
  private Effects() {}

  /** A driver that knows nothing but its number. */
  static class OwnDriver implements Driver {
    final int number;

    OwnDriver(int number) {
      this.number = number;
    }

    @Override
    public Connection connect(String url, Properties info) {
      return null;
    }

    @Override
    public boolean acceptsURL(String url) {
      return false;
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
      return new DriverPropertyInfo[0];
    }

    @Override
    public int getMajorVersion() {
      return number;
    }

    @Override
    public int getMinorVersion() {
      return 0;
    }

    @Override
    public boolean jdbcCompliant() {
      return false;
    }

    @Override
    public Logger getParentLogger() {
      return null;
    }
  }

  /** The drivers of this program, in the order of the JDK. */
  private static List<Integer> known() {
    List<Integer> numbers = new ArrayList<>();
    for (Driver driver : Collections.list(DriverManager.getDrivers())) {
      if (driver instanceof OwnDriver own) {
        numbers.add(own.number);
      }
    }
    return numbers;
  }

  private static void register(Driver driver) {
    try {
      DriverManager.registerDriver(driver);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Hostile(verdict = Expected.BUILD_TIME)
  static final class RegistersItsDriver {
    static final OwnDriver INSTANCE = new OwnDriver(1);

    static {
      register(INSTANCE);
    }

    static boolean isKnown() {
      return Collections.list(DriverManager.getDrivers()).contains(INSTANCE);
    }
  }

  @Hostile(verdict = Expected.BUILD_TIME)
  static final class RegistersTwo {
    static int count;

    static {
      register(new OwnDriver(2));
      register(new OwnDriver(3));
      count = 2;
    }
  }

  /** Its initializer runs another that registers one. */
  @Hostile(verdict = Expected.BUILD_TIME)
  static final class UsesOne {
    static final int NUMBER = Used.DRIVER.number;
  }

  @Hostile(verdict = Expected.BUILD_TIME)
  static final class Used {
    static final OwnDriver DRIVER = new OwnDriver(4);

    static {
      register(DRIVER);
    }
  }

  static Object registersItsDriver(Start start) {
    String before = known().toString();
    return before + (start.shy() ? "" : RegistersItsDriver.isKnown()) + known();
  }

  static Object registersTwo(Start start) {
    String before = known().toString();
    return before + (start.shy() ? "" : RegistersTwo.count) + known();
  }

  static Object usesOne(Start start) {
    String before = known().toString();
    return before + UsesOne.NUMBER + known() + Used.DRIVER.number + known();
  }

  /** Bound in the thread that first uses the class, and in no other. */
  @Hostile(verdict = Expected.BUILD_TIME)
  static final class BindsItsThread {
    static final ThreadLocal<int[]> LOCAL = new ThreadLocal<>();
    static final int[] VALUE = {7};

    static {
      LOCAL.set(VALUE);
    }

    static String of() {
      return (LOCAL.get() == VALUE) + " " + (LOCAL.get() == null);
    }
  }

  static Object bindsItsThread(Start start) throws Exception {
    return start.onWorker(BindsItsThread::of) + " " + BindsItsThread.of();
  }

  static final class Shared {
    static final ThreadLocal<String> LOCAL = ThreadLocal.withInitial(() -> "drawn");

    private Shared() {}
  }

  @Hostile(verdict = Expected.BUILD_TIME)
  static final class BindsShared {
    static final int LENGTH = 5;
    static Object done;

    static {
      Shared.LOCAL.set("bound");
      done = new Object();
    }
  }

  static Object bindsShared(Start start) {
    String before = Shared.LOCAL.get();
    return before + (start.shy() || BindsShared.done != null) + Shared.LOCAL.get();
  }
}
