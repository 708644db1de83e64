package org.heapsnapshot.core.observe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.heapsnapshot.core.capture.CapturedHeap;
import org.heapsnapshot.core.capture.CapturedMade;
import org.heapsnapshot.core.capture.CapturedStatics;

/** The classes that the program made in two observations. Confined to one thread. */
final class MadeClasses {
  private final CapturedHeap first;
  private final CapturedHeap second;
  private final Map<String, CapturedMade> own;
  private final Map<String, CapturedMade> others;

  MadeClasses(CapturedHeap first, CapturedHeap second) {
    this.first = first;
    this.second = second;
    own = byName(first);
    others = byName(second);
  }

  private static Map<String, CapturedMade> byName(CapturedHeap heap) {
    Map<String, CapturedMade> result = new LinkedHashMap<>();
    heap.made().forEach(made -> result.put(heap.classes().get(made.classIndex()).name(), made));
    return result;
  }

  /**
   * Tells who made a class that the other observation does not have, or not so.
   *
   * @param convict takes the binary name of an initializer and what is wrong
   */
  void compare(BiConsumer<String, String> convict) {
    own.forEach(
        (name, a) -> {
          CapturedMade b = others.get(name);
          if (b == null) {
            convict.accept(a.madeBy(), "it makes the class " + name + " in one of them only");
          } else if (!a.madeBy().equals(b.madeBy()) || a.atBoot() != b.atBoot()) {
            String problem = "whoever comes first makes the class " + name;
            convict.accept(a.madeBy(), problem);
            convict.accept(b.madeBy(), problem);
          } else if (!Arrays.equals(a.file(), b.file())) {
            convict.accept(a.madeBy(), "the class " + name + ", which it makes, is another");
          }
        });
    others.forEach(
        (name, b) -> {
          if (!own.containsKey(name)) {
            convict.accept(b.madeBy(), "it makes the class " + name + " in one of them only");
          }
        });
  }

  /**
   * Those of the first observation. Who uses a class may be seen in one of them alone, where it was
   * there already in the other.
   */
  List<CapturedMade> merged() {
    Map<String, Integer> restored = new HashMap<>();
    for (CapturedStatics row : first.statics()) {
      restored.put(first.classes().get(row.classIndex()).name(), row.classIndex());
    }
    List<CapturedMade> result = new ArrayList<>();
    own.forEach(
        (name, a) -> {
          CapturedMade b = others.getOrDefault(name, a.withDefiners(new int[0]));
          IntStream more =
              Arrays.stream(b.definers())
                  .mapToObj(c -> restored.get(second.classes().get(c).name()))
                  .filter(c -> c != null)
                  .mapToInt(Integer::intValue);
          int[] all =
              IntStream.concat(Arrays.stream(a.definers()), more).sorted().distinct().toArray();
          result.add(a.withDefiners(all));
        });
    return result;
  }
}
