package org.heapsnapshot.core;

/** Where a long job tells how far it is. Implementations are used from one thread at a time. */
public interface Progress {
  /** A stage began, such as {@code observe}. */
  void stage(String name);

  /** Something worth a line within the stage, such as {@code iteration 3: 12 classes convicted}. */
  void note(String line);

  /** A progress that says nothing. */
  Progress NONE =
      new Progress() {
        @Override
        public void stage(String name) {}

        @Override
        public void note(String line) {}
      };
}
