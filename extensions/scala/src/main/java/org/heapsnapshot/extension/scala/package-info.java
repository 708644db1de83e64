/**
 * The extension for the standard library of Scala 2.13, which Scala 3 uses as well: immutable
 * {@code HashMap} and {@code HashSet} (tries over the bits of {@code ##}, whose nodes keep hash
 * codes), their mutable namesakes, linked or not, and {@code TrieMap}. Maps and sets of up to four
 * elements compare and hash nothing. Uses {@code org.heapsnapshot.runtime.extension} and the
 * program's own Scala.
 */
package org.heapsnapshot.extension.scala;
