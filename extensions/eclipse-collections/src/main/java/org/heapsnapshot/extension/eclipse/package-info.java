/**
 * The extension for Eclipse Collections: {@code UnifiedMap} and {@code UnifiedSet}, of which
 * immutable maps and sets, bimaps, multimaps and pools are made; {@code ConcurrentHashMap}; and
 * maps from objects to numbers, of which bags are made. Maps and sets with keys of primitive types
 * are arranged alike in every process; those with a hashing strategy of the program are left alone.
 * Uses {@code org.heapsnapshot.runtime.extension} and the program's own Eclipse Collections.
 */
package org.heapsnapshot.extension.eclipse;
