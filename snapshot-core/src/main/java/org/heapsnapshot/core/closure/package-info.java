/**
 * The stage <em>closure</em>.
 *
 * <p>Enters: a {@link org.heapsnapshot.core.classpath.ClassPath}, open as {@link
 * org.heapsnapshot.core.classpath.ClassFiles}, and perhaps a {@link
 * org.heapsnapshot.core.train.Profile}. Leaves: a {@link org.heapsnapshot.core.closure.Closure}.
 * May import the products of {@code classpath} and {@code train}.
 */
package org.heapsnapshot.core.closure;
