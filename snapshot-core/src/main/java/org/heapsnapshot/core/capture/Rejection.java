package org.heapsnapshot.core.capture;

import java.util.List;

/**
 * A class whose statics reach an object that cannot be carried.
 *
 * @param className binary name of the class that owns the static
 * @param reason what the object is and why it cannot be carried
 * @param path the path of fields from the static to the object, a line each
 */
public record Rejection(String className, String reason, List<String> path) {}
