package org.heapsnapshot.core.observe;

import java.util.List;

/**
 * What was found about one initializer.
 *
 * @param className binary name
 * @param buildTime {@code BUILD_TIME} when true, {@code RUN_TIME} when false
 * @param cause the kind of the first cause of a {@code RUN_TIME} verdict, such as {@code EFFECT},
 *     {@code HEAP}, {@code DIFFERENCE}, {@code REACHES}, {@code THREW}, {@code SUPERTYPE}, {@code
 *     REQUESTED}; empty for {@code BUILD_TIME}
 * @param reason one sentence: what was found and why that is wrong
 * @param evidence stack of the effect, or path of fields from the static root, a line each
 * @param because binary name of the class this verdict follows from, or empty
 * @param advice what the user can do, or empty
 */
public record Verdict(
    String className,
    boolean buildTime,
    String cause,
    String reason,
    List<String> evidence,
    String because,
    String advice) {}
