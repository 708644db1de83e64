package org.heapsnapshot.runtime.restore;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.LineNumberReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.Charset;
import org.heapsnapshot.runtime.format.RecipeKind;
import org.heapsnapshot.runtime.image.JdkObjects;

/**
 * Makes readers and writers around the standard streams of this process. A class of its own, loaded
 * only when an image holds such objects.
 */
final class StreamCalls {
  /** No buffer of a program around its console is larger; a damaged image could ask for more. */
  private static final int MAX_BUFFER = 1 << 20;

  private StreamCalls() {}

  /**
   * Repeats one call.
   *
   * @throws ClassCastException when an argument is of another class
   * @throws IllegalArgumentException when a size is out of range
   */
  static Object call(JdkObjects recipes, int recipe, Object[] objects) {
    Object inner = objects[recipes.argument(recipe, 0)];
    int last = recipes.argument(recipe, recipes.argumentCount(recipe) - 1);
    switch (recipes.recipeKind(recipe)) {
      case RecipeKind.OUTPUT_STREAM_WRITER:
        return last == 0
            ? new OutputStreamWriter((OutputStream) inner)
            : new OutputStreamWriter((OutputStream) inner, (Charset) objects[last]);
      case RecipeKind.PRINT_WRITER:
        return new PrintWriter((Writer) inner, last == 1);
      case RecipeKind.PRINT_WRITER_TO:
        int charset = recipes.argument(recipe, 1);
        return charset == 0
            ? new PrintWriter((OutputStream) inner, last == 1)
            : new PrintWriter((OutputStream) inner, last == 1, (Charset) objects[charset]);
      case RecipeKind.BUFFERED_WRITER:
        return new BufferedWriter((Writer) inner, size(last));
      case RecipeKind.INPUT_STREAM_READER:
        return new InputStreamReader((InputStream) inner, (Charset) objects[last]);
      case RecipeKind.BUFFERED_READER:
        return new BufferedReader((Reader) inner, size(last));
      default:
        return new LineNumberReader((Reader) inner, size(last));
    }
  }

  private static int size(int size) {
    if (size <= 0 || size > MAX_BUFFER) {
      throw new IllegalArgumentException("buffer of " + size);
    }
    return size;
  }
}
