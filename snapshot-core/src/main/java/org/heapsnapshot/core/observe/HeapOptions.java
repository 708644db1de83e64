package org.heapsnapshot.core.observe;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The options by which a user bounds the heap, in another size: never a smaller one. */
final class HeapOptions {
  private static final Pattern MOST = Pattern.compile("(-Xmx|-XX:MaxHeapSize=)(\\d+)([kKmMgGtT]?)");
  private static final String UNITS = "kmgt";

  private HeapOptions() {}

  /** The same options, but that the bound of the heap is a quarter higher. */
  static List<String> enlarged(List<String> options) {
    return options.stream().map(HeapOptions::enlarged).toList();
  }

  private static String enlarged(String option) {
    Matcher matcher = MOST.matcher(option);
    if (!matcher.matches()) {
      return option;
    }
    BigInteger bytes = new BigInteger(matcher.group(2));
    String unit = matcher.group(3).toLowerCase(Locale.ROOT);
    if (!unit.isEmpty()) {
      bytes = bytes.shiftLeft(10 * (UNITS.indexOf(unit) + 1));
    }
    // In KiB, for a quarter of a GiB is no number of GiB.
    BigInteger kibibytes = bytes.multiply(BigInteger.valueOf(5)).shiftRight(12);
    return matcher.group(1) + kibibytes + "k";
  }
}
