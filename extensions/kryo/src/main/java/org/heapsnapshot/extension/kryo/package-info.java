/**
 * The extension for Kryo: carries objects of types for which the user names a {@code Serializer} of
 * Kryo 5 ({@code build --serializer TYPE=SERIALIZER}). What the serializer writes at build goes
 * into the image as an array of bytes and is read at start.
 *
 * <p>Not relocated with the libraries of the tool, for users' serializers are compiled against
 * Kryo's own packages: a jar inside the tool's, which goes onto the class path of the program when
 * a serializer is named, with Kryo when the program has none. Uses {@code
 * org.heapsnapshot.runtime.extension}, Kryo and the JDK.
 */
package org.heapsnapshot.extension.kryo;
