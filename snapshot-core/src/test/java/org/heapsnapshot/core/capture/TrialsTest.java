package org.heapsnapshot.core.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import javax.crypto.spec.SecretKeySpec;
import org.heapsnapshot.core.fixture.Walked;
import org.heapsnapshot.core.fixture.handled.Ledger;
import org.heapsnapshot.core.fixture.handled.LedgerHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Objects of which a handler makes copies: which are carried, and what is said of the others. */
class TrialsTest {
  private static final class Holder {
    static Object root;
    static Object other;
  }

  private static final class Registry {
    static final Map<String, Object> BY_NAME = new HashMap<>(Map.of("known", new ArrayList<>()));
  }

  @BeforeEach
  void makeEqualOnes() {
    LedgerHandler.maker = text -> new Ledger(text, new ArrayList<>(List.of(1000, "x")));
  }

  @AfterEach
  void forget() {
    Holder.root = null;
    Holder.other = null;
  }

  private static Ledger ledger(String text) {
    return new Ledger(text, new ArrayList<>(List.of(1000, "x")));
  }

  /** The one reason why the statics cannot be carried; empty when they can. */
  private static String refusal(Object root, Object other) {
    Holder.root = root;
    Holder.other = other;
    List<Rejection> rejections = Walked.of(Holder.class).rejections();
    assertTrue(rejections.size() < 2, rejections.toString());
    return rejections.isEmpty() ? "" : rejections.get(0).reason();
  }

  private static String refusal(Object root, Function<String, Object> maker) {
    LedgerHandler.maker = maker;
    return refusal(root, (Object) null);
  }

  private static void assertContains(String part, String text) {
    assertTrue(text.contains(part), text);
  }

  @Test
  void shouldCarryWhatNothingElseReaches() {
    Ledger ledger = ledger("a");
    assertEquals("", refusal(ledger, List.of(ledger, "x", 1000)));
    assertEquals("", refusal(List.of(ledger("a"), ledger("b")), ledger("c")));
  }

  @Test
  void shouldRefuseWhatTheImageReachesInAnotherWay() {
    Ledger ledger = ledger("a");
    String reason = refusal(ledger, ledger.items.get(0));
    assertContains("java.util.ArrayList (field items.elementData[0])", reason);
    assertContains("the image has it elsewhere", reason);
  }

  @Test
  void shouldRefuseWhatTwoCopiesHold() {
    Ledger first = ledger("a");
    Ledger second = ledger("b");
    second.items.set(0, first.items.get(0));
    assertContains("so does another", refusal(new Object[] {first, second}, (Object) null));
  }

  @Test
  void shouldRefuseOneOfTheirKindThatACopyHolds() {
    Ledger inner = ledger("inner");
    Ledger outer = ledger("outer");
    outer.other = inner;
    LedgerHandler.maker =
        text -> {
          Ledger copy = ledger(text);
          copy.other = text.equals("outer") ? ledger("inner") : null;
          return copy;
        };
    assertContains("field other", refusal(outer, inner));
    assertEquals("", refusal(outer, (Object) null));
  }

  @Test
  void shouldAcceptObjectsThatReadingFindsAgain() {
    Ledger ledger = new Ledger("a", Registry.BY_NAME.get("known"));
    LedgerHandler.maker = text -> new Ledger(text, Registry.BY_NAME.get("known"));
    assertEquals("", refusal(ledger, Registry.BY_NAME));
  }

  @Test
  void shouldTakeForCopiedWhatItCannotTell() {
    // Not on the same path in the copy, and not reached by it at all.
    List<Object> dropped = new ArrayList<>();
    Ledger ledger = ledger("a");
    ledger.other = Map.of("key", dropped);
    assertContains("field other", refusal(ledger, dropped));
  }

  @Test
  void shouldFindAgainWhatIsInAnotherPlaceOfTheCopy() {
    List<Object> kept = new ArrayList<>();
    Ledger ledger = ledger("a");
    ledger.other = new Object[] {kept};
    LedgerHandler.maker =
        text -> {
          Ledger copy = ledger(text);
          copy.other = new ArrayList<>(List.of(kept));
          return copy;
        };
    assertEquals("", refusal(ledger, kept));
  }

