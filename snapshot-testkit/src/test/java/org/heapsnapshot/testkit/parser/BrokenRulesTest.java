package org.heapsnapshot.testkit.parser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.heapsnapshot.testkit.image.HandMadeHeap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Heaps with right checksums that break one rule of the page each. */
class BrokenRulesTest {

  static Stream<Arguments> broken() {
    return Stream.of(
            fingerprint(),
            strings(),
            classes(),
            objects(),
            references(),
            calls(),
            tables(),
            made(),
            loaders())
        .flatMap(s -> s);
  }

  private static Stream<Arguments> fingerprint() {
    return Stream.of(
        rule("FINGERPRINT", "layoutCount", 17, 5, new int[5], new byte[32], "VM", "b"),
        rule("FINGERPRINT", "vmName", 17, 6, new int[6], new byte[32], 1000, 0),
        rule("FINGERPRINT", "padding", 17, 6, new int[6], new byte[32], 1, 0x0141),
        rule("FINGERPRINT", "UTF-8", 17, 6, new int[6], new byte[32], 1, 0xFF, "b"),
        rule("FINGERPRINT", "more bytes", 17, 6, new int[6], new byte[32], "VM", "b", 0));
  }

  private static Stream<Arguments> strings() {
    return Stream.of(
        rule("STRINGS", "count", -1, 0),
        rule("STRINGS", "shape", Integer.MAX_VALUE, 0, 0, 0),
        rule("STRINGS", "at least 0", 1, 0, 1, 0, -2),
        rule("STRINGS", "at most dataBytes", 1, 4, 1, 4, 10, 0x41414141),
        rule("STRINGS", "sum of the sizes", 1, 4, 1, 3, 6, 0x41414141),
        rule("STRINGS", "at most count", 1, 4, 2, 4, 8, 0x41414141),
        rule("STRINGS", "neededBytes", 1, 4, 1, 3, 8, 0x41414141),
        rule("STRINGS", "neededBytes", 1, 4, 0, 1, 8, 0x41414141),
        rule("STRINGS", "equal to text 0", 2, 2, 2, 2, 2, 2, 0x4141),
        rule("STRINGS", "UTF-16", 1, 2, 1, 2, 3, 0x41),
        rule("STRINGS", "padding", 1, 1, 1, 1, 2, 0x4141),
        rule("STRING_OBJECTS", "a string", 1, 16 * 2),
        rule("STRING_OBJECTS", "a string", 1, -2),
        rule("STRING_OBJECTS", "interned twice", 2, 27, 27));
  }

  private static Stream<Arguments> classes() {
    return Stream.of(
        classes("bit 10 for instance", 0, 'L' | SmallHeap.STATIC | SmallHeap.ZERO),
        classes("instance fields before static", 1, 'J'),
        classes("bit 9", 1, 'J' | SmallHeap.STATIC | SmallHeap.ASSERTION),
        classes("descriptor", 3, 'Q'),
        classes("descriptor", 3, 'L' | 1 << 11),
        classes("of the class itself", 7, 'F' | SmallHeap.STATIC, heap -> declaredByAnother(heap)),
        classes("-1 with bit 10", 3, 'L' | SmallHeap.ZERO),
        classes("at least 0 without", 6, '['),
        flags("loader 3 with bit 7", 0, 3),
        flags("bits 0 to 9", 0, 1 << 10 | 2),
        flags("bit 9 with loader 2", 4, 16 | 512),
        flags("bit 9 with loader 2", 1, 2 | 16 | 128 | 512),
        flags("MADE", "the instances of such classes", 1, 2 | 16 | 512),
        flags("loader", 0, 2 | 32 | 256),
        flags("bit 7 with loader 2 or 3", 3, 2 | 4 | 128),
        flags("MADE", "one for each class", 1, 2 | 16 | 128),
        flags("bit 6 only with bit 5", 1, 2 | 16 | 64),
        flags("arrays only", 2, 0),
        flags("primitive types only", 1, 2 | 8 | 16),
        flags("INSTANCES", "bit 4", 1, 2),
        flags("STATICS", "bit 5", 0, 2),
        flags("STATICS", "bit 5", 1, 2 | 16 | 32),
        rule("UNITS", "boot", 1, 2, 0, 0),
        rule("UNITS", "boot units before", 2, 1, 0, 0, 0, 0),
        rule("UNITS", "smaller index", 2, 0, 0, 0, 0, 1, 1),
        rule("UNITS", "needStart[0]", 1, 0, 1, 1, 0),
        rule("UNITS", "needStart[2]", 2, 0, 0, 0, 1, 0),
        rule("UNITS", "stringStart[2]", 2, 0, 0, 0, 0, 0, 0, 2, 9, 0, 1, 1, 0, 1, 1),
        Arguments.of(
            "ARRAYS",
            "one that it needs",
            change(heap -> heap.section("UNITS", 2, 0, 1, 0, 0, 0, 0, 2, 2, 0, 1, 1, 0, 1, 1))));
  }

