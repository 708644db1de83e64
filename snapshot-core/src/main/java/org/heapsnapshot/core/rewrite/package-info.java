/**
 * Class files in, class files out.
 *
 * <p>Enters: the bytes of one class of the program, and a {@link
 * org.heapsnapshot.core.rewrite.ClassHierarchy} for questions about other classes. Leaves: bytes.
 * No class of the program is ever loaded here, and nothing is remembered between two calls but the
 * facts a hierarchy has read, so that everything can be shared by threads.
 *
 * <p>The order for one class: {@link org.heapsnapshot.core.rewrite.LambdaRewriter} (before
 * observation), {@link org.heapsnapshot.core.rewrite.ClassFileVersion}, then {@link
 * org.heapsnapshot.core.rewrite.InitializerRewriter} (both when the image is written).
 *
 * <p>May import: ASM, and the names of the runtime's format.
 */
package org.heapsnapshot.core.rewrite;
