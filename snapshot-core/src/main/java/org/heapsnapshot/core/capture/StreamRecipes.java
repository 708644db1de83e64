package org.heapsnapshot.core.capture;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.LineNumberReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.Writer;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.heapsnapshot.runtime.format.RecipeKind;

/**
 * Recipes for the JDK's readers and writers around the standard streams: they are made anew around
 * the streams of the starting process. Only for those that have read and buffered nothing yet,
 * which is seen by comparing their numbers with those of one just made.
 */
final class StreamRecipes {
  private final Predicate<Object> isStandard;
  private final ToIntFunction<Object> id;

  /**
   * @param isStandard whether an object is what a static field of {@code System} holds
   * @param id gives an object an id
   */
  StreamRecipes(Predicate<Object> isStandard, ToIntFunction<Object> id) {
    this.isStandard = isStandard;
    this.id = id;
  }

  /** The recipe for an object, or null when there is none. */
  CapturedObject.Recipe recipe(Object o) {
    int[] arguments = arguments(o);
    return arguments == null
        ? null
        : new CapturedObject.Recipe(
            arguments[0], Arrays.copyOfRange(arguments, 1, arguments.length));
  }

  /** Kind and arguments, or null. */
  private int[] arguments(Object o) {
    Class<?> c = o.getClass();
    if (c == OutputStreamWriter.class) {
      return outputStreamWriter((OutputStreamWriter) o);
    }
    if (c == PrintWriter.class) {
      return printWriter((PrintWriter) o);
    }
    if (c == BufferedWriter.class) {
      Object out = Peek.get(o, c, "out");
      int size = size(o);
      return isFresh(o, new BufferedWriter(new StringWriter(), size)) && isRemade(out)
          ? new int[] {RecipeKind.BUFFERED_WRITER, id.applyAsInt(out), size}
          : null;
    }
    if (c == InputStreamReader.class) {
      return inputStreamReader((InputStreamReader) o);
    }
    if (c == BufferedReader.class || c == LineNumberReader.class) {
      return bufferedReader(o, c);
    }
    return null;
  }

  private int[] bufferedReader(Object o, Class<?> c) {
    char[] buffer = (char[]) Peek.get(o, BufferedReader.class, "cb");
    if (buffer == null) {
      return null; // Closed.
    }
    Reader empty = new StringReader("");
    boolean counts = c == LineNumberReader.class;
    Object sample =
        counts
            ? new LineNumberReader(empty, buffer.length)
            : new BufferedReader(empty, buffer.length);
    Object in = Peek.get(o, BufferedReader.class, "in");
    if (!isFresh(o, sample) || !isRemade(in)) {
      return null;
    }
    int kind = counts ? RecipeKind.LINE_NUMBER_READER : RecipeKind.BUFFERED_READER;
    return new int[] {kind, id.applyAsInt(in), buffer.length};
  }

  private int[] inputStreamReader(InputStreamReader reader) {
    Object decoder = Peek.get(reader, InputStreamReader.class, "sd");
    InputStream in = (InputStream) Peek.get(decoder, decoder.getClass(), "in");
    Charset charset = (Charset) Peek.get(decoder, decoder.getClass(), "cs");
    if (!isStandard.test(in) || charset == null) {
      return null;
    }
    InputStream empty = new ByteArrayInputStream(new byte[0]);
    Object sample = Peek.get(new InputStreamReader(empty, charset), InputStreamReader.class, "sd");
    ByteBuffer bytes = (ByteBuffer) Peek.get(decoder, decoder.getClass(), "bb");
    ByteBuffer none = (ByteBuffer) Peek.get(sample, sample.getClass(), "bb");
    if (!isFresh(decoder, sample)
        || bytes.position() != none.position()
        || bytes.limit() != none.limit()) {
      return null;
    }
    return new int[] {RecipeKind.INPUT_STREAM_READER, id.applyAsInt(in), id.applyAsInt(charset)};
  }

