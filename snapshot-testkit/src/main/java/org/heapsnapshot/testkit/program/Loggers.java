package org.heapsnapshot.testkit.program;

import java.util.logging.Level;
import java.util.logging.Logger;

/** The most common static of all. */
final class Loggers {
  private static final Logger LOG = Logger.getLogger(Loggers.class.getName());
  static final Level LEVEL = Level.FINE;
  static final String[] STATE = {"beside", "a logger"};

  private Loggers() {}

  static void check(Checks checks) {
    checks.equal("name", "org.heapsnapshot.testkit.program.Loggers", LOG.getName());
    checks.same("the registered one", Logger.getLogger(Loggers.class.getName()), LOG);
    checks.same("level", Level.FINE, LEVEL);
    LOG.setLevel(LEVEL);
    checks.that("works", LOG.isLoggable(Level.FINE) && !LOG.isLoggable(Level.FINER));
    checks.equal("state beside it", "a logger", STATE[1]);
  }
}