  @Test
  void shouldRefuseWhatItHoldsWhenThatRefersToIt() {
    Ledger ledger = ledger("a");
    ledger.other = new Object[] {ledger};
    assertContains(
        "refers to it",
        refusal(
            ledger,
            text -> {
              Ledger copy = ledger(text);
              copy.other = new Object[] {copy};
              return copy;
            }));
  }

  @Test
  void shouldRefuseTwoThatBecomeOneAndOneThatBecomesTwo() {
    Object[] item = {new int[] {1}};
    Ledger one = new Ledger("a", item, item);
    assertContains(
        "becomes two",
        refusal(one, t -> new Ledger(t, new Object[] {new int[1]}, new Object[] {new int[1]})));
    Ledger two = new Ledger("a", new int[1], new int[1]);
    int[] both = new int[1];
    assertContains("become one", refusal(two, t -> new Ledger(t, both, both)));
  }

  @Test
  void shouldRefuseWhatIsNotWrittenAlikeAgain() {
    assertContains("differs", refusal(ledger("a"), text -> ledger("b")));
    assertContains("no such object: null", refusal(ledger("a"), text -> null));
    assertContains("no such object: java.lang.Object", refusal(ledger("a"), t -> new Object()));
  }

  @Test
  void shouldSayWhatReadingThrew() {
    Function<String, Object> throwing =
        text -> {
          throw new IllegalStateException("cannot read " + text);
        };
    assertContains("cannot read a", refusal(ledger("a"), throwing));
  }

  @Test
  void shouldSayWhatAHandlerSaysOfAnObject() {
    assertEquals("a ledger without a text", refusal(ledger(""), (Object) null));
  }

  @Test
  void shouldRefuseKeysInACopy() {
    Ledger ledger = ledger("a");
    ledger.other = new SecretKeySpec(new byte[16], "AES");
    LedgerHandler.maker =
        text -> {
          Ledger copy = ledger(text);
          copy.other = new SecretKeySpec(new byte[16], "AES");
          return copy;
        };
    assertContains("holds a key (javax.crypto.spec.SecretKeySpec)", refusal(ledger, (Object) null));
  }

  @Test
  void shouldRefuseWhatTheWatchSaw() {
    Holder.root = ledger("a");
    Holder.other = "x";
    int[] runs = {0};
    HeapWalker walker = new HeapWalker(getClass().getClassLoader(), List.of(), name -> Set.of());
    walker.watchedBy(
        new HandlerWatch() {
          @Override
          public void begin() {
            runs[0]++;
          }

          @Override
          public String end() {
            return runs[0] == 2 ? "starts a thread" : null; // The first writes, the second reads.
          }
        });
    walker.walk(List.of(Holder.class));
    assertContains("starts a thread", walker.rejections().get(0).reason());
    assertTrue(walker.hasTried());
  }

  @Test
  void shouldFindWhatReadingChanged() {
    List<Object> log = new ArrayList<>();
    LedgerHandler.maker =
        text -> {
          log.add(text);
          return ledger(text);
        };
    assertEquals(List.of("an object of java.util.ArrayList, which reading changes"), changed(log));
  }

  @Test
  void shouldFindAStaticThatReadingChanged() {
    LedgerHandler.maker =
        text -> {
          Holder.other = null;
          return ledger(text);
        };
    assertEquals(List.of("a value that reading changes"), changed("set"));
    makeEqualOnes();
    assertEquals(List.of(), changed("set"));
  }

  private List<String> changed(Object other) {
    Holder.root = ledger("a");
    Holder.other = other;
    HeapWalker[] walkers = new HeapWalker[2];
    for (int i = 0; i < 2; i++) {
      walkers[i] = new HeapWalker(getClass().getClassLoader(), List.of(), name -> Set.of());
      walkers[i].walk(List.of(Holder.class));
      assertEquals(List.of(), walkers[i].rejections());
    }
    List<Rejection> changed = walkers[0].changed(walkers[1], "reading");
    return changed.stream().map(Rejection::reason).toList();
  }
}
