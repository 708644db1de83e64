package org.heapsnapshot.core.agent;

/**
 * What finds hostile initializers. Each net can be switched off by the system property {@code
 * snapshot.test.without} of the observing JVM, so that a test can show that it is needed.
 */
enum Net {
  EFFECTS,
  HEAP,
  WRITES;

  /** Whether it is in use, as it always is outside tests. */
  boolean isOn() {
    return !name().equals(System.getProperty("snapshot.test.without"));
  }
}
