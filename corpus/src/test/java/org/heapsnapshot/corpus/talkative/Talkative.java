package org.heapsnapshot.corpus.talkative;

import java.util.Map;
import java.util.TreeMap;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Configures its logging systems first and then uses classes that have loggers: what they log shows
 * whether they obtained them before that.
 */
public final class Talkative {
  private static final Map<String, Integer> LENGTHS = new TreeMap<>();

  static {
    for (String word : "every class has a logger".split(" ")) {
      LENGTHS.put(word, word.length());
    }
  }

  private Talkative() {}

  /** Logs to standard output. */
  public static void main(String[] args) {
    System.setProperty("org.slf4j.simpleLogger.logFile", "System.out");
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "debug");
    java.util.logging.Logger root = java.util.logging.Logger.getLogger("");
    for (Handler handler : root.getHandlers()) {
      root.removeHandler(handler);
    }
    root.addHandler(new OutHandler());
    System.out.println(LENGTHS);
    Own.talk();
    Derived.talk();
    new Implementor().talk();
    Jul.talk();
    System.out.println(Holder.SPEAKER.name);
    System.out.println(Loud.COUNT);
    System.out.println(Borrower.LOG == Own.LOG);
    System.out.println(InObject.HELD.log.getName());
    Thread other = new Thread(Late::talk);
    other.start();
    try {
      other.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Prints what does not change from start to start. */
  static final class OutHandler extends ConsoleHandler {
    @Override
    public void publish(LogRecord record) {
      System.out.println("jul " + record.getLoggerName() + ": " + record.getMessage());
    }
  }

  /** The most common static of all. */
  static class Own {
    static final Logger LOG = LoggerFactory.getLogger(Own.class);
    static final String[] WORDS = {"own", "words"};

    static void talk() {
      LOG.debug("{} {}", WORDS[0], WORDS[1]);
    }
  }

  /** Initializes a class that has a logger. */
  static final class Derived extends Own {
    static final StringBuilder TEXT = new StringBuilder("derived");

    static void talk() {
      LOG.info(TEXT.toString());
    }
  }

  /** A logger as a constant of an interface with code. */
  interface WithCode {
    Logger LOG = LoggerFactory.getLogger("with.code");

    default void talk() {
      LOG.info("from an interface");
    }
  }

  /** Initializes that interface. */
  static final class Implementor implements WithCode {
    static final Object LOCK = new Object();
  }

  /** The logging of the JDK. */
  static final class Jul {
    private static final java.util.logging.Logger LOG =
        java.util.logging.Logger.getLogger(Jul.class.getName());
    private static final Map<String, Level> LEVELS = new TreeMap<>();

    static {
      LEVELS.put("said", Level.WARNING);
    }

    static void talk() {
      LOG.log(LEVELS.get("said"), "said");
    }
  }

  /** Has an object of a class with a logger. */
  static final class Holder {
    static final Speaker SPEAKER = new Speaker("a speaker");
  }

  /** Has a logger and objects. */
  static final class Speaker {
    private static final Logger LOG = LoggerFactory.getLogger(Speaker.class);
    final String name;

    Speaker(String name) {
      this.name = LOG == null ? "no logger" : name;
    }
  }

  /** Logs in its initializer. */
  static final class Loud {
    private static final Logger LOG = LoggerFactory.getLogger(Loud.class);
    static final int COUNT = LENGTHS.size();

    static {
      LOG.warn("initialized");
    }
  }

  /** Has the logger of another class. */
  static final class Borrower {
    static final Logger LOG = Own.LOG;
  }

  /** Has a logger in an object. */
  static final class InObject {
    static final InObject HELD = new InObject();
    final Logger log = LoggerFactory.getLogger("in.object");
  }

  /** Is used by another thread first. */
  static final class Late {
    private static final Logger LOG = LoggerFactory.getLogger(Late.class);

    static void talk() {
      LOG.info("on {}", Thread.currentThread().isDaemon() ? "a daemon" : "a thread");
    }
  }
}