  private static Stream<Arguments> objects() {
    int[] nodes = SmallHeap.nodes(0);
    int[] letter = nodes.clone();
    letter[2] = -1;
    return Stream.of(
        rule("INSTANCES", "a unit", 2, 0, 2, 1, 4, 2, 1, nodes, 0),
        rule("INSTANCES", "a class", 2, 0, 1, 1, 5, 2, 1, nodes, 0),
        rule("INSTANCES", "carried", 1, 0, 2, 0),
        rule("INSTANCES", "count[1]", 2, 0, 1, 1, 4, 2, -1, nodes, 0),
        rule("INSTANCES", "column", 2, 0, 1, 1, 4, 2, 2, nodes, 0),
        rule("INSTANCES", "column", 1, 0, 1, 0x7FFF_FFFF),
        rule("INSTANCES", "type C", 2, 0, 1, 1, 4, 2, 1, letter, 0),
        rule("INSTANCES", "more bytes", 2, 0, 1, 1, 4, 2, 1, nodes, 0, 0),
        rule("ARRAYS", "array class", 1, 0, 1, 0),
        rule("ARRAYS", "at least 0", 2, 0, 1, 2, 3, 2, 1, 3, -1, 2, 5, 0),
        rule("ARRAYS", "element", 2, 0, 1, 2, 3, 2, 1, 3, 0, 2, 5),
        rule("PRIMITIVES", "elements", 7, 8),
        rule("PRIMITIVES", "padding", 7, 8, -9, 1),
        rule("PRIMITIVES", "more bytes", 7, 8, -9, 0, 0, 0));
  }

  private static Stream<Arguments> references() {
    return Stream.of(
        rule("SYMBOLS", "0 to 4", 1, 5, 1, 0),
        rule("SYMBOLS", "0 for a class", 1, 0, 1, 1),
        rule("SYMBOLS", "static reference field", 1, 1, 0, 1),
        rule("SYMBOLS", "a field", 1, 1, 0, 8),
        rule("SYMBOLS", "a string", 1, 2, 0, 16),
        rule("SYMBOLS", "boxes", 1, 3, 0, 1),
        rule("SYMBOLS", "-1 for a loader", 1, 4, 0, 1),
        rule("SYMBOLS", "platform", 1, 4, -1, 0),
        rule("RECIPES", "1 to 6, 9, 10, 12 to 27, or 29 to 32", 1, 0, 7, 0, 0),
        rule("RECIPES", "symbol of kind 1", 1, 0, 10, 0, 2, 3, 0),
        rule("RECIPES", "symbol of kind 1", 1, 0, 10, 0, 2, 1, 0),
        rule("RECIPES", "2 for its kind", 1, 0, 3, 0, 1, 1),
        rule("RECIPES", "string object", 1, 0, 1, 0, 1, 4),
        rule("RECIPES", "string object", 1, 0, 1, 0, 1, 0),
        rule("RECIPES", "or none", 1, 0, 2, 0, 4, 1, 1, 0, 0),
        rule("INSTANCES", "an object", 2, 0, 1, 1, 4, 2, 1, SmallHeap.nodes(11), 0),
        rule("ARRAYS", "an object", 2, 0, 1, 2, 3, 2, 1, 3, 0, 2, 11, 0),
        rule("STATICS", "an object", 1, 0, 1, 0, 1, 0, 11, 0),
        rule("STATICS", "0 unless", 1, 0, 1, 0, 1, 0, 5, 1),
        rule("STATICS", "0 or 1 for", 1, 0, 1, 0, 1, 2, 0, 2),
        rule("STATICS", "a string", 1, 0, 1, 0, 1, 2, 17, 0),
        rule("STATICS", "a string", 1, 0, 1, 0, 1, 2, -1, 1),
        rule("STATICS", "number 0", 1, 0, 1, 0, 1, -1, 5, 1),
        rule("STATICS", "a field of", 1, 0, 1, 0, 1, 3, 5, 0),
        rule("STATICS", "each field once", 1, 0, 1, 0, 2, 0, 0, 5, 5, 0, 0),
        rule("STATICS", "one row", 2, 0, 0, 1, 1, 0, 0, 0));
  }

