/**
 * The byte layout of an image, said once: reader and writer share these constants. The
 * specification is {@code docs/IMAGE-FORMAT.md}.
 *
 * <p>Table of contents: {@link ImageLayout} (the ZIP around the heap), {@link HeapLayout} (header
 * and section table), {@link SectionId}, then one class for each table with codes of its own:
 * {@link StringShape}, {@link ClassFlags}, {@link FieldDesc}, {@link UnitKind}, {@link SymbolKind},
 * {@link RecipeKind}, {@link ReseedKind}, {@link GuardKind}, {@link MetadataKey}; {@link
 * FingerprintLayout} and {@link JdkDigest} for what the image is bound to, {@link UnsafeNames} for
 * the class that the writer derives.
 *
 * <p>Nearly everything here is a compile-time constant, so that no class of this package is loaded
 * at boot. May import {@code java.base} only.
 */
package org.heapsnapshot.runtime.format;
