package org.heapsnapshot.testkit.hostile;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.heapsnapshot.testkit.hostile.Hostile.Expected;

/** Looks like the others and is not: all of this must be restored. */
final class Harmless {
  private Harmless() {}

  /** Mentions much and does nothing of it in its initializer. */
  @Hostile(verdict = Expected.BUILD_TIME)
  static final class OnlyMentions {
    static final Supplier<Long> CLOCK = System::nanoTime;
    static final Supplier<String> HOME = () -> System.getProperty("user.home");
    static final Runnable STARTER = () -> new Thread(() -> {}).start();
    static final List<Supplier<UUID>> DRAWS = List.of(UUID::randomUUID);

    static String environment() {
      return System.getenv("PATH");
    }
  }

  static Object onlyMentions(Start start) {
    return OnlyMentions.environment()
        + (OnlyMentions.CLOCK.get() - start.nanos() > 0)
        + OnlyMentions.HOME.get().equals(System.getProperty("user.home"))
        + OnlyMentions.DRAWS.get(0).get().version();
  }

  @Hostile(verdict = Expected.BUILD_TIME)
  static final class CompilesPatterns {
    static final Pattern WORD = Pattern.compile("(?<word>\\w+)\\s*=\\s*(\\d+)");
    static final List<Pattern> MORE =
        List.of(Pattern.compile("a|b", Pattern.CASE_INSENSITIVE), Pattern.compile("[^x]*"));
  }

  static Object compilesPatterns(Start start) {
    return WORDS(CompilesPatterns.WORD) + CompilesPatterns.MORE.get(0).matcher("B").matches();
  }

  private static String WORDS(Pattern pattern) {
    var matcher = pattern.matcher("answer = 42");
    return matcher.matches() ? matcher.group("word") + matcher.group(2) : "none";
  }

  /** A time that is asked for and not kept. */
  @Hostile(verdict = Expected.BUILD_TIME)
  static final class MeasuresItself {
    static final int[] SQUARES = new int[64];

    static {
      long before = System.nanoTime();
      for (int i = 0; i < SQUARES.length; i++) {
        SQUARES[i] = i * i;
      }
      if (System.nanoTime() < before) {
        throw new IllegalStateException("the clock goes backwards");
      }
    }
  }

  static Object measuresItself(Start start) {
    return MeasuresItself.SQUARES[9];
  }

  @Hostile(verdict = Expected.BUILD_TIME)
  static final class FormatsByNeutralLocale {
    static final String NUMBER = String.format(Locale.ROOT, "%,.2f", 12345.678);
    static final String TITLE = "title".toUpperCase(Locale.ROOT);
  }

  static Object formatsByNeutralLocale(Start start) {
    return FormatsByNeutralLocale.NUMBER + FormatsByNeutralLocale.TITLE;
  }

  @Hostile(verdict = Expected.BUILD_TIME)
  static final class MapsEnums {
    static final Map<TimeUnit, String> NAMES = new EnumMap<>(TimeUnit.class);

    static {
      for (TimeUnit unit : TimeUnit.values()) {
        NAMES.put(unit, unit.name().toLowerCase(Locale.ROOT));
      }
    }
  }

  static Object mapsEnums(Start start) {
    return MapsEnums.NAMES;
  }

  @Hostile(verdict = Expected.BUILD_TIME)
  static final class SortsByLambdas {
    static final List<String> WORDS =
        List.of("pear", "fig", "apple").stream()
            .sorted((a, b) -> Integer.compare(a.length(), b.length()))
            .toList();
    static final Comparator<String> ORDER = (a, b) -> b.compareTo(a);
  }

  static Object sortsByLambdas(Start start) {
    return SortsByLambdas.WORDS.stream().sorted(SortsByLambdas.ORDER).toList();
  }

  @Hostile(verdict = Expected.BUILD_TIME)
  static final class KeepsValues {
    static final UUID ID = UUID.nameUUIDFromBytes(new byte[] {1, 2, 3});
    static final LocalDate DAY = LocalDate.of(2026, 2, 28).plusDays(1);
    static final BigDecimal PRICE = new BigDecimal("12.30").stripTrailingZeros();
    static final Set<String> WORDS = Set.of("x", "y", "z", "u", "v", "w");
  }

  static Object keepsValues(Start start) {
    return KeepsValues.ID
        + " "
        + KeepsValues.DAY
        + " "
        + KeepsValues.PRICE
        + " "
        + KeepsValues.WORDS.contains("w");
  }

  /** Absent at build: a guard. */
  @Hostile(verdict = Expected.BUILD_TIME, reason = "hostile.never.set")
  static final class ReadsAbsentProperty {
    static final boolean DEBUG = Boolean.getBoolean("hostile.never.set");
  }

  static Object readsAbsentProperty(Start start) {
    return ReadsAbsentProperty.DEBUG;
  }
}
