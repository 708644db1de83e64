package org.heapsnapshot.extension.program;

import java.util.List;

/** Makes a collection of one kind. */
@FunctionalInterface
public interface Maker {
  /**
   * Makes it.
   *
   * @param values one for each key; a set has no use for them, a map to numbers for their lengths
   */
  Object of(List<Object> keys, List<String> values);
}
