package org.heapsnapshot.core.encode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import org.heapsnapshot.core.capture.CapturedClass;
import org.heapsnapshot.core.capture.CapturedField;
import org.heapsnapshot.core.capture.CapturedHeap;
import org.heapsnapshot.core.capture.CapturedLoader;
import org.heapsnapshot.core.capture.CapturedMade;
import org.heapsnapshot.core.capture.CapturedObject;
import org.heapsnapshot.core.capture.CapturedStatics;
import org.heapsnapshot.core.observe.Guard;
import org.heapsnapshot.runtime.format.ClassFlags;
import org.heapsnapshot.runtime.format.SectionId;
import org.junit.jupiter.api.Test;

/** Each section against the grammar of docs/IMAGE-FORMAT.md. */
class SectionsTest {
  private final HeapFixture fixture = new HeapFixture();

  @Test
  void shouldWriteFingerprint() throws Exception {
    int point = fixture.jdk("java.awt.Point", "x:I", "y:I");
    fixture.root("app.Main", fixture.instance(point, 1, 2));
    ByteBuffer in = fixture.raw().section(SectionId.FINGERPRINT);
    assertArrayEquals(new int[] {17, 6, 4, 16, 16, 16, 12, 16}, RawHeap.ints(in, 8));
    byte[] digest = new byte[32];
    in.get(digest);
    assertArrayEquals(
        MessageDigest.getInstance("SHA-256")
            .digest(
                "java.awt.Point\njava.awt.Point.x I\njava.awt.Point.y I\n"
                    .getBytes(StandardCharsets.UTF_8)),
        digest);
    assertEquals("OpenJDK 64-Bit Server VM", text(in));
    assertEquals("17.0.15+6", text(in));
    assertEquals(0, in.remaining());
  }

  private static String text(ByteBuffer in) {
    byte[] utf8 = new byte[in.getInt()];
    in.get(utf8);
    in.position((in.position() + 3) & -4);
    return new String(utf8, StandardCharsets.UTF_8);
  }

  @Test
  void shouldKeepEqualStringsApartAndMarkTheInternedOne() {
    int array = fixture.array("[Ljava.lang.String;", 0);
    int[] strings = {
      fixture.text("x"), fixture.interned("x"), fixture.text("x"), fixture.interned("\u20AC")
    };
    fixture.root("app.Main", fixture.references(array, strings));
    RawHeap raw = fixture.raw();
    assertEquals(List.of("x", "x*", "x", "\u20AC*"), raw.stringObjects());
    assertEquals(raw.strings.size(), raw.strings.stream().distinct().count());
  }

  @Test
  void shouldWriteClassesWithCarriedFieldsOnly() {
    int base = fixture.program("app.Base", "a:J", "b:L:ZEROED", "static unused:L");
    int unused = fixture.program("app.Unused", "static s:L");
    int sub = fixture.program("app.Sub");
    List<CapturedField> inherited = fixture.classes.get(base).fields().subList(0, 2);
    fixture.classes.set(sub, new CapturedClass("app.Sub", 2, false, false, inherited));
    int main =
        fixture.program(
            "app.Main", "i:I", "static root:L", "static $assertionsDisabled:Z:ASSERTION_STATUS");
    int object = fixture.instance(sub, 5, 0);
    fixture.statics.add(new CapturedStatics(main, new int[] {1, 2}, new long[] {object, 1}));
    assertEquals("app.Unused", fixture.classes.get(unused).name());
    assertEquals(
        List.of(
            "app.Base 2",
            "app.Sub 18, app.Base.a J 12, app.Base.b L zeroed -1",
            "app.Main 34, app.Main.root L static 16, app.Main.$assertionsDisabled Z static"
                + " assertion 20"),
        fixture.raw().classes());
  }

  @Test
  void shouldWriteOneBootUnit() {
    fixture.root("app.Main", fixture.text("x"));
    // One unit that needs none; one string, no symbol, nothing to rebuild.
    assertArrayEquals(
        new int[] {1, 0, 0, 0, 0, 1, 0, 0, 0, 0}, fixture.raw().ints(SectionId.UNITS));
  }

  @Test
  void shouldWriteInstancesInColumns() {
    int pair = fixture.program("app.Pair", "next:L", "wide:J", "narrow:C");
    int second = 3;
    int text = fixture.text("t");
    int first = fixture.instance(pair, second, 0x1122334455667788L, 'c');
    assertEquals(second, fixture.instance(pair, text, -2, 0xFFFF));
    fixture.root("app.Main", first);
    assertArrayEquals(
        new int[] {
          1,
          0,
          0,
          2, // one group: unit 0, class 0, two of them
          3,
          1, // next: the second instance, the string
          0x55667788,
          0x11223344,
          -2,
          -1, // wide: low half, high half
          'c',
          0xFFFF
        },
        fixture.raw().ints(SectionId.INSTANCES));
  }

