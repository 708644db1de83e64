package org.heapsnapshot.runtime.program;

import java.lang.instrument.Instrumentation;

/** An agent that does nothing. */
public final class Agent {
  private Agent() {}

  public static void premain(String arguments, Instrumentation instrumentation) {
    System.setProperty("agent.was.here", "true");
  }
}
