package org.heapsnapshot.testkit.parser;

import org.heapsnapshot.testkit.image.HandMadeHeap;

/**
 * A heap with something in every section: a list of two nodes, a map, three arrays, a class, a
 * pattern. Objects: 1 "text" (interned), 2 "λ", 3 the class p.Node, 4 a pattern, 5 and 6 nodes, 7 a
 * map, 8 and 9 arrays of int, 10 an array of nodes.
 */
final class SmallHeap {
  static final int NULL = 0;
  static final int TEXT = 1;
  static final int LAMBDA = 2;
  static final int NODE_CLASS = 3;
  static final int PATTERN = 4;
  static final int FIRST_NODE = 5;
  static final int SECOND_NODE = 6;
  static final int MAP = 7;
  static final int NODES = 10;
  static final int LAST = 10;

  static final int STATIC = 1 << 8;
  static final int ASSERTION = 1 << 9;
  static final int ZERO = 1 << 10;

  private static final int[] CLASS_NAMES = {0, 1, 2, 3, 4};
  private static final int[] CLASS_FLAGS = {2 | 32, 2 | 16, 4, 2 | 4, 16};
  private static final int[] FIELD_STARTS = {0, 3, 6, 6, 6, 8};
  private static final int[] FIELD_CLASSES = {0, 0, 0, 1, 1, 1, 4, 4};
  private static final int[] FIELD_NAMES = {5, 6, 7, 8, 9, 10, 11, 12};

  private SmallHeap() {}

  static HandMadeHeap make() {
    HandMadeHeap heap = new HandMadeHeap();
    heap.strings(
        "p.Main",
        "p.Node",
        "[I",
        "[Lp.Node;",
        "java.util.HashMap",
        "ROOT",
        "BIG",
        "$assertionsDisabled",
        "next",
        "letter",
        "weight",
        "table",
        "loadFactor",
        "text",
        "λ",
        "\u00CA\u00FE\u00BA\u00BE");
    heap.section("STRING_OBJECTS", 2, 13 * 2 + 1, 14 * 2);
    classes(heap, descriptors(), CLASS_FLAGS);
    heap.section(
        "UNITS",
        new int[] {2, 0, 0},
        new int[] {0, 0, 1, 0},
        new int[] {0, 2, 2},
        new int[] {0, 1, 1},
        new int[] {0, 1, 1});
    heap.section("INSTANCES", 2, 0, 1, 1, 4, 2, 1, nodes(FIRST_NODE), Float.floatToIntBits(0.75f));
    heap.section("ARRAYS", 2, 0, 1, 2, 3, 2, 1, 3, 0, 2, FIRST_NODE, NULL);
    heap.section("PRIMITIVES", 7, 8, -9, 0);
    heap.section("SYMBOLS", 1, 0, 1, 0);
    heap.section("RECIPES", 1, 0, 3, 0, 2, TEXT, 2);
    heap.section(
        "STATICS", 1, 0, 1, 0, 3, new int[] {0, 1, 2}, new int[] {5, -2, 0}, new int[] {0, 1, 0});
    heap.section("RESEED", 1, MAP, 1, 0, 2, FIRST_NODE, NODE_CLASS, TEXT, LAMBDA);
    heap.section("GUARDS", 1, 1, 13, -1, 0, 0, 1, 1);
    heap.section("CONSTANTS", 1, 0, 0, 1, 13);
    heap.section("METADATA", 1, 13, 14);
    return heap;
  }

  /** The columns of the two nodes: next, letter, weight. */
  static int[] nodes(int secondNext) {
    long half = Double.doubleToRawLongBits(0.1);
    int[] weights = {(int) half, (int) (half >>> 32), 0, 0};
    return new int[] {
      SECOND_NODE, secondNext, 'n', 0xFFFF, weights[0], weights[1], weights[2], weights[3]
    };
  }

  static int[] descriptors() {
    return new int[] {
      'L' | STATIC, 'J' | STATIC, 'Z' | STATIC | ASSERTION, 'L', 'C', 'D', '[' | ZERO, 'F'
    };
  }

  /** Replaces CLASSES by the same with other descriptors and flags. */
  static HandMadeHeap classes(HandMadeHeap heap, int[] descriptors, int[] flags) {
    int[] offsets = {112, 120, 128, 12, 16, 24, -1, 20};
    return heap.section(
        "CLASSES",
        5,
        8,
        CLASS_NAMES,
        flags,
        FIELD_STARTS,
        FIELD_CLASSES,
        FIELD_NAMES,
        descriptors,
        offsets);
  }

  /** Says that the program made the class p.Node, with the class file of text 15. */
  static HandMadeHeap made(HandMadeHeap heap, Object... section) {
    int[] flags = flags();
    flags[1] |= 128;
    return classes(heap, descriptors(), flags).section("MADE", section);
  }

  /** Says that the objects of p.Node are class loaders. */
  static HandMadeHeap loaders(HandMadeHeap heap, Object... table) {
    int[] flags = flags();
    flags[1] |= 512;
    Object[] section = new Object[table.length + 1];
    section[0] = new int[] {0, 0, 0};
    System.arraycopy(table, 0, section, 1, table.length);
    return classes(heap, descriptors(), flags).section("MADE", section);
  }

  static int[] flags() {
    return CLASS_FLAGS.clone();
  }
}
