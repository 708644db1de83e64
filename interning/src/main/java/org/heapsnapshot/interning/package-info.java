/**
 * Texts, each stored once and known by a dense number.
 *
 * <p>Enters: any sequence of {@link java.lang.String}s. Leaves: a {@link
 * org.heapsnapshot.interning.StringTable}, the contents of section STRINGS of an image. Nothing
 * here uses {@link java.lang.String#intern()}: the pool of the running JVM is neither read nor
 * filled. May import {@code java.base} only.
 */
package org.heapsnapshot.interning;
