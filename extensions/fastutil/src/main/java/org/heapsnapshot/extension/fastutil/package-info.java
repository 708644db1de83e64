/**
 * The extension for fastutil: hash maps and sets with keys that are objects, hashed by their own
 * hash codes ({@code Object2*OpenHashMap}, {@code ObjectOpenHashSet}) or by identity ({@code
 * Reference2*OpenHashMap}, {@code ReferenceOpenHashSet}), linked or not. Those with keys of
 * primitive types are arranged alike in every process; those with a hash strategy of the program
 * are left alone.
 *
 * <p>Works by reflection, as there are some eighty classes of one shape, and copies of them in
 * other packages; what it calls at start is public. Uses {@code org.heapsnapshot.runtime.extension}
 * and the JDK.
 */
package org.heapsnapshot.extension.fastutil;
