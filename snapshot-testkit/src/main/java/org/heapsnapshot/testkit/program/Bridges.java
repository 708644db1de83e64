package org.heapsnapshot.testkit.program;

import java.util.TreeSet;
import java.util.function.Function;

/** Generic classes whose subclasses have bridge methods, with state in the generic superclass. */
final class Bridges {
  static final Parser<Integer> PARSER = new IntParser();
  static final TreeSet<Version> VERSIONS = new TreeSet<>();

  static {
    for (String text : new String[] {"1.10", "1.9", "1.2"}) {
      VERSIONS.add(new Version(text));
    }
  }

  private Bridges() {}

  abstract static class Parser<T extends Comparable<T>> implements Function<String, T> {
    T last;

    abstract T parse(String text);

    @Override
    public T apply(String text) {
      last = parse(text);
      return last;
    }
  }

  static final class IntParser extends Parser<Integer> {
    @Override
    Integer parse(String text) {
      return Integer.valueOf(text);
    }
  }

  static final class Version implements Comparable<Version> {
    final int minor;

    Version(String text) {
      minor = PARSER.apply(text.substring(2));
    }

    @Override
    public int compareTo(Version other) {
      return Integer.compare(minor, other.minor);
    }
  }

  static void check(Checks checks) {
    checks.equal("state in the superclass", 2, PARSER.last);
    checks.equal("bridge", 7, PARSER.apply("7"));
    checks.equal("first", 2, VERSIONS.first().minor);
    checks.equal("last", 10, VERSIONS.last().minor);
    checks.that("contains", VERSIONS.contains(new Version("1.9")));
  }
}
