/**
 * What extensions are written on: handlers for types of libraries, found by {@code ServiceLoader}
 * on the class path of the tool. They say at build what an object is made of and make it again at
 * start, from inside the image. Imports {@code java.base} only.
 *
 * <p>An extension is a small jar: one or more {@link org.heapsnapshot.runtime.extension.Handler}s
 * in a package of its own and the file {@code
 * META-INF/services/org.heapsnapshot.runtime.extension.Handler} that names them.
 */
package org.heapsnapshot.runtime.extension;
