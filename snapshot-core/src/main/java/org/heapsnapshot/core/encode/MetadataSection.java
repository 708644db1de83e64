package org.heapsnapshot.core.encode;

import java.util.Map;
import java.util.TreeMap;
import org.heapsnapshot.core.intern.InternedStrings;

/**
 * Section METADATA: facts about the build, by key.
 *
 * <pre>
 * Metadata := count:int key:int[count] value:int[count]
 * </pre>
 */
final class MetadataSection {
  private MetadataSection() {}

  static Section of(Map<String, String> metadata, InternedStrings strings) {
    IntSequence key = new IntSequence();
    IntSequence value = new IntSequence();
    new TreeMap<>(metadata)
        .forEach(
            (name, text) -> {
              key.add(strings.indexOf(name));
              value.add(strings.indexOf(text));
            });
    return Section.ofInts(new IntSequence().add(key.size()).addAll(key).addAll(value));
  }
}
