package org.heapsnapshot.core.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.heapsnapshot.core.capture.CapturedField.Treatment;
import org.heapsnapshot.core.capture.CapturedObject.Instance;
import org.heapsnapshot.core.capture.CapturedObject.Recipe;
import org.heapsnapshot.core.fixture.Walked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What of a graph is walked, in which order and shape. */
class HeapWalkerTest {
  private static class Base {
    int number = 11;
    Object hidden = "of the superclass";
  }

  private static final class Node extends Base {
    Node next;
    Object hidden = "of the subclass";
    boolean flag = true;
    char letter = '\uFFFF';
    byte tiny = -2;
    short little = -3;
    long wide = Long.MIN_VALUE;
    float single = Float.intBitsToFloat(0x7FC00001);
    double real = -0.0;
  }

  private record Link(Link next) {}

  private static final class Holder {
    static final int CONSTANT = 42;
    static final String TEXT = "a constant, too";
    static long counter = -7;
    static Object root;
    static Object second;

    static {
      assert counter < 0;
    }
  }

  @AfterEach
  void forget() {
    Holder.root = null;
    Holder.second = null;
  }

  @Test
  void shouldCarryEveryFieldOfEveryClassInTheChain() {
    Holder.root = new Node();
    Walked walked = Walked.of(Holder.class);
    Instance node = assertInstanceOf(Instance.class, walked.root(Holder.class, "root"));
    CapturedClass c = walked.heap().classes().get(node.classIndex());
    assertEquals(List.of("number", "hidden", "next"), names(c).subList(0, 3), "superclass first");
    assertEquals(11, c.instanceFieldCount());
    assertEquals(11, walked.value(node, "number"));
    assertEquals(1, walked.value(node, "flag"));
    assertEquals(0xFFFF, walked.value(node, "letter"));
    assertEquals(-2, walked.value(node, "tiny"));
    assertEquals(-3, walked.value(node, "little"));
    assertEquals(Long.MIN_VALUE, walked.value(node, "wide"));
    assertEquals(0x7FC00001, (int) walked.value(node, "single"), "a NaN keeps its payload");
    assertEquals(Double.doubleToRawLongBits(-0.0), walked.value(node, "real"));
    assertEquals(0, walked.value(node, "next"));
    String own = ((CapturedObject.Text) walked.follow(node, "hidden")).text();
    assertEquals("of the subclass", own);
  }

  private static List<String> names(CapturedClass c) {
    return c.fields().stream().map(CapturedField::name).toList();
  }

  @Test
  void shouldKeepCyclesAndSharing() {
    Node a = new Node();
    Node b = new Node();
    a.next = b;
    b.next = a;
    Holder.root = a;
    Holder.second = new Object[] {b, a, b};
    Walked walked = Walked.of(Holder.class);
    CapturedObject root = walked.root(Holder.class, "root");
    assertSame(root, walked.follow(walked.follow(root, "next"), "next"));
    int[] elements =
        ((CapturedObject.ReferenceArray) walked.root(Holder.class, "second")).elements();
    assertEquals(walked.idOf(a), elements[1]);
    assertEquals(elements[0], elements[2]);
    assertEquals(walked.value(root, "next"), elements[0]);
  }

  @Test
  void shouldWalkAMillionNodesWithoutRecursion() {
    Link last = null;
    for (int i = 0; i < 1_000_000; i++) {
      last = new Link(last);
    }
    Holder.root = last;
    Walked walked = Walked.of(Holder.class);
    assertEquals(List.of(), walked.rejections());
    CapturedObject object = walked.root(Holder.class, "root");
    int length = 0;
    for (; object != null; object = walked.follow(object, "next")) {
      length++;
    }
    assertEquals(1_000_000, length);
  }

