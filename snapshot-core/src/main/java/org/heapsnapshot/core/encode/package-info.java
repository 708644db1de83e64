/**
 * From the captured graph to the bytes of the heap of an image (docs/IMAGE-FORMAT.md).
 *
 * <p>Enters: the products of {@code capture} and {@code intern}, the guards, class constants and
 * metadata. Leaves: {@link org.heapsnapshot.core.encode.EncodedHeap}. The way of the data, in
 * reading order:
 *
 * <pre>
 *   ObjectGraph    the captured objects as a graph, without the tables of unstable collections
 *   Reachable      what is left once those tables are gone
 *   RebuildOrder   in which order the unstable collections are rebuilt
 *   IdentityHashes at which objects hashing stops
 *   ClassRows      the rows of section CLASSES and their fields
 *   Numbering      captured ids to image ids
 *   ...Section     one class for each section with something to decide; the grammar is on top
 *   HeapAssembly   sections to one array
 * </pre>
 *
 * <p>All of these are worklists over {@code int} arrays, so that neither the depth nor the number
 * of objects matters. May import {@code org.heapsnapshot.interning}, {@code
 * org.heapsnapshot.runtime.format} and upstream products.
 */
package org.heapsnapshot.core.encode;
