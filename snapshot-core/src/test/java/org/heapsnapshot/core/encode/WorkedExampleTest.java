package org.heapsnapshot.core.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.heapsnapshot.core.capture.CapturedClass;
import org.heapsnapshot.core.capture.CapturedField;
import org.heapsnapshot.core.capture.CapturedField.Treatment;
import org.heapsnapshot.core.capture.CapturedStatics;
import org.heapsnapshot.runtime.format.ClassFlags;
import org.junit.jupiter.api.Test;

/** The section "Worked example" of docs/IMAGE-FORMAT.md is what the encoder writes. */
class WorkedExampleTest {
  private static final Path PAGE = Path.of("..", "docs", "IMAGE-FORMAT.md");

  /** A line of the example: offset, bytes, two spaces, what they are. */
  private static final Pattern LINE =
      Pattern.compile("^([0-9a-f]{4})  ((?:[0-9a-f]{2} )*[0-9a-f]{2})(?:  .*)?$");

  @Test
  void shouldBeWhatTheEncoderWrites() throws IOException {
    HexFormat hex = HexFormat.ofDelimiter(" ");
    byte[] expected = example();
    int at = 0;
    for (String line : Files.readAllLines(PAGE)) {
      Matcher matcher = LINE.matcher(line);
      if (matcher.matches()) {
        byte[] bytes = hex.parseHex(matcher.group(2));
        assertEquals(at, Integer.parseInt(matcher.group(1), 16), line);
        assertEquals(hex.formatHex(expected, at, at + bytes.length), matcher.group(2), line);
        at += bytes.length;
      }
    }
    assertEquals(expected.length, at, "bytes on the page");
  }

  /** {@code class Hello { static String greeting = "hi"; }}, restored. */
  private static byte[] example() {
    HeapFixture fixture = new HeapFixture();
    int hi = fixture.interned("hi");
    CapturedField greeting = new CapturedField(0, "greeting", 'L', 112, true, Treatment.COPIED);
    fixture.classes.add(
        new CapturedClass("Hello", ClassFlags.LOADER_APPLICATION, false, false, List.of(greeting)));
    fixture.statics.add(new CapturedStatics(0, new int[] {0}, new long[] {hi}));
    fixture.constants.put("Hello", List.of("hi"));
    fixture.metadata.put("main.class", "Hello");
    byte[] heap = fixture.encode().bytes();
    HeapEncoder.seal(heap, HeapEncoder.beginImageId(heap).digest());
    return heap;
  }
}
