package org.heapsnapshot.corpus;

/** A page of which one part is written by a program, between two lines that are comments. */
final class MarkedPage {
  private static final String BEGIN = "<!-- %s: begin, written by corpus/run -->";
  private static final String END = "<!-- %s: end -->";

  private MarkedPage() {}

  /**
   * The page with the part replaced; what stands around it stays.
   *
   * @param name of the part
   * @param part ends in a line feed
   * @throws IllegalArgumentException if the page has no such part
   */
  static String with(String page, String name, String part) {
    String begin = String.format(BEGIN, name);
    String end = String.format(END, name);
    int from = page.indexOf(begin);
    int to = page.indexOf(end, Math.max(from, 0));
    if (from < 0 || to < 0) {
      throw new IllegalArgumentException(
          "the page has no part between the lines '" + begin + "' and '" + end + "'");
    }
    return page.substring(0, from + begin.length()) + "\n\n" + part + "\n" + page.substring(to);
  }
}
