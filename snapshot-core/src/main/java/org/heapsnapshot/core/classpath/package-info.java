/**
 * The stage <em>classpath</em>.
 *
 * <p>Enters: a {@link org.heapsnapshot.core.BuildRequest}. Leaves: a {@link
 * org.heapsnapshot.core.classpath.ClassPath}. {@link org.heapsnapshot.core.classpath.ClassFiles}
 * opens that product for the stages downstream. May import nothing else of the pipeline.
 */
package org.heapsnapshot.core.classpath;