  @Test
  void shouldNumberBreadthFirstInTheOrderOfTheStatics() {
    Object[] deep = {new Object[] {"leaf"}};
    Holder.root = deep;
    Holder.second = new Node();
    Walked walked = Walked.of(Holder.class);
    int first = walked.idOf(Holder.root);
    assertEquals(first + 1, walked.idOf(Holder.second), "roots first");
    assertTrue(walked.idOf(deep[0]) > walked.idOf(Holder.second));
    assertTrue(walked.idOf("leaf") > walked.idOf(deep[0]));
  }

  @Test
  void shouldNotTellTheLineSeparatorOfTheJvmFromACopyToCompare() {
    String copy = new String(System.lineSeparator().toCharArray());
    Holder.root = System.lineSeparator();
    Holder.second = List.of(copy, new String("other"), new String("other"));
    CapturedHeap heap = Walked.toCompare("java.lang.Object", Holder.class).heap();
    List<String> texts = new ArrayList<>();
    for (CapturedObject object : heap.objects()) {
      if (object instanceof CapturedObject.Text text) {
        texts.add(text.text());
      }
    }
    Collections.sort(texts);
    assertEquals(List.of(System.lineSeparator(), Holder.TEXT, "other", "other"), texts);
  }

  @Test
  void shouldLeaveConstantsToTheClassFile() {
    HeapWalker walker =
        new HeapWalker(
            HeapWalkerTest.class.getClassLoader(),
            List.of(),
            name -> name.equals(Holder.class.getName()) ? Set.of("CONSTANT", "TEXT") : Set.of());
    walker.walk(List.of(Holder.class));
    CapturedHeap heap = walker.heap();
    CapturedStatics statics = heap.statics().get(0);
    List<CapturedField> fields = heap.classes().get(statics.classIndex()).fields();
    List<String> carried =
        java.util.Arrays.stream(statics.fields()).mapToObj(f -> fields.get(f).name()).toList();
    assertEquals(List.of("counter", "root", "second", "$assertionsDisabled"), carried);
    assertEquals(-7, statics.values()[0]);
    assertEquals(
        Treatment.ASSERTION_STATUS, fields.get(statics.fields()[3]).treatment(), "recomputed");
  }

  @Test
  void shouldLeaveToTheJvmWhatItFills() {
    Holder.root = new java.lang.ref.SoftReference<>(new Object());
    Holder.second = new IllegalStateException("recorded");
    Walked walked = Walked.of(Holder.class);
    assertEquals(List.of(), walked.rejections());
    for (String zeroed : List.of("next", "discovered", "timestamp")) {
      assertEquals(0, walked.value(walked.root(Holder.class, "root"), zeroed), zeroed);
    }
    CapturedObject thrown = walked.root(Holder.class, "second");
    assertEquals(0, walked.value(thrown, "backtrace"));
    CapturedObject.ReferenceArray trace =
        assertInstanceOf(CapturedObject.ReferenceArray.class, walked.follow(thrown, "stackTrace"));
    assertTrue(trace.elements().length > 5, "the stack trace was filled in before");
    assertEquals(0, walked.value(walked.object(trace.elements()[0]), "declaringClassObject"));
  }

  /** What a recipe names is canonical; a string of the program that nobody interned stays so. */
  @Test
  void shouldNotInternStringsOfTheProgram() {
    String text = "text " + System.nanoTime();
    Holder.root = text;
    Holder.second = Pattern.compile(text);
    Walked walked = Walked.of(Holder.class);
    assertEquals(new CapturedObject.Text(text, false), walked.root(Holder.class, "root"));
    Recipe pattern = assertInstanceOf(Recipe.class, walked.root(Holder.class, "second"));
    assertEquals(new CapturedObject.Text(text, true), walked.object(pattern.arguments()[0]));
  }

  @Test
  void shouldFingerprintTheRunningJvm() {
    CapturedJvm jvm = Walked.of(Holder.class).heap().jvm();
    assertEquals(Runtime.version().feature(), jvm.feature());
    assertEquals(System.getProperty("java.vm.version"), jvm.build());
    assertEquals(6, jvm.layout().length);
    assertEquals(4, jvm.layout()[0], "compressed references under this heap size");
  }
}
