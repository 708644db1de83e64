package org.heapsnapshot.testkit.parser;

/** A file that breaks a rule of docs/IMAGE-FORMAT.md. */
public final class ParseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String section;

  /**
   * @param section the section as the page names it, or {@code HEADER}, {@code SECTION_TABLE},
   *     {@code FILE}
   * @param row where in the section, such as {@code shape[3]}
   * @param found what was there
   * @param expected what the page asks for
   */
  public ParseException(String section, String row, Object found, String expected) {
    super(section + " " + row + ": found=" + found + " expected=" + expected);
    this.section = section;
  }

  /** The section that breaks the rule. */
  public String section() {
    return section;
  }
}
