package org.heapsnapshot.core.write;

/**
 * A class for the image.
 *
 * @param className binary name
 * @param bytes its class file
 */
public record ClassFile(String className, byte[] bytes) {}