  /** A second recipe, object 6, behind the first, object 5. */
  private static Arguments second(String message, int kind, int... arguments) {
    int[] starts = {0, 2, 2 + arguments.length};
    return rule("RECIPES", message, 2, 0, 0, 3, kind, starts, SmallHeap.TEXT, 2, arguments);
  }

  private static Stream<Arguments> calls() {
    int last = SmallHeap.LAST + 1;
    return Stream.of(
        second("an object before it, or a copied one", 30, 1, last + 1),
        second("an object before it, or a copied one", 30, 1, 5),
        second("an object before it, or a copied one", 30, 1, -1),
        second("an object before it, or a copied one", 30, 0),
        second("an object before it, or a copied one", 30, last),
        second("a string object", 30, SmallHeap.NODE_CLASS),
        second("a letter, a space", 30, 1, 2),
        second("symbol of kind 0", 31, 1, last),
        second("an object before it", 18, SmallHeap.NODE_CLASS, last),
        second("1 for its kind", 31),
        rule(
            "RECIPES",
            "no late arguments",
            3,
            new int[] {0, 0, 0},
            new int[] {3, 31, 15},
            new int[] {0, 2, 4, 5},
            new int[] {SmallHeap.TEXT, 2, SmallHeap.NODE_CLASS, last + 1, 5}));
  }

  private static Stream<Arguments> tables() {
    return Stream.of(
        rule("RESEED", "1 to 11", 1, 7, 12, 0, 0),
        rule("RESEED", "2 fields of java.lang.ClassValue", 1, 7, 11, 0, 0),
        rule("RESEED", "0 int fields with bit 10", 1, 7, 10, 0, 1, 5, 0),
        rule("RESEED", "the class of a handler", 1, 7, 9, 0, 0),
        rule("RESEED", "0 for a set", 1, 7, 7, 0, 1, 5, 1),
        rule("RESEED", "an instance", 1, 10, 1, 0, 0),
        rule("RESEED", "bit 10", 1, 5, 1, 0, 0),
        rule("RESEED", "bit 10", 1, 7, 6, 0, 0),
        rule("RESEED", "accessOrder", 1, 7, 2, 0, 0),
        rule("RESEED", "each collection once", 2, 7, 7, 1, 1, 0, 0, 0),
        rule("RESEED", "inner before outer", 1, 7, 1, 0, 1, 7, 0),
        rule("RESEED", "key of row 0", 1, 7, 1, 0, 1, 11, 0),
        rule("GUARDS", "1 to 14", 1, 15, 13, -1, 0, 0, 0),
        rule("GUARDS", "processors", 1, 9, 13, -1, 0, 0, 0),
        rule("GUARDS", "1 to 14", 1, 0, 13, -1, 0, 0, 0),
        rule("GUARDS", "locale", 1, 3, 13, -1, 0, 0, 0),
        rule("GUARDS", "main", 1, 14, 13, -1, 0, 0, 0),
        rule("GUARDS", "present, or -1", 1, 6, 13, 13, 0, 0, 0),
        rule("GUARDS", "a unit", 1, 1, 13, -1, 0, 0, 1, 2),
        rule("GUARDS", "the last of several boot units", 1, 1, 13, -1, 0, 0, 1, 0),
        rule("GUARDS", "value[0]", 1, 1, 13, -2, 0, 0, 0),
        Arguments.of(
            "GUARDS",
            "with unit 2, which needs one of them",
            change(
                heap -> {
                  Object[] units = {3, 0, 1, 1, 0, 0, 0, 1, 1, 0, 2, 2, 2, 0, 1, 1, 1, 0, 1, 1, 1};
                  heap.section("UNITS", units).section("GUARDS", 1, 1, 13, -1, 0, 0, 1, 1);
                })),
        rule("CONSTANTS", "each class once", 2, 0, 0, 0, 0, 0),
        rule("METADATA", "value[0]", 1, 13, 16),
        rule("METADATA", "more bytes", 1, 13, 14, 0));
  }

