package org.heapsnapshot.core.encode;

/**
 * Section STRING_OBJECTS: the text of each string object and whether it is the interned one.
 *
 * <pre>
 * StringObjects := count:int text:int[count]
 * </pre>
 */
final class StringObjectsSection {
  private StringObjectsSection() {}

  static Section of(Numbering ids) {
    IntSequence ints = new IntSequence().add(ids.stringCount());
    for (int id = 1; id <= ids.stringCount(); id++) {
      ints.add(ids.text(id));
    }
    return Section.ofInts(ints);
  }
}
