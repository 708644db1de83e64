package org.heapsnapshot.testkit.program;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Regular expressions, used and unused at build, with groups, names and flags. */
final class Patterns {
  static final Pattern UNUSED = Pattern.compile("(\\w+)@(\\w+)\\.org");
  static final Pattern USED = Pattern.compile("a+b*", Pattern.CASE_INSENSITIVE);
  static final boolean MATCHED = USED.matcher("AAB").matches();
  static final Pattern NAMED = Pattern.compile("(?<year>\\d{4})-(?<month>\\d\\d)");
  static final Pattern QUOTED = Pattern.compile("1.5", Pattern.LITERAL);
  static final Pattern COMMENTS = Pattern.compile("x  # a letter\n y", Pattern.COMMENTS);

  private Patterns() {}

  static void check(Checks checks) {
    Matcher mail = UNUSED.matcher("to me@example.org");
    checks.that("groups", mail.find() && mail.group(1).equals("me") && mail.groupCount() == 2);
    checks.that("used", MATCHED && USED.matcher("aabb").matches() && !USED.matcher("c").find());
    checks.equal("flags", Pattern.CASE_INSENSITIVE, USED.flags());
    checks.equal("pattern", "a+b*", USED.pattern());
    Matcher date = NAMED.matcher("2024-02");
    checks.that("names", date.matches() && date.group("month").equals("02"));
    checks.equal("replace", "02.2024", NAMED.matcher("2024-02").replaceAll("${month}.${year}"));
    checks.that("literal", QUOTED.matcher("1.5").matches() && !QUOTED.matcher("1x5").matches());
    checks.that("comments", COMMENTS.matcher("xy").matches());
    checks.equal("split", 3, Pattern.compile(",").split("a,b,c").length);
  }
}
