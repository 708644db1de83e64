package org.heapsnapshot.testkit.parser;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Section 14.
 *
 * @param texts by binary name of the class, its interned string constants
 */
public record Constants(Map<String, List<String>> texts) {

  static Constants parse(Cursor in, Strings strings) {
    int classCount = in.readCount("classCount");
    int[] type = in.readColumn("class", classCount);
    int[] start = in.readStarts("start", classCount);
    int[] text = in.readColumn("text", start[classCount]);
    in.end();
    Map<String, List<String>> texts = new LinkedHashMap<>();
    for (int i = 0; i < classCount; i++) {
      List<String> own = new ArrayList<>();
      for (int j = start[i]; j < start[i + 1]; j++) {
        own.add(strings.getAny(in, "text[" + j + "]", text[j]));
      }
      String name = strings.getAny(in, "class[" + i + "]", type[i]);
      if (texts.put(name, List.copyOf(own)) != null) {
        throw in.error("class[" + i + "]", name, "each class once");
      }
    }
    return new Constants(texts);
  }
}
