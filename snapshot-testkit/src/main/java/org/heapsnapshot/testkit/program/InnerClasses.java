package org.heapsnapshot.testkit.program;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** Inner, nested, local and anonymous classes, with the outer objects and locals they capture. */
final class InnerClasses {
  static final InnerClasses OUTER = new InnerClasses("outer");
  static final Inner INNER = OUTER.new Inner(1);
  static final Inner.Innermost INNERMOST = INNER.new Innermost();
  static final Nested NESTED = new Nested();
  static final Iterable<Integer> ANONYMOUS = countTo(4);
  static final Object LOCAL = local("captured", 3);

  private String name;

  private InnerClasses(String name) {
    this.name = name;
  }

  final class Inner {
    final int number;

    Inner(int number) {
      this.number = number;
    }

    InnerClasses outer() {
      return InnerClasses.this;
    }

    final class Innermost {
      String path() {
        return name + "/" + number;
      }

      Inner inner() {
        return Inner.this;
      }
    }
  }

  static class Nested {
    private final List<String> lines = new ArrayList<>();

    static final Nested OTHER = new Nested();
  }

  private static Iterable<Integer> countTo(int limit) {
    return new Iterable<>() {
      @Override
      public Iterator<Integer> iterator() {
        return new Iterator<>() {
          private int next;

          @Override
          public boolean hasNext() {
            return next < limit;
          }

          @Override
          public Integer next() {
            if (!hasNext()) {
              throw new NoSuchElementException();
            }
            return next++;
          }
        };
      }
    };
  }

  private static Object local(String text, int times) {
    final class Local {
      private final int own = times * 2;

      @Override
      public String toString() {
        return text.repeat(times) + own;
      }
    }
    return new Local();
  }

  static void check(Checks checks) {
    checks.same("outer object", OUTER, INNER.outer());
    checks.same("outer object of the innermost", INNER, INNERMOST.inner());
    OUTER.name = "renamed";
    checks.equal("write is seen inside", "renamed/1", INNERMOST.path());
    NESTED.lines.add("line");
    checks.that("nested", Nested.OTHER != NESTED && Nested.OTHER.lines.isEmpty());
    int sum = 0;
    for (int value : ANONYMOUS) {
      sum += value;
    }
    checks.equal("anonymous", 6, sum);
    checks.equal("local", "capturedcapturedcaptured6", LOCAL.toString());
  }
}
