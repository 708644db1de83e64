package org.heapsnapshot.cli.text;

import java.util.List;

/** The few pieces of HTML that the page is made of; every text is escaped here. */
final class Html {
  private Html() {}

  /** A table row; a cell that begins with a digit stands to the right. */
  static String row(String... cells) {
    StringBuilder row = new StringBuilder("<tr>");
    for (String cell : cells) {
      boolean number = !cell.isEmpty() && Character.isDigit(cell.charAt(0));
      row.append(number ? "<td class=\"n\">" : "<td>").append(escape(cell)).append("</td>");
    }
    return row.append("</tr>\n").toString();
  }

  /** A table, or the word none. */
  static String table(List<String> rows) {
    return rows.isEmpty() ? none() : "<table>\n" + String.join("", rows) + "</table>";
  }

  /** A list, or the word none. */
  static String list(List<String> lines) {
    if (lines.isEmpty()) {
      return none();
    }
    StringBuilder list = new StringBuilder("<ul>\n");
    lines.forEach(line -> list.append("<li>").append(escape(line)).append("</li>\n"));
    return list.append("</ul>").toString();
  }

  private static String none() {
    return "<p class=\"empty\">none</p>";
  }

  /** Text that means itself, in an element and in a quoted attribute. */
  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
