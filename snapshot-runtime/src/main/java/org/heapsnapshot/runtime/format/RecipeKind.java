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
 * </pre>
 *
 * <p>Kinds 7 and 8 are reserved and refused.
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

  private RecipeKind() {}
}
