package org.heapsnapshot.core.capture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.regex.Pattern;
import org.heapsnapshot.core.capture.CapturedObject.BuiltinLoader;
import org.heapsnapshot.core.capture.CapturedObject.ClassMirror;
import org.heapsnapshot.core.capture.CapturedObject.Instance;
import org.heapsnapshot.core.capture.CapturedObject.JdkEnum;
import org.heapsnapshot.core.capture.CapturedObject.Recipe;
import org.heapsnapshot.core.capture.CapturedObject.SmallBox;
import org.heapsnapshot.core.capture.CapturedObject.StaticField;
import org.heapsnapshot.core.capture.CapturedObject.Text;
import org.heapsnapshot.core.fixture.Walked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How an object is carried, kind by kind. */
class ObjectKindsTest {
  private static final class Holder {
    static Object root;
  }

  private enum Shape {
    ROUND,
    ANGULAR {
      @Override
      int corners() {
        return 4;
      }
    };

    int corners() {
      return 0;
    }
  }

  private Walked walked;

  private CapturedObject capture(Object root) {
    Holder.root = root;
    walked = Walked.of(Holder.class);
    assertEquals(List.of(), walked.rejections());
    return walked.root(Holder.class, "root");
  }

  @AfterEach
  void forget() {
    Holder.root = null;
  }

  private String symbol(CapturedObject object) {
    StaticField symbol = assertInstanceOf(StaticField.class, object);
    CapturedClass c = walked.heap().classes().get(symbol.classIndex());
    return c.name() + "." + c.fields().get(symbol.field()).name();
  }

  @Test
  void shouldCarryWhatStaticsOfTheJdkHoldAsSymbols() {
    assertEquals(
        "java.util.Collections$ReverseComparator.REVERSE_ORDER",
        symbol(capture(Collections.reverseOrder())),
        "public");
    assertEquals("java.lang.System.out", symbol(capture(System.out)), "not copied, but found");
    capture(new HashSet<>(List.of("one")));
    List<String> symbols =
        walked.heap().objects().stream()
            .filter(StaticField.class::isInstance)
            .map(this::symbol)
            .toList();
    assertEquals(List.of("java.util.HashSet.PRESENT"), symbols, "private");
  }

  @Test
  @SuppressWarnings({"removal", "deprecation"}) // constructors of boxes: they make new identities
  void shouldTellBoxesOfTheCacheFromOthers() {
    assertEquals(-128, assertInstanceOf(SmallBox.class, capture(-128)).value());
    assertEquals(1, assertInstanceOf(SmallBox.class, capture(true)).value());
    assertEquals(127, assertInstanceOf(SmallBox.class, capture((byte) 127)).value());
    assertEquals('x', assertInstanceOf(SmallBox.class, capture('x')).value());
    SmallBox box = assertInstanceOf(SmallBox.class, capture(7L));
    assertEquals("java.lang.Long 7", walked.className(box.classIndex()) + " " + box.value());
    assertInstanceOf(SmallBox.class, capture((short) -1));
    assertInstanceOf(Instance.class, capture(100_000));
    assertInstanceOf(Instance.class, capture(2.5));
    CapturedObject foreign = capture(new Integer(5));
    assertEquals(5, walked.value(foreign, "value"), "not the box that valueOf answers with");
    assertInstanceOf(Instance.class, capture(new Boolean(true)));
  }

  @Test
  void shouldNameEnumConstantsOfTheJdkAndCopyThoseOfTheProgram() {
    JdkEnum mode = assertInstanceOf(JdkEnum.class, capture(RoundingMode.FLOOR));
    assertEquals("FLOOR", mode.constant());
    assertEquals("java.math.RoundingMode", walked.className(mode.classIndex()));
    Instance plain = assertInstanceOf(Instance.class, capture(Shape.ROUND));
    assertEquals(Shape.class.getName(), walked.className(plain));
    assertEquals(0, walked.value(plain, "ordinal"));
    Instance withBody = assertInstanceOf(Instance.class, capture(Shape.ANGULAR));
    assertEquals(Shape.class.getName() + "$1", walked.className(withBody));
  }

