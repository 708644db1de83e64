/**
 * Boots an image: what every rewritten initializer calls, and what it tells the user. The rest is
 * below: {@link org.heapsnapshot.runtime.restore} restores, {@link org.heapsnapshot.runtime.image}
 * reads and checks, {@link org.heapsnapshot.runtime.format} says the layout; each imports only what
 * comes after it, {@code java.base}, and {@code sun.misc.Unsafe}.
 *
 * <p>The runtime runs cold, in the interpreter: few classes, no lambdas, no streams, no regular
 * expressions, no {@code invokedynamic}, no reflection for each field.
 */
package org.heapsnapshot.runtime;
