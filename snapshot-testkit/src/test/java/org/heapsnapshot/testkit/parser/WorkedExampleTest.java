package org.heapsnapshot.testkit.parser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The heap that docs/IMAGE-FORMAT.md shows byte by byte, read by the parser of the same page. */
class WorkedExampleTest {
  private static final Pattern LINE =
      Pattern.compile("([0-9a-f]{4})  ((?:[0-9a-f]{2} )*[0-9a-f]{2})(?:  .*)?");

  private static byte[] example() throws IOException {
    List<String> page = Files.readAllLines(Path.of("..", "docs", "IMAGE-FORMAT.md"));
    List<String> example = page.subList(page.indexOf("## Worked example"), page.size());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (String line : example) {
      Matcher matcher = LINE.matcher(line);
      if (matcher.matches()) {
        assertEquals(bytes.size(), Integer.parseInt(matcher.group(1), 16), line);
        bytes.writeBytes(HexFormat.ofDelimiter(" ").parseHex(matcher.group(2)));
      }
    }
    return bytes.toByteArray();
  }

  @Test
  void shouldReadTheWorkedExample() throws IOException {
    Heap heap = ReferenceParser.parseHeap(example());
    assertEquals(new HeapObject.Text(1, "hi", true), heap.staticObject("Hello", "greeting"));
    assertEquals(1, heap.objectCount());
    assertEquals(17, heap.fingerprint().javaFeature());
    assertEquals("OpenJDK 64-Bit Server VM", heap.fingerprint().vmName());
    assertEquals(Map.of("Hello", List.of("hi")), heap.constants().texts());
    assertEquals(Map.of("main.class", "Hello"), heap.metadata().values());
  }

  @Test
  void shouldHaveTheImageIdOfAHeapWithoutClasses() throws IOException, NoSuchAlgorithmException {
    byte[] bytes = example();
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(Arrays.copyOfRange(bytes, 64, bytes.length));
    assertEquals(
        HexFormat.of().formatHex(digest), ReferenceParser.parseHeap(bytes).header().imageId());
  }
}
