package org.heapsnapshot.extension.program.drawers;

import java.util.regex.Pattern;

/** Checks what is written on drawers, with statics that are filled when they are read. */
final class Label {
  private static final Pattern FORM = Pattern.compile("([a-z]+)([0-9]*)");
  private static final Tool MAKER = new Tool("maker");
  private static final Object NONE = null;
  private static final Pattern UNUSED = Pattern.compile("[0-9]{3}(-[0-9]{3})*");

  static final int LENGTH;
  static final Tool SAME;

  static {
    LENGTH = lengthOfForm();
    SAME = MAKER;
  }

  private Label() {}

  private static int lengthOfForm() {
    return FORM.pattern().length();
  }

  static boolean isValid(String text) {
    return FORM.matcher(text).matches() && NONE == null;
  }

  static boolean isUnused(String text) {
    return UNUSED.matcher(text).matches();
  }

  /** Never called: what it takes is absent. */
  static boolean isFor(Absent absent) {
    return absent != null;
  }

  /** Reads the statics of the class it is in. */
  static final class Printer {
    private Printer() {}

    static String print() {
      return MAKER + " " + (MAKER == SAME) + " " + (FORM == form()) + " " + LENGTH;
    }

    private static Pattern form() {
      return FORM;
    }
  }
}
