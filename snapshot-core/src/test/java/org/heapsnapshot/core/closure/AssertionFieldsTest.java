package org.heapsnapshot.core.closure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Map;
import org.heapsnapshot.core.closure.AssertionFields.Status;
import org.heapsnapshot.core.fixture.Compiled;
import org.junit.jupiter.api.Test;

class AssertionFieldsTest {
  private final Map<String, byte[]> files =
      Compiled.of(
          """
          package a;
          public class Kept {
            static boolean set = false;
            static final boolean LOCAL;
            static final boolean OPPOSITE = !Kept.class.desiredAssertionStatus();
            static final Kept INSTANCE = new Kept();
            static final boolean OF_INSTANCE = INSTANCE.getClass().desiredAssertionStatus();
            static final boolean CALLED = Other.enabled(1L, "text");
            static final boolean COPIED = Other.FIRST;
            static {
              boolean on = false;
              assert on = true;
              LOCAL = on;
              assert set = true;
            }
            static class Nested {
              static boolean inner = false;
              static { assert inner = true; }
            }
          }
          """,
          """
          package a;
          public class Other {
            static final boolean FIRST = enabled(2L, "");
            static boolean enabled(long number, String text) {
              boolean on = false;
              assert on = true;
              return on;
            }
          }
          """,
          """
          package a;
          public class Not {
            static boolean written = false;
            static boolean late = false;
            static final boolean BOTH = Not.class.desiredAssertionStatus() & Other.enabled(0, "");
            static final boolean EITHER = Other.FIRST || Kept.LOCAL;
            static final boolean UNKNOWN = Boolean.getBoolean("flag") || Other.FIRST;
            static final boolean ALWAYS = Other.FIRST == Other.FIRST;
            static boolean looped = false;
            static {
              assert written = true;
              for (int i = 0; i < Integer.getInteger("n"); i++) {
                assert looped = true;
              }
              assert late = true;
            }
            static void write() { written = true; }
          }
          """);

  private final AssertionFields fields =
      new AssertionFields(name -> files.get(name.replace('.', '/') + ".class"));

  @Test
  void shouldFindWhoseStatusAFieldHolds() {
    Status own = new Status("a.Kept", false);
    assertEquals(own, fields.of("a.Kept", "set"));
    assertEquals(own, fields.of("a.Kept", "LOCAL"));
    assertEquals(own, fields.of("a.Kept", "OF_INSTANCE"));
    assertEquals(new Status("a.Kept", true), fields.of("a.Kept", "OPPOSITE"));
    assertEquals(new Status("a.Other", false), fields.of("a.Kept", "CALLED"));
    assertEquals(new Status("a.Other", false), fields.of("a.Kept", "COPIED"));
    assertEquals(own, fields.of("a.Kept$Nested", "inner"), "asks the outermost class");
    assertEquals(new Status("a.Kept", true), fields.of("a.Kept", "$assertionsDisabled"));
  }

  @Test
  void shouldNotFindWhatDependsOnMore() {
    for (String field : new String[] {"written", "late", "BOTH", "EITHER", "UNKNOWN", "ALWAYS"}) {
      assertNull(fields.of("a.Not", field), field);
    }
    assertNull(fields.of("a.Not", "looped"));
    assertNull(fields.of("a.Not", "absent"));
    assertNull(fields.of("a.Absent", "field"));
  }
}
