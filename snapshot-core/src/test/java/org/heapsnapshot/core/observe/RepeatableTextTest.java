package org.heapsnapshot.core.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepeatableTextTest {

  @ParameterizedTest
  @CsvSource({
    "the hidden class a.B$$Lambda$42/0x00007f3fc003b8b0 (a lambda),"
        + " the hidden class a.B$$Lambda (a lambda)",
    "static a.B.C = a.B$$Lambda/0x0000000059084d48, static a.B.C = a.B$$Lambda",
    "'field time: 4868443 in one, 4872768 in the other', 'field time: one number in one, another in the other'",
    "'-1 in one, 12 in the other', 'one number in one, another in the other'",
    "'java.lang.Integer 7 in one, java.lang.Integer 8 in the other', 'one number in one, another in the other'",
    "'the string \"/home/a \"\"b\"\"\" in one, the literal \"\" in the other',"
        + " 'one string in one, another in the other'",
    "threw NoSuchFile: /tmp/work1/bcd-user.home/x, threw NoSuchFile: user.home/x",
    "'null in one, an object in the other', 'null in one, an object in the other'",
    "'element 3: class a.B in one, class a.C in the other',"
        + " 'element 3: class a.B in one, class a.C in the other'",
  })
  void shouldLeaveOutWhatAnotherBuildWouldSayOtherwise(String said, String repeatable) {
    assertEquals(repeatable, new RepeatableText(List.of("/tmp/work1/", "bcd-")).of(said));
  }
}
