package org.heapsnapshot.runtime.format;

/**
 * {@code kind} of a row of RECIPES.
 *
 * <pre>
 *   kind  call                      arguments
 *   1     Charset.forName           object name
 *   2     Locale.forLanguageTag     object tag, object language, object country, object variant
 *         new Locale(l, c, v)       the last three 0 when the tag suffices
 *   3     Pattern.compile           object regex, int flags
 *   4     new ThreadLocal           none
 *   5     TimeZone.getTimeZone      object id
 *   6     Currency.getInstance      object code
 *   9     ZoneId.of                 object id
 *   10    an element of an array    object array (a symbol of kind 1), int index
 *   12    getDeclaredField          object class, object name, int accessible
 *   13    getDeclaredMethod         object class, object name, object types..., int accessible
 *   14    getDeclaredConstructor    object class, object types..., int accessible
 *   15    MethodType.methodType     object return type, object types...
 *   16    direct method handle      object Lookup, object class, object name, object type, int kind
 *   17    Lookup.findVarHandle      object Lookup, object class, object name, object type, int 0
 *   18    Lookup.in                 object the trusted Lookup, object class
 *   19    new StringBuilder         object text, int capacity
 *   20    new StringBuffer          object text, int capacity
 *   21    new OutputStreamWriter    object stream, object charset or 0 for that of the stream
 *   22    new PrintWriter           object writer, int autoFlush
 *   23    new PrintWriter           object stream, object charset or 0, int autoFlush
 *   24    new BufferedWriter        object writer, int size
 *   25    new InputStreamReader     object stream, object charset
 *   26    new BufferedReader        object reader, int size
 *   27    new LineNumberReader      object reader, int size
 *   29    Handler.make              object class of the handler, object class, object parts...
 *   30    a call of the class Calls object method (a string), object arguments...
 *   31    an array                  object component class, object elements...
 *   32    a call as of kind 30, made after filling; only recipes of this kind refer to it
 * </pre>
 *
 * <p>Kinds 7, 8, 11 and 28 are reserved and refused. Kinds 30 to 32 take any object of the image,
 * or null, where the others take strings, symbols and recipes made before them.
 */
public final class RecipeKind {
  public static final int CHARSET = 1;
  public static final int LOCALE = 2;
  public static final int PATTERN = 3;
  public static final int THREAD_LOCAL = 4;
  public static final int TIME_ZONE = 5;
  public static final int CURRENCY = 6;
  public static final int ZONE_ID = 9;
  public static final int ELEMENT = 10;
  public static final int FIELD = 12;
  public static final int METHOD = 13;
  public static final int CONSTRUCTOR = 14;
  public static final int METHOD_TYPE = 15;
  public static final int METHOD_HANDLE = 16;
  public static final int VAR_HANDLE = 17;
  public static final int LOOKUP = 18;
  public static final int STRING_BUILDER = 19;
  public static final int STRING_BUFFER = 20;

  public static final int OUTPUT_STREAM_WRITER = 21;
  public static final int PRINT_WRITER = 22;
  public static final int PRINT_WRITER_TO = 23;
  public static final int BUFFERED_WRITER = 24;
  public static final int INPUT_STREAM_READER = 25;
  public static final int BUFFERED_READER = 26;
  public static final int LINE_NUMBER_READER = 27;
  public static final int HANDLER = 29;

  public static final int CALL = 30;
  public static final int ARRAY = 31;
  public static final int AFTER = 32;

  /** The greatest kind. */
  public static final int LAST = AFTER;

  private RecipeKind() {}

  /** Whether the arguments may be copied objects, which makes a recipe <em>late</em>, and null. */
  public static boolean takesAny(int kind) {
    return kind >= CALL && kind <= AFTER;
  }

  /** Whether object argument {@code j} of a recipe may be absent, which is 0. */
  public static boolean isOptional(int kind, int j) {
    switch (kind) {
      case LOCALE:
        return j > 0;
      case OUTPUT_STREAM_WRITER:
      case PRINT_WRITER_TO:
        return j == 1;
      case HANDLER:
        return j > 1;
      case CALL:
      case ARRAY:
      case AFTER:
        return j > 0;
      default:
        return false;
    }
  }

  /**
   * How many of the arguments of a recipe are objects; they come first, plain numbers last.
   *
   * @param arguments how many there are
   * @return -1 when the kind is unknown or does not take so many
   */
  public static int objectArguments(int kind, int arguments) {
    switch (kind) {
      case CHARSET:
      case TIME_ZONE:
      case CURRENCY:
      case ZONE_ID:
        return arguments == 1 ? 1 : -1;
      case LOCALE:
        return arguments == 4 ? 4 : -1;
      case PATTERN:
      case ELEMENT:
      case STRING_BUILDER:
      case STRING_BUFFER:
      case PRINT_WRITER:
      case BUFFERED_WRITER:
      case BUFFERED_READER:
      case LINE_NUMBER_READER:
        return arguments == 2 ? 1 : -1;
      case PRINT_WRITER_TO:
        return arguments == 3 ? 2 : -1;
      case THREAD_LOCAL:
        return arguments == 0 ? 0 : -1;
      case FIELD:
        return arguments == 3 ? 2 : -1;
      case METHOD:
        return arguments >= 3 ? arguments - 1 : -1;
      case CONSTRUCTOR:
        return arguments >= 2 ? arguments - 1 : -1;
      case METHOD_TYPE:
      case CALL:
      case ARRAY:
      case AFTER:
        return arguments >= 1 ? arguments : -1;
      case LOOKUP:
      case OUTPUT_STREAM_WRITER:
      case INPUT_STREAM_READER:
        return arguments == 2 ? 2 : -1;
      case HANDLER:
        return arguments >= 2 ? arguments : -1;
      case METHOD_HANDLE:
      case VAR_HANDLE:
        return arguments == 5 ? 4 : -1;
      default:
        return -1;
    }
  }
}
