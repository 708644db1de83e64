package org.heapsnapshot.core.encode;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.heapsnapshot.core.intern.InternedStrings;

/**
 * Section CONSTANTS: the string constants of each class of the image, classes by name.
 *
 * <pre>
 * Constants := classCount:int class:int[classCount] start:int[classCount + 1] text:int[…]
 * </pre>
 */
final class ConstantsSection {
  private ConstantsSection() {}

  static Section of(Map<String, List<String>> constants, InternedStrings strings) {
    IntSequence type = new IntSequence();
    IntSequence start = new IntSequence().add(0);
    IntSequence text = new IntSequence();
    new TreeMap<>(constants)
        .forEach(
            (className, texts) -> {
              type.add(strings.indexOf(className));
              new LinkedHashSet<>(texts).forEach(constant -> text.add(strings.indexOf(constant)));
              start.add(text.size());
            });
    return Section.ofInts(
        new IntSequence().add(type.size()).addAll(type).addAll(start).addAll(text));
  }
}
