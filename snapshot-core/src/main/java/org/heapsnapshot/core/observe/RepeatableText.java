package org.heapsnapshot.core.observe;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Says what was observed so that two builds from the same inputs say the same, and so that no value
 * of the building machine gets into an image: without the addresses in the names of hidden classes,
 * and without values that two observations did not agree on.
 */
final class RepeatableText {
  private static final Pattern ADDRESS = Pattern.compile("[/.]0x[0-9a-f]+");
  private static final Pattern LAMBDA_NUMBER = Pattern.compile("\\$\\$Lambda\\$\\d+");

  private static final String NUMBER = "(?:[\\w.$]+ )?-?\\d+";
  private static final String TEXT = "the (?:string|literal) \".*\"";
  private static final Pattern NUMBERS =
      Pattern.compile(NUMBER + " in one, " + NUMBER + " in the other");
  private static final Pattern TEXTS =
      Pattern.compile(TEXT + " in one, " + TEXT + " in the other", Pattern.DOTALL);

  private final List<String> drawn;

  /**
   * @param drawn texts that are other ones in each build: directories first, then tokens
   */
  RepeatableText(List<String> drawn) {
    this.drawn = drawn;
  }

  Conviction of(Conviction c) {
    return new Conviction(
        c.className(),
        c.cause(),
        of(c.reason()),
        c.evidence().stream().map(this::of).toList(),
        c.because(),
        c.advice());
  }

  String of(String text) {
    String named = text;
    for (String value : drawn) {
      named = named.replace(value, "");
    }
    named = ADDRESS.matcher(named).replaceAll("");
    named = LAMBDA_NUMBER.matcher(named).replaceAll("\\$\\$Lambda");
    named = TEXTS.matcher(named).replaceAll("one string in one, another in the other");
    return NUMBERS.matcher(named).replaceAll("one number in one, another in the other");
  }
}