  /**
   * The charset is left out where it is that of the stream, as for {@code new
   * OutputStreamWriter(System.out)} since JDK 19: the streams of the two captures differ in it, so
   * that one which the program names is told from it.
   */
  private int[] outputStreamWriter(OutputStreamWriter writer) {
    Object encoder = Peek.get(writer, OutputStreamWriter.class, "se");
    Object out = Peek.get(encoder, encoder.getClass(), "out");
    Charset charset = (Charset) Peek.get(encoder, encoder.getClass(), "cs");
    if (!isStandard.test(out) || charset == null || !isFreshEncoder(encoder, charset)) {
      return null;
    }
    return new int[] {
      RecipeKind.OUTPUT_STREAM_WRITER,
      id.applyAsInt(out),
      charset.equals(ownCharset(out)) ? 0 : id.applyAsInt(charset)
    };
  }

  private static boolean isFreshEncoder(Object encoder, Charset charset) {
    OutputStream none = new ByteArrayOutputStream();
    Object sample = Peek.get(new OutputStreamWriter(none, charset), OutputStreamWriter.class, "se");
    CharsetEncoder actions = (CharsetEncoder) Peek.get(encoder, encoder.getClass(), "encoder");
    return isFresh(encoder, sample)
        && ((ByteBuffer) Peek.get(encoder, encoder.getClass(), "bb")).position() == 0
        && actions.malformedInputAction() == CodingErrorAction.REPLACE
        && actions.unmappableCharacterAction() == CodingErrorAction.REPLACE
        && Arrays.equals(actions.replacement(), charset.newEncoder().replacement());
  }

  /** {@code PrintStream.charset()} is of JDK 18. */
  private static Charset ownCharset(Object stream) {
    try {
      return stream instanceof PrintStream && Runtime.version().feature() >= 19
          ? (Charset) PrintStream.class.getMethod("charset").invoke(stream)
          : null;
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }

  private int[] printWriter(PrintWriter writer) {
    Object out = Peek.get(writer, PrintWriter.class, "out");
    Object stream = Peek.get(writer, PrintWriter.class, "psOut");
    int autoFlush = flag(writer, "autoFlush");
    if (flag(writer, "trouble") != 0 || out == null) {
      return null;
    }
    if (stream == null) {
      return isRemade(out)
          ? new int[] {RecipeKind.PRINT_WRITER, id.applyAsInt(out), autoFlush}
          : null;
    }
    // Made around the stream itself: there is a buffer and an encoder between.
    Object inner =
        out.getClass() == BufferedWriter.class ? Peek.get(out, out.getClass(), "out") : null;
    if (inner == null || inner.getClass() != OutputStreamWriter.class || !isRemade(out)) {
      return null;
    }
    int[] encoded = outputStreamWriter((OutputStreamWriter) inner);
    return encoded == null || id.applyAsInt(stream) != encoded[1]
        ? null
        : new int[] {RecipeKind.PRINT_WRITER_TO, encoded[1], encoded[2], autoFlush};
  }

  private static int flag(PrintWriter writer, String name) {
    try {
      Field field = PrintWriter.class.getDeclaredField(name);
      return (int) Peek.primitive(writer, Peek.offset(field, false), 'Z');
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The most characters that a writer buffers. */
  private static int size(Object writer) {
    for (String name : new String[] {"maxChars", "nChars"}) {
      try {
        Field field = BufferedWriter.class.getDeclaredField(name);
        return (int) Peek.primitive(writer, Peek.offset(field, false), 'I');
      } catch (NoSuchFieldException e) {
        continue; // Only newer JDKs have buffers that grow.
      }
    }
    throw new IllegalStateException("size of BufferedWriter");
  }

  private boolean isRemade(Object inner) {
    return (inner instanceof Reader || inner instanceof Writer) && arguments(inner) != null;
  }

  /** Whether the numbers in an object, those of superclasses included, are those of the sample. */
  private static boolean isFresh(Object o, Object sample) {
    for (Class<?> c = o.getClass(); c != null; c = c.getSuperclass()) {
      for (Field field : c.getDeclaredFields()) {
        char kind = field.getType().descriptorString().charAt(0);
        if (Modifier.isStatic(field.getModifiers()) || kind == 'L' || kind == '[') {
          continue;
        }
        long offset = Peek.offset(field, false);
        if (Peek.primitive(o, offset, kind) != Peek.primitive(sample, offset, kind)) {
          return false;
        }
      }
    }
    return true;
  }
}
