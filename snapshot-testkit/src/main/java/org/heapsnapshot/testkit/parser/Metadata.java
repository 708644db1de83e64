package org.heapsnapshot.testkit.parser;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Section 15.
 *
 * @param values by key
 */
public record Metadata(Map<String, String> values) {

  static Metadata parse(Cursor in, Strings strings) {
    int count = in.readCount("count");
    int[] key = in.readColumn("key", count);
    int[] value = in.readColumn("value", count);
    in.end();
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      String name = strings.get(in, "key[" + i + "]", key[i]);
      if (values.put(name, strings.get(in, "value[" + i + "]", value[i])) != null) {
        throw in.error("key[" + i + "]", name, "each key once");
      }
    }
    return new Metadata(values);
  }
}
