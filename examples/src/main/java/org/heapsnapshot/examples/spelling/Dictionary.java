package org.heapsnapshot.examples.spelling;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Words, found by any of the spellings that come about when one or two letters are left out.
 *
 * <p>A lazily built singleton. Building it takes a while: each word has some hundred such
 * spellings, of which only those are kept that one word has.
 */
public final class Dictionary {
  private static final String STEMS =
      "anchor apple barrel basket bottle bridge butter candle canvas carpet castle cattle cellar"
          + " coffee copper corner cotton dinner doctor engine farmer feather ferry flower forest"
          + " garden ginger grain hammer harbor honey hunter island journey kettle ladder lantern"
          + " leather letter marble market mason meadow merchant mirror mountain needle orchard"
          + " paper parcel pepper pilot pocket powder ribbon river sailor saddle silver spider"
          + " spring stable station storm sugar summer tailor tavern thunder timber tobacco tower"
          + " transport travel tunnel valley velvet village wagon walnut warehouse water weaver"
          + " whistle window winter";

  private static final String[] ENDINGS = {"", "s", "less", "like", "keeper", "house", "yard"};

  /** Built when it is first asked for. */
  private static Dictionary shared;

  private final Map<String, String> wordOf;

  private Dictionary(Map<String, String> wordOf) {
    this.wordOf = wordOf;
  }

  /** The dictionary. */
  public static synchronized Dictionary load() {
    if (shared == null) {
      shared = build();
    }
    return shared;
  }

  private static Dictionary build() {
    Map<String, List<String>> words = new HashMap<>();
    for (String stem : STEMS.split(" ")) {
      for (String ending : ENDINGS) {
        for (String shorter : shortened(stem + ending)) {
          words.computeIfAbsent(shorter, s -> new ArrayList<>()).add(stem + ending);
        }
      }
    }
    Map<String, String> only = new HashMap<>();
    for (String stem : STEMS.split(" ")) {
      // The plain words are asked for; the others tell which spellings are theirs alone.
      for (String shorter : shortened(stem)) {
        if (words.get(shorter).size() == 1 || shorter.length() >= stem.length() - 1) {
          only.putIfAbsent(shorter, stem);
        }
      }
    }
    return new Dictionary(only);
  }

  /** The word itself, and without one or two of its letters. */
  private static TreeSet<String> shortened(String word) {
    TreeSet<String> all = new TreeSet<>();
    all.add(word);
    for (int i = 0; i < word.length(); i++) {
      String once = word.substring(0, i) + word.substring(i + 1);
      all.add(once);
      for (int j = i; j < once.length(); j++) {
        all.add(once.substring(0, j) + once.substring(j + 1));
      }
    }
    return all;
  }

  /** The words that a spelling may stand for, in alphabetical order; empty when there are none. */
  List<String> suggest(String spelling) {
    TreeSet<String> found = new TreeSet<>();
    for (String shorter : shortened(spelling)) {
      String word = wordOf.get(shorter);
      if (word != null) {
        found.add(word);
      }
    }
    return List.copyOf(found);
  }
}
