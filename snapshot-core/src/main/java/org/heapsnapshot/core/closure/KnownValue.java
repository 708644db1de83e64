package org.heapsnapshot.core.closure;

import org.objectweb.asm.tree.analysis.Value;

/**
 * A value on the way of {@link FirstClasses}.
 *
 * @param size 1 or 2 words
 * @param exactType internal name of the class of an object that was made on the way, and so is not
 *     null; else null
 */
record KnownValue(int size, String exactType) implements Value {
  @Override
  public int getSize() {
    return size;
  }
}
