package org.heapsnapshot.observed;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Classes that obtain loggers, and what hangs on them. */
public final class Logging {
  private Logging() {}

  static class Holds {
    static final Logger LOG = Logger.getLogger(Holds.class.getName());
    static final Map<String, Integer> STATE = new HashMap<>(Map.of("a", 1));
  }

  static final class Subclass extends Holds {
    static final StringBuilder OWN = new StringBuilder("own");
  }

  /** Uses the state of a class with a logger, which may be initialized already. */
  static final class Uses {
    static final int SIZE = Holds.STATE.size() + 1;
  }

  static final class Borrows {
    static final Object LOG = Holds.LOG;
  }

  static final class Drops {
    static final String NAME = "dropped".concat("");

    static {
      Logger.getLogger(NAME);
    }
  }

  interface Constant {
    Logger LOG = Logger.getLogger("constant");
  }

  static final class Implementor implements Constant {
    static final StringBuilder OWN = new StringBuilder("own");
  }

  interface WithDefault {
    Logger LOG = Logger.getLogger("default");

    default Logger log() {
      return LOG;
    }
  }

  static final class ImplementorOfCode implements WithDefault {
    static final StringBuilder OWN = new StringBuilder("own");
  }

  static final class Logs {
    static final Logger LOG = Logger.getLogger("logs");

    static {
      LOG.fine("never seen");
    }
  }

  static final class Asks {
    static final boolean FINE = Logger.getLogger("asks").isLoggable(Level.FINE);
  }

  static final class AsksForClass {
    static final boolean JUL = isJul(Logger.getLogger("type"));

    private static boolean isJul(Object logger) {
      return logger.getClass() == Logger.class;
    }
  }

  static final class AsksForType {
    static final boolean COMPARABLE = isComparable(Logger.getLogger("type"));

    private static boolean isComparable(Object logger) {
      return logger instanceof Comparable;
    }
  }

  static final class Compares {
    static final boolean SAME = Logger.getLogger("same") == Logger.getLogger("same");
  }

  static final class InList {
    static final List<Logger> LOGS = List.of(Logger.getLogger("in a list"));
  }

  /** Keeps in another class what it obtained itself. */
  static final class Lends {
    static final StringBuilder OWN = new StringBuilder("own");

    static {
      Keeps.log = Logger.getLogger("lent");
    }
  }

  static final class Keeps {
    static Logger log;
    static final StringBuilder OWN = new StringBuilder("own");
  }
}
