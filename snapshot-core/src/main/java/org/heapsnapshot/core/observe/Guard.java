package org.heapsnapshot.core.observe;

/**
 * A fact of the environment that an initializer read.
 *
 * @param kind the kind of section GUARDS
 * @param name its name
 * @param value its value at build, or null when it was absent
 * @param reader binary name of the first class that read it
 */
public record Guard(int kind, String name, String value, String reader) {}