  @Test
  void shouldNameBuiltInLoadersAndClasses() {
    assertEquals(2, assertInstanceOf(BuiltinLoader.class, capture(loader())).loader());
    assertEquals(
        1,
        assertInstanceOf(BuiltinLoader.class, capture(ClassLoader.getPlatformClassLoader()))
            .loader());
    ClassMirror mirror = assertInstanceOf(ClassMirror.class, capture(int[][].class));
    CapturedClass c = walked.heap().classes().get(mirror.classIndex());
    assertTrue(c.array() && !c.primitive() && c.loader() == 0 && c.name().equals("[[I"));
    mirror = assertInstanceOf(ClassMirror.class, capture(void.class));
    assertTrue(walked.heap().classes().get(mirror.classIndex()).primitive());
    mirror = assertInstanceOf(ClassMirror.class, capture(Shape[].class));
    assertEquals(2, walked.heap().classes().get(mirror.classIndex()).loader());
  }

  private static ClassLoader loader() {
    return ObjectKindsTest.class.getClassLoader();
  }

  @Test
  void shouldTellInternedStringsFromOthers() {
    assertEquals(new Text("a literal", true), capture("a literal"));
    assertEquals(new Text("a literal", false), capture(new String("a literal")));
    String unseen = new StringBuilder("never interned").append(System.nanoTime()).toString();
    assertEquals(new Text(unseen, false), capture(unseen));
  }

  @Test
  void shouldRepeatCallsForOpaqueObjects() {
    assertEquals("1 UTF-8", recipe(StandardCharsets.UTF_8));
    assertEquals("2 tr-TR null null null", recipe(new Locale.Builder().setLanguageTag("tr-TR")));
    assertEquals("4", recipe(new ThreadLocal<>()));
    assertEquals("5 Asia/Kathmandu", recipe(TimeZone.getTimeZone("Asia/Kathmandu")));
    assertEquals("6 CHF", recipe(Currency.getInstance("CHF")));
    assertEquals("9 Europe/Zurich", recipe(ZoneId.of("Europe/Zurich")));
    assertEquals("9 +05:45", recipe(ZoneOffset.ofHoursMinutes(5, 45)));
    Recipe pattern =
        assertInstanceOf(
            Recipe.class,
            capture(Pattern.compile("a+", Pattern.CASE_INSENSITIVE | Pattern.DOTALL)));
    assertEquals(3, pattern.kind());
    assertEquals(new Text("a+", true), walked.object(pattern.arguments()[0]));
    assertEquals(Pattern.CASE_INSENSITIVE | Pattern.DOTALL, pattern.arguments()[1]);
  }

  private String recipe(Object object) {
    Object root = object instanceof Locale.Builder builder ? builder.build() : object;
    Recipe recipe = assertInstanceOf(Recipe.class, capture(root));
    StringBuilder text = new StringBuilder().append(recipe.kind());
    for (int argument : recipe.arguments()) {
      text.append(' ');
      text.append(argument == 0 ? "null" : ((Text) walked.object(argument)).text());
    }
    return text.toString();
  }

  @Test
  @SuppressWarnings("deprecation") // the only way to a locale that no language tag can name
  void shouldNameALocaleByItsPartsWhenItsTagIsNotEnough() {
    Recipe recipe = assertInstanceOf(Recipe.class, capture(new Locale("not a language", "XY")));
    assertEquals(2, recipe.kind());
    assertEquals(new Text("not a language", true), walked.object(recipe.arguments()[1]));
    assertEquals(new Text("XY", true), walked.object(recipe.arguments()[2]));
  }

  @Test
  void shouldCarryArraysOfAllPrimitives() {
    assertArrayEquals(new byte[] {1, 0}, data(new boolean[] {true, false}));
    assertArrayEquals(new byte[] {-1, 7}, data(new byte[] {-1, 7}));
    assertArrayEquals(new byte[] {0x34, 0x12}, data(new char[] {'\u1234'}));
    assertArrayEquals(new byte[] {-2, -1}, data(new short[] {-2}));
    assertArrayEquals(new byte[] {4, 3, 2, 1}, data(new int[] {0x01020304}));
    assertArrayEquals(
        new byte[] {1, 0, 0, 0, 0, 0, 0, -128}, data(new long[] {Long.MIN_VALUE + 1}));
    // A NaN keeps its payload.
    assertArrayEquals(
        new byte[] {1, 0, -64, 127}, data(new float[] {Float.intBitsToFloat(0x7FC00001)}));
    assertArrayEquals(new byte[] {0, 0, 0, 0, 0, 0, 0, -128}, data(new double[] {-0.0}));
    assertArrayEquals(new byte[0], data(new double[0]));
  }

  private byte[] data(Object array) {
    return assertInstanceOf(CapturedObject.PrimitiveArray.class, capture(array)).data();
  }
}
