package org.heapsnapshot.testkit.program;

/** Strings compared by {@code ==}: literals across classes, interned strings, and sentinels. */
final class Literals {
  static final String LITERAL = "compared by identity";
  static final String INTERNED = new String(new char[] {'m', 'a', 'd', 'e'}).intern();
  static final String SENTINEL = new String("compared by identity");
  static final String SECOND_SENTINEL = new String("compared by identity");
  static final String EMPTY_SENTINEL = new String("");
  static final String UNSHARED_TEXT = new StringBuilder("never").append("interned").toString();
  static final Object[] KINDS = {LITERAL, SENTINEL, SECOND_SENTINEL, null};

  private Literals() {}

  static void check(Checks checks) {
    checks.same("literal of this class", "compared by identity", LITERAL);
    checks.same("literal of another class", OtherLiterals.TEXT, LITERAL);
    checks.same("literal of a class without state", LateLiterals.text(), LITERAL);
    checks.same("interned", "made", INTERNED);
    checks.same("interned again", INTERNED, new String("made").intern());
    checks.that("sentinel is not the literal", SENTINEL != LITERAL && SENTINEL.equals(LITERAL));
    checks.that("sentinels are distinct", SENTINEL != SECOND_SENTINEL);
    checks.same("sentinel interns to the literal", LITERAL, SENTINEL.intern());
    checks.that("empty sentinel", EMPTY_SENTINEL != "" && EMPTY_SENTINEL.intern() == "");
    checks.that("shared in an array", KINDS[0] == LITERAL && KINDS[1] == SENTINEL);
    checks.same("find by identity", SECOND_SENTINEL, KINDS[indexOf(SECOND_SENTINEL)]);
    // The first to intern a text decides which object is canonical: it must still be free.
    checks.same("text not interned before", UNSHARED_TEXT, UNSHARED_TEXT.intern());
  }

  private static int indexOf(String wanted) {
    for (int i = 0; i < KINDS.length; i++) {
      if (KINDS[i] == wanted) {
        return i;
      }
    }
    return 3;
  }

  /** A class with state of its own that holds the same literal. */
  static final class OtherLiterals {
    static final String TEXT = pick("compared by identity");

    private OtherLiterals() {}

    private static String pick(String text) {
      return text;
    }
  }

  /** A class without state whose constant pool is resolved after the start. */
  static final class LateLiterals {
    private LateLiterals() {}

    static String text() {
      return "compared by identity";
    }
  }
}
