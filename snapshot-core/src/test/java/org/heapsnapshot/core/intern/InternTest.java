package org.heapsnapshot.core.intern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.heapsnapshot.core.capture.CapturedClass;
import org.heapsnapshot.core.capture.CapturedField;
import org.heapsnapshot.core.capture.CapturedHeap;
import org.heapsnapshot.core.capture.CapturedJvm;
import org.heapsnapshot.core.capture.CapturedObject;
import org.heapsnapshot.core.observe.Guard;
import org.junit.jupiter.api.Test;

class InternTest {

  @Test
  void shouldStoreEqualTextsOnceAndKeepObjectsDistinct() {
    InternedStrings strings = intern(text("x", false), text("x", true), text("x", false));
    assertEquals(3, strings.objectCount());
    assertEquals(0, strings.text(1));
    assertEquals(1, strings.text(2));
    assertEquals(0, strings.text(3));
    assertEquals(2, strings.objectNumber(2));
  }

  @Test
  void shouldMergeInternedObjectsOfOneText() {
    InternedStrings strings = intern(text("x", true), text("y", true), text("x", true));
    assertEquals(2, strings.objectCount());
    assertEquals(strings.objectNumber(1), strings.objectNumber(3));
    assertNotEquals(strings.objectNumber(1), strings.objectNumber(2));
  }

  @Test
  void shouldNotInternASentinelBecauseAClassHasAnEqualConstant() {
    InternedStrings strings =
        new Intern()
            .intern(
                heap(List.of(), text("x", false)),
                List.of(),
                Map.of("app.A", List.of("x")),
                Map.of());
    assertEquals(0, strings.text(1) & 1);
  }

  @Test
  void shouldNumberNothingButStrings() {
    InternedStrings strings = intern(new CapturedObject.BuiltinLoader(1), text("a", false));
    assertEquals(0, strings.objectNumber(0));
    assertEquals(0, strings.objectNumber(1));
    assertEquals(1, strings.objectNumber(2));
  }

  @Test
  void shouldHoldEveryTextTheImageNeeds() {
    CapturedField field =
        new CapturedField(0, "field", 'I', 12, false, CapturedField.Treatment.COPIED);
    CapturedClass type = new CapturedClass("app.A", 2, false, false, List.of(field));
    InternedStrings strings =
        new Intern()
            .intern(
                heap(List.of(type), new CapturedObject.JdkEnum(0, "DAYS")),
                List.of(new Guard(1, "prop", null, "app.R"), new Guard(2, "ENV", "val", "app.R")),
                Map.of("app.C", List.of("constant")),
                Map.of("key", "value"));
    for (String text :
        List.of(
            "field",
            "app.A",
            "DAYS",
            "prop",
            "app.R",
            "ENV",
            "val",
            "app.C",
            "constant",
            "key",
            "value")) {
      assertEquals(text, strings.table().text(strings.indexOf(text)));
    }
    assertThrows(IllegalArgumentException.class, () -> strings.indexOf("other"));
  }

  @Test
  void shouldPutTextsThatOnlyConstantsUseLast() {
    InternedStrings strings =
        new Intern()
            .intern(
                heap(List.of(), text("object", false)),
                List.of(),
                Map.of("app.C", List.of("constant", "object")),
                Map.of("key", "value"));
    assertEquals(0, strings.indexOf("object"));
    assertEquals(strings.table().size() - 1, strings.indexOf("constant"));
  }

  @Test
  void shouldNotDependOnTheOrderOfMaps() {
    Map<String, List<String>> forward = new LinkedHashMap<>();
    Map<String, List<String>> backward = new LinkedHashMap<>();
    for (int i = 0; i < 50; i++) {
      forward.put("app.C" + i, List.of("t" + i));
      backward.put("app.C" + (49 - i), List.of("t" + (49 - i)));
    }
    InternedStrings a = new Intern().intern(heap(List.of()), List.of(), forward, new HashMap<>());
    InternedStrings b = new Intern().intern(heap(List.of()), List.of(), backward, new HashMap<>());
    assertEquals(100, a.table().size());
    for (int i = 0; i < 100; i++) {
      assertEquals(a.table().text(i), b.table().text(i));
    }
  }

  private static CapturedObject text(String text, boolean interned) {
    return new CapturedObject.Text(text, interned);
  }

  private static InternedStrings intern(CapturedObject... objects) {
    return new Intern().intern(heap(List.of(), objects), List.of(), Map.of(), Map.of());
  }

  private static CapturedHeap heap(List<CapturedClass> classes, CapturedObject... objects) {
    CapturedJvm jvm = new CapturedJvm(17, "vm", "build", new int[6]);
    return new CapturedHeap(jvm, classes, List.of(objects), List.of(), List.of());
  }
}
