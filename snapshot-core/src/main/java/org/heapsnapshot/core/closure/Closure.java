package org.heapsnapshot.core.closure;

import java.util.Map;

/**
 * The product of closure: every class the program can reach, with the reason.
 *
 * @param reasons binary class name to reason, in discovery order
 * @param unreadable entries that could not be read or parsed, with what is wrong; they are left
 *     alone
 * @param runTimeHints classes or packages (ending in {@code .}) that library authors asked to be
 *     initialized at run time in {@code native-image.properties}, with the file that says so
 */
public record Closure(
    Map<String, String> reasons,
    Map<String, String> unreadable,
    Map<String, String> runTimeHints) {}
