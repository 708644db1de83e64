package org.heapsnapshot.core.capture;

/**
 * Watches code of the program that a handler runs at build, as it will run it at every start before
 * {@code main}.
 */
public interface HandlerWatch {
  /** Sees nothing. */
  HandlerWatch NONE =
      new HandlerWatch() {
        @Override
        public void begin() {}

        @Override
        public String end() {
          return null;
        }
      };

  /** A handler is about to run. */
  void begin();

  /**
   * It has run.
   *
   * @return what it did and no start may do before {@code main}, such as "initializes X"; or null
   */
  String end();
}