  @Test
  void shouldWriteArraysAndPrimitives() {
    int strings = fixture.array("[Ljava.lang.Object;", 0);
    int chars = fixture.array("[C", 0);
    int a = fixture.text("a");
    int data =
        fixture.add(new CapturedObject.PrimitiveArray(chars, 3, new byte[] {1, 0, 2, 0, 3, 0}));
    int empty = fixture.add(new CapturedObject.PrimitiveArray(chars, 0, new byte[0]));
    int inner = fixture.references(strings);
    fixture.root("app.Main", fixture.references(strings, a, data, 0, empty, inner));
    RawHeap raw = fixture.raw();
    assertArrayEquals(
        new int[] {
          2, 0, 0, 0, 1, 2, 2, // two groups: units, classes, counts
          0, 5, 1, 4, 0, 5, 2, // lengths of object arrays, their elements
          3, 0 // lengths of char arrays
        },
        raw.ints(SectionId.ARRAYS));
    assertArrayEquals(new int[] {0x00020001, 3}, raw.ints(SectionId.PRIMITIVES));
  }

  @Test
  void shouldWriteSymbolsOfEachKind() {
    int array = fixture.array("[Ljava.lang.Object;", 0);
    int collections = fixture.jdk("java.util.Collections", "static EMPTY_LIST:L");
    int unit = fixture.jdk("java.util.concurrent.TimeUnit");
    int integer = fixture.jdk("java.lang.Integer");
    int[] symbols = {
      fixture.add(new CapturedObject.ClassMirror(integer)),
      fixture.add(new CapturedObject.StaticField(collections, 0)),
      fixture.add(new CapturedObject.JdkEnum(unit, "DAYS")),
      fixture.add(new CapturedObject.SmallBox(integer, -7)),
      fixture.add(new CapturedObject.BuiltinLoader(2))
    };
    fixture.root("app.Main", fixture.references(array, symbols));
    RawHeap raw = fixture.raw();
    assertArrayEquals(
        new int[] {5, 0, 1, 2, 3, 4, 3, 1, 2, 3, -1, 0, 0, raw.strings.indexOf("DAYS"), -7, 2},
        raw.ints(SectionId.SYMBOLS));
    assertEquals(
        List.of(
            "[Ljava.lang.Object; 20",
            "java.util.Collections 0, java.util.Collections.EMPTY_LIST L static 12",
            "java.util.concurrent.TimeUnit 0",
            "java.lang.Integer 0",
            "app.Main 34, app.Main.root L static 12"),
        raw.classes());
  }

  @Test
  void shouldNumberRecipesAfterTheirArguments() {
    int array = fixture.array("[Ljava.lang.Object;", 0);
    int pattern = fixture.add(new CapturedObject.Recipe(3, new int[] {3, 2}));
    int locale = fixture.add(new CapturedObject.Recipe(2, new int[] {4, 0, 0, 0}));
    fixture.text("a*");
    fixture.text("tr");
    fixture.root("app.Main", fixture.references(array, pattern, locale));
    assertArrayEquals(
        new int[] {2, 0, 0, 3, 2, 0, 2, 6, 1, 2, 2, 0, 0, 0},
        fixture.raw().ints(SectionId.RECIPES));
  }

  @Test
  void throwsForRecipesOfUnknownKindOrWrongArguments() {
    int recipe = fixture.add(new CapturedObject.Recipe(7, new int[] {}));
    fixture.root("app.Main", recipe);
    assertThrows(IllegalArgumentException.class, fixture::encode);
    fixture.objects.set(0, new CapturedObject.Recipe(3, new int[] {0}));
    assertThrows(IllegalArgumentException.class, fixture::encode);
    fixture.objects.set(0, new CapturedObject.Recipe(1, new int[] {recipe}));
    assertThrows(IllegalArgumentException.class, fixture::encode);
  }

  @Test
  void shouldWriteStaticsInRestoreOrder() {
    int b = fixture.program("app.B", "static wide:D", "static skipped:L:ZEROED", "static z:Z");
    int a = fixture.program("app.A");
    long bits = Double.doubleToRawLongBits(-1.5);
    fixture.statics.add(new CapturedStatics(a, new int[0], new long[0]));
    fixture.statics.add(new CapturedStatics(b, new int[] {0, 1, 2}, new long[] {bits, 9, 1}));
    EncodedHeap encoded = fixture.encode();
    assertEquals(List.of("app.A", "app.B"), encoded.restoredClasses());
    assertArrayEquals(
        new int[] {2, 1, 0, 0, 0, 0, 0, 2, 0, 1, 0, 1, (int) (bits >> 32), 0},
        new RawHeap(encoded.bytes()).ints(SectionId.STATICS));
  }

