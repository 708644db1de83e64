/**
 * Starting Java virtual machines: the target JDK, child JVMs with their limits, and how arguments
 * given as one string are split.
 *
 * <p>Enters: paths and argument lists. Leaves: {@link org.heapsnapshot.core.jvm.TargetJdk}, {@link
 * org.heapsnapshot.core.jvm.ChildResult}. Imports nothing of the other packages but {@code
 * SnapshotException}. Whatever in this tool starts a JVM does it here.
 */
package org.heapsnapshot.core.jvm;
