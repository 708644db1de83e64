package org.heapsnapshot.core.capture;

/**
 * A class loader of the program, which is made at a start by the constructor of the JDK's class.
 *
 * @param object captured id of the loader, an instance
 * @param name captured id of its name, or 0
 * @param parent index among {@link CapturedHeap#loaders} of its parent, smaller than its own; -1
 *     for the application loader
 * @param classes class indices of the classes that it has defined, ascending
 */
public record CapturedLoader(int object, int name, int parent, int[] classes) {
  /** In the place of a parent: the application loader. */
  public static final int APPLICATION = -1;
}
