package org.heapsnapshot.hooks;

/**
 * What the observing JVM answers a program with that asks for a logger: an object of the right type
 * whose every method tells {@link Hooks#used}. It has no state; what it stands for is kept by the
 * agent. Lives on the boot class path, because such an object may be of a type of the JDK.
 */
public interface StandIn {}