  @Test
  void shouldWriteGuardsByKindAndName() {
    fixture.guards.add(new Guard(2, "HOME", null, "app.B"));
    fixture.guards.add(new Guard(1, "user.x", "v", "app.A"));
    RawHeap raw = fixture.raw();
    assertArrayEquals(
        new int[] {
          2,
          1,
          2,
          raw.strings.indexOf("user.x"),
          raw.strings.indexOf("HOME"),
          raw.strings.indexOf("v"),
          -1,
          raw.strings.indexOf("app.A"),
          raw.strings.indexOf("app.B"),
          0,
          0,
          0
        },
        raw.ints(SectionId.GUARDS));
  }

  @Test
  void shouldWriteConstantsOnceAClass() {
    fixture.constants.put("app.B", List.of("y", "x", "y"));
    fixture.constants.put("app.A", List.of());
    RawHeap raw = fixture.raw();
    assertArrayEquals(
        new int[] {
          2,
          raw.strings.indexOf("app.A"),
          raw.strings.indexOf("app.B"),
          0,
          0,
          2,
          raw.strings.indexOf("y"),
          raw.strings.indexOf("x")
        },
        raw.ints(SectionId.CONSTANTS));
  }

  @Test
  void shouldWriteMetadata() {
    fixture.metadata.put("main.class", "app.Main");
    RawHeap raw = fixture.raw();
    assertArrayEquals(
        new int[] {1, raw.strings.indexOf("main.class"), raw.strings.indexOf("app.Main")},
        raw.ints(SectionId.METADATA));
  }

  @Test
  void shouldWriteMadeClasses() {
    int unnamed = fixture.program("app.Unnamed");
    int host = fixture.program("app.Host");
    int made = fixture.program("app.Made", "next:L");
    int owner = fixture.root("app.Main", fixture.instance(made, 0));
    int[] both = {0, 1};
    fixture.made.add(
        new CapturedMade(
            made, host, new byte[] {1, -1}, both, "app.Main", new int[] {owner}, true));
    fixture.made.add(
        new CapturedMade(
            unnamed, host, new byte[] {2}, new int[] {1}, "app.Main", new int[0], false));
    RawHeap raw = fixture.raw();
    List<String> classes = raw.classes().stream().map(row -> row.split(",")[0]).toList();
    int[] section = raw.ints(SectionId.MADE);
    assertEquals("app.Made " + (2 | 16 | 128), classes.get(section[1]));
    assertEquals("app.Unnamed " + (2 | 128), classes.get(section[2]));
    assertEquals("app.Host 2", classes.get(section[3]));
    assertEquals("\u0001\u00FF", raw.strings.get(section[5]));
    assertEquals("\u0002", raw.strings.get(section[6]));
    assertArrayEquals(
        new int[] {
          2,
          section[1],
          section[2],
          section[3],
          section[3],
          section[5],
          section[6],
          0,
          2,
          3,
          0,
          1,
          1,
          0,
          2,
          2,
          -1,
          0,
          0,
          0
        },
        section);
  }

  /** A loader and its parent: the latter is reached through the former alone. */
  @Test
  void shouldWriteClassLoaders() {
    int type = fixture.program("app.Loader", "state:I");
    int made = fixture.classes.size();
    fixture.classes.add(
        new CapturedClass("app.Made", ClassFlags.LOADER_PROGRAM, false, false, List.of()));
    int name = fixture.interned("below");
    int above = fixture.instance(type, 1);
    int below = fixture.instance(type, 2);
    int owner = fixture.root("app.Main", fixture.add(new CapturedObject.ClassMirror(made)));
    fixture.made.add(
        new CapturedMade(
            made,
            CapturedMade.NO_HOST,
            new byte[] {1},
            new int[] {0},
            "app.Main",
            new int[] {owner},
            false));
    CapturedHeap heap =
        fixture
            .heap()
            .withLoaders(
                List.of(
                    new CapturedLoader(above, 0, CapturedLoader.APPLICATION, new int[0]),
                    new CapturedLoader(below, name, 0, new int[] {made})));
    RawHeap raw = new RawHeap(fixture.encode(new HeapEncoder(), heap).bytes());
    List<String> classes = raw.classes().stream().map(row -> row.split(",")[0]).toList();
    int[] section = raw.ints(SectionId.MADE);
    assertEquals("app.Made " + (3 | 128), classes.get(section[1]));
    assertEquals(-1, section[2]);
    assertTrue(classes.contains("app.Loader " + (2 | 16 | 512)), classes.toString());
    int at = 10; // Behind one class with one need and one definer.
    assertEquals(2, section[at]);
    assertEquals(1, Math.abs(section[at + 1] - section[at + 2]));
    assertArrayEquals(
        new int[] {0, 1, -1, 0, 0, 0, 1, 0}, Arrays.copyOfRange(section, at + 3, section.length));
  }

  @Test
  void throwsWhenArrayDataDoesNotFitItsLength() {
    int ints = fixture.array("[I", 0);
    fixture.root("app.Main", fixture.add(new CapturedObject.PrimitiveArray(ints, 2, new byte[7])));
    assertThrows(IllegalArgumentException.class, fixture::encode);
  }
}
