package org.heapsnapshot.examples.freight;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/**
 * Recognizes how goods are handled by the keywords in their description, all of them in one pass
 * (Aho and Corasick), plurals and compounds included.
 */
final class Goods {
  private static final int LETTERS = 27;
  private static final String[] ENDINGS = {"", "s", "es", "box", "crate", "pallet"};

  private static final int[][] NEXT;
  private static final GoodsClass[] FOUND;

  static {
    List<int[]> trie = new ArrayList<>();
    List<GoodsClass> found = new ArrayList<>();
    grow(trie, found);
    for (GoodsClass goods : GoodsClass.values()) {
      for (String keyword : goods.keywords.split(" ")) {
        for (String ending : ENDINGS) {
          plant(trie, found, keyword + ending, goods);
        }
      }
    }
    connect(trie, found);
    NEXT = trie.toArray(new int[0][]);
    FOUND = found.toArray(new GoodsClass[0]);
  }

  private Goods() {}

  /** The most demanding class that a keyword of the description stands for. */
  static GoodsClass classOf(String description) {
    GoodsClass goods = GoodsClass.GENERAL;
    int state = 0;
    for (char c : description.toLowerCase(Locale.ROOT).toCharArray()) {
      state = NEXT[state][letter(c)];
      if (FOUND[state] != null && FOUND[state].compareTo(goods) > 0) {
        goods = FOUND[state];
      }
    }
    return goods;
  }

  private static int letter(char c) {
    return c >= 'a' && c <= 'z' ? c - 'a' : LETTERS - 1;
  }

  private static int grow(List<int[]> trie, List<GoodsClass> found) {
    int[] row = new int[LETTERS];
    Arrays.fill(row, -1);
    trie.add(row);
    found.add(null);
    return trie.size() - 1;
  }

  private static void plant(
      List<int[]> trie, List<GoodsClass> found, String word, GoodsClass goods) {
    int state = 0;
    for (char c : word.toCharArray()) {
      int[] row = trie.get(state);
      if (row[letter(c)] < 0) {
        row[letter(c)] = grow(trie, found);
      }
      state = row[letter(c)];
    }
    found.set(state, goods);
  }

  /** Turns the trie into an automaton: where a word does not go on, another one may have begun. */
  private static void connect(List<int[]> trie, List<GoodsClass> found) {
    int[] suffix = new int[trie.size()];
    Deque<Integer> open = new ArrayDeque<>();
    int[] root = trie.get(0);
    for (int c = 0; c < LETTERS; c++) {
      if (root[c] < 0) {
        root[c] = 0;
      } else {
        open.add(root[c]);
      }
    }
    while (!open.isEmpty()) {
      int state = open.remove();
      if (found.get(state) == null) {
        found.set(state, found.get(suffix[state]));
      }
      int[] row = trie.get(state);
      for (int c = 0; c < LETTERS; c++) {
        int elsewhere = trie.get(suffix[state])[c];
        if (row[c] < 0) {
          row[c] = elsewhere;
        } else {
          suffix[row[c]] = elsewhere;
          open.add(row[c]);
        }
      }
    }
  }
}
