/**
 * A program with objects that no image can copy, and serializers for them: what is carried by Kryo,
 * and what must not be.
 */
package org.heapsnapshot.extension.program.crew;