  /** Class p.Node, defined from text 15 in the place of p.Main, at boot and by row 0 of STATICS. */
  private static Stream<Arguments> made() {
    return Stream.of(
        rule("MADE", "one row for each class with bit 7", 1, 0, 0, 15, 0, 1, 0, 0, 0, 0, 0),
        madeRule("none for", 0, 0, 0),
        madeRule("one row for each", 2, 1, 1, 0, 0, 15, 15, 0, 1, 2, 0, 1, 0, 0, 0),
        madeRule("a class", 1, 5, 0, 15, 0, 1, 0, 0, 0),
        madeRule("of the package of", 1, 1, 1, 15, 0, 1, 0, 0, 0),
        madeRule("of the package of", 1, 1, 4, 15, 0, 1, 0, 0, 0),
        madeRule("a class file", 1, 1, 0, 14, 0, 1, 0, 0, 0),
        madeRule("a string", 1, 1, 0, 16, 0, 1, 0, 0, 0),
        madeRule("the row itself", 1, 1, 0, 15, 0, 0, 0, 0),
        madeRule("ascending", 1, 1, 0, 15, 0, 2, 0, 0, 0, 0),
        madeRule("ascending", 1, 1, 0, 15, 0, 1, 1, 0, 0),
        madeRule("a row of STATICS", 1, 1, 0, 15, 0, 1, 0, 0, 1, -2),
        madeRule("a row of STATICS", 1, 1, 0, 15, 0, 1, 0, 0, 1, 1),
        madeRule("more bytes", 1, 1, 0, 15, 0, 1, 0, 0, 1, 0, 0, 0));
  }

  private static Arguments madeRule(String message, Object... items) {
    return Arguments.of(
        "MADE",
        message,
        change(
            heap -> {
              Object[] all = Arrays.copyOf(items, items.length + 2);
              all[items.length] = 0; // No loaders.
              all[items.length + 1] = 0;
              SmallHeap.made(heap, all);
            }));
  }

  /** The two objects of p.Node are class loaders. */
  private static Stream<Arguments> loaders() {
    int[] both = {SmallHeap.FIRST_NODE, SmallHeap.SECOND_NODE};
    int[] none = {0, 0};
    int[] apart = {-1, -1};
    int[] starts = {0, 0, 0};
    return Stream.of(
        loaderRule("the instances of such classes", 1, 5, 0, -1, 0, 0),
        loaderRule("bit 9, at boot", 2, new int[] {5, 5}, none, apart, starts),
        loaderRule("bit 9, at boot", 2, new int[] {5, SmallHeap.MAP}, none, apart, starts),
        loaderRule("bit 9, at boot", 2, new int[] {5, SmallHeap.TEXT}, none, apart, starts),
        loaderRule("a loader before it", 2, both, none, new int[] {-1, 1}, starts),
        loaderRule("a loader before it", 2, both, none, new int[] {-2, 0}, starts),
        loaderRule("a string object", 2, both, new int[] {0, SmallHeap.MAP}, apart, starts),
        loaderRule("a row of this table", 2, both, none, apart, new int[] {0, 1, 1}, 0));
  }

  private static Arguments loaderRule(String message, Object... table) {
    return Arguments.of("MADE", message, change(heap -> SmallHeap.loaders(heap, table)));
  }

  private static Arguments rule(String section, String message, Object... items) {
    return Arguments.of(section, message, change(heap -> heap.section(section, items)));
  }

  private static Arguments classes(String message, int field, int descriptor) {
    return classes(message, field, descriptor, heap -> {});
  }

  private static Arguments classes(
      String message, int field, int descriptor, Consumer<HandMadeHeap> more) {
    int[] descriptors = SmallHeap.descriptors();
    descriptors[field] = descriptor;
    return Arguments.of(
        "CLASSES",
        message,
        change(heap -> more.accept(SmallHeap.classes(heap, descriptors, SmallHeap.flags()))));
  }

  private static Arguments flags(String message, int type, int value) {
    return flags("CLASSES", message, type, value);
  }

  private static Arguments flags(String section, String message, int type, int value) {
    int[] flags = SmallHeap.flags();
    flags[type] = value;
    return Arguments.of(
        section, message, change(heap -> SmallHeap.classes(heap, SmallHeap.descriptors(), flags)));
  }

  /** The last field, of the map, is said to be declared by p.Main. */
  private static void declaredByAnother(HandMadeHeap heap) {
    byte[] classes = heap.sectionBytes("CLASSES");
    int declaring = 4 * (2 + 5 + 5 + 6 + 7);
    classes[declaring] = 0;
    heap.section("CLASSES", classes);
  }

  private static Consumer<HandMadeHeap> change(Consumer<HandMadeHeap> change) {
    return change;
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("broken")
  void throwsForABrokenRule(String section, String message, Consumer<HandMadeHeap> change) {
    HandMadeHeap heap = SmallHeap.make();
    change.accept(heap);
    byte[] bytes = heap.bytes();
    ParseException thrown =
        assertThrows(ParseException.class, () -> ReferenceParser.parseHeap(bytes));
    assertEquals(section, thrown.section(), thrown.getMessage());
    assertTrue(thrown.getMessage().contains(message), thrown.getMessage());
  }
}
