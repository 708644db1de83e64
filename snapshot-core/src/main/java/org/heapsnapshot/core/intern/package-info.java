/**
 * One string table for the whole image.
 *
 * <p>Enters: the captured heap, the guards, the string constants of the image's classes, the
 * metadata. Leaves: {@link org.heapsnapshot.core.intern.InternedStrings}. May import {@code
 * org.heapsnapshot.interning} and the products of {@code capture} and {@code observe}.
 */
package org.heapsnapshot.core.intern;
