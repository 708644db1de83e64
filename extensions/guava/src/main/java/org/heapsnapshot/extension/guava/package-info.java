/**
 * The extension for Guava, and for copies of it in other packages: immutable maps, sets and bimaps,
 * {@code HashBiMap}, and cached hash codes. Multimaps and tables are made of these or of
 * collections of the JDK.
 *
 * <p>Works by reflection, since the classes are private to Guava and may be anywhere. A class is
 * known by its simple name, its fields, and the constructor that makes it (Guava 20 to 33, not the
 * flavour for Android); and an object is handled only when one that is made anew finds all its
 * keys. Uses {@code org.heapsnapshot.runtime.extension} and the JDK.
 */
package org.heapsnapshot.extension.guava;
