package org.heapsnapshot.core.closure;

/**
 * A class that a file of the class path names.
 *
 * @param className binary name
 * @param condition binary name of the class that has to be reached first, or null
 * @param reason why it would be in the closure
 */
record Registration(String className, String condition, String reason) {}
