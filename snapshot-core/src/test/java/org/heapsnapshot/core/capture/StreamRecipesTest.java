package org.heapsnapshot.core.capture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.LineNumberReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.heapsnapshot.runtime.format.RecipeKind;
import org.junit.jupiter.api.Test;

/** Which readers and writers are made again, and of what. */
class StreamRecipesTest {
  private final InputStream in = new ByteArrayInputStream("line\nnext\n".getBytes());
  private final OutputStream out = new ByteArrayOutputStream();
  private final PrintStream err = new PrintStream(new ByteArrayOutputStream());
  private final List<Object> ids = new ArrayList<>();
  private final StreamRecipes recipes =
      new StreamRecipes(o -> o == in || o == out || o == err, this::id);

  private int id(Object o) {
    for (int i = 0; i < ids.size(); i++) {
      if (ids.get(i) == o) {
        return i + 1;
      }
    }
    ids.add(o);
    return ids.size();
  }

  /** The kind of the recipe, or 0. */
  private int kind(Object o) {
    CapturedObject.Recipe recipe = recipes.recipe(o);
    if (recipe == null) {
      return 0;
    }
    int objects = RecipeKind.objectArguments(recipe.kind(), recipe.arguments().length);
    assertEquals(true, objects > 0, "arguments of kind " + recipe.kind());
    return recipe.kind();
  }

  @Test
  void shouldMakeAWriterAroundAStreamAgainWithItsCharset() {
    CapturedObject.Recipe recipe =
        recipes.recipe(new OutputStreamWriter(out, StandardCharsets.ISO_8859_1));
    assertEquals(RecipeKind.OUTPUT_STREAM_WRITER, recipe.kind());
    assertEquals(out, ids.get(recipe.arguments()[0] - 1));
    assertEquals(StandardCharsets.ISO_8859_1, ids.get(recipe.arguments()[1] - 1));
  }

  @Test
  void shouldLeaveOutTheCharsetOfTheStream() throws ReflectiveOperationException {
    CapturedObject.Recipe recipe = recipes.recipe(new OutputStreamWriter(err));
    if (Runtime.version().feature() >= 19) {
      assertEquals(0, recipe.arguments()[1]);
    } else {
      assertEquals(Charset.defaultCharset(), ids.get(recipe.arguments()[1] - 1));
    }
  }

  @Test
  void shouldMakeWrappersOfWrappersAgain() {
    OutputStreamWriter writer = new OutputStreamWriter(out);
    assertEquals(RecipeKind.PRINT_WRITER, kind(new PrintWriter(writer, true)));
    assertEquals(RecipeKind.BUFFERED_WRITER, kind(new BufferedWriter(writer, 17)));
    assertEquals(RecipeKind.PRINT_WRITER_TO, kind(new PrintWriter(err, true)));
    InputStreamReader reader = new InputStreamReader(in);
    assertEquals(RecipeKind.INPUT_STREAM_READER, kind(reader));
    assertEquals(RecipeKind.BUFFERED_READER, kind(new BufferedReader(reader, 17)));
    assertEquals(RecipeKind.LINE_NUMBER_READER, kind(new LineNumberReader(reader)));
  }

  @Test
  void shouldKeepSizesAndFlags() {
    OutputStreamWriter writer = new OutputStreamWriter(out);
    int[] arguments = recipes.recipe(new BufferedWriter(writer, 17)).arguments();
    assertEquals(17, arguments[1]);
    arguments = recipes.recipe(new PrintWriter(writer, true)).arguments();
    assertArrayEquals(new int[] {arguments[0], 1}, arguments);
  }

  @Test
  void shouldRefuseWhatHasReadOrBuffered() throws IOException {
    InputStreamReader decoder = new InputStreamReader(in);
    BufferedReader reader = new BufferedReader(decoder);
    assertNotNull(recipes.recipe(reader));
    assertEquals("line", reader.readLine());
    assertNull(recipes.recipe(reader), "what it read ahead would be lost");
    assertNull(recipes.recipe(decoder));
    OutputStreamWriter encoder = new OutputStreamWriter(out);
    BufferedWriter writer = new BufferedWriter(encoder);
    writer.write("text");
    assertNull(recipes.recipe(writer), "what it holds back would be lost");
    writer.flush();
    assertNotNull(recipes.recipe(writer));
    encoder.write("text");
    assertNull(recipes.recipe(encoder));
  }

  @Test
  void shouldRefuseWhatIsClosedOrBroken() throws IOException {
    OutputStreamWriter closed = new OutputStreamWriter(out);
    closed.close();
    assertNull(recipes.recipe(closed));
    BufferedReader reader = new BufferedReader(new InputStreamReader(in));
    reader.close();
    assertNull(recipes.recipe(reader));
    PrintWriter broken = new PrintWriter(new OutputStreamWriter(out));
    broken.close();
    assertNull(recipes.recipe(broken));
  }

  @Test
  void shouldRefuseOtherStreamsAndEncoders() {
    assertNull(recipes.recipe(new OutputStreamWriter(new ByteArrayOutputStream())));
    assertNull(
        recipes.recipe(
            new OutputStreamWriter(
                out,
                StandardCharsets.US_ASCII
                    .newEncoder()
                    .onUnmappableCharacter(CodingErrorAction.REPORT))));
    assertNull(recipes.recipe(new LineNumberReader(new InputStreamReader(in)) {}), "a subclass");
  }
}
