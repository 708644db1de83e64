package org.heapsnapshot.runtime.restore;

import java.nio.charset.Charset;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Locale;
import java.util.TimeZone;
import java.util.regex.Pattern;
import org.heapsnapshot.runtime.format.RecipeKind;
import org.heapsnapshot.runtime.image.JdkObjects;
import org.heapsnapshot.runtime.image.LoadResult;
import org.heapsnapshot.runtime.image.Refusal;

/** Replays the recipes of an image. They run code of the JDK only. */
final class JdkCalls {
  private final JdkObjects recipes;
  private final Object[] objects;

  JdkCalls(JdkObjects recipes, Object[] objects) {
    this.recipes = recipes;
    this.objects = objects;
  }

  /**
   * Puts the objects of recipes {@code from} to {@code to} in their places, but for late ones;
   * arguments are there.
   *
   * @param all whether classes are there that the program made; what takes them is left out else
   */
  void replay(int from, int to, boolean all) {
    for (int i = from; i < to; i++) {
      if (!recipes.isLate(i) && (all || !recipes.isWaiting(i))) {
        replay(i);
      }
    }
  }

  /** Those of them that were left out. */
  void replayWaiting(int from, int to) {
    for (int i = from; i < to; i++) {
      if (!recipes.isLate(i) && recipes.isWaiting(i)) {
        replay(i);
      }
    }
  }

  private void replay(int i) {
    try {
      objects[recipes.firstRecipe + i] =
          RecipeKind.takesAny(recipes.recipeKind(i))
              ? new GeneratedCalls(recipes, objects).make(i)
              : call(i);
    } catch (RuntimeException | LinkageError e) {
      throw new Refusal(
          LoadResult.RECIPE_FAILED, "recipe " + i + " kind " + recipes.recipeKind(i) + ": " + e);
    }
  }

  private Object call(int i) {
    switch (recipes.recipeKind(i)) {
      case RecipeKind.CHARSET:
        return Charset.forName(string(i, 0));
      case RecipeKind.LOCALE:
        return locale(i);
      case RecipeKind.PATTERN:
        return Pattern.compile(string(i, 0), recipes.argument(i, 1));
      case RecipeKind.THREAD_LOCAL:
        return new ThreadLocal<Object>();
      case RecipeKind.TIME_ZONE:
        return TimeZone.getTimeZone(string(i, 0));
      case RecipeKind.CURRENCY:
        return Currency.getInstance(string(i, 0));
      case RecipeKind.ELEMENT:
        return element(objects[recipes.argument(i, 0)], recipes.argument(i, 1));
      case RecipeKind.STRING_BUILDER:
        return new StringBuilder(capacity(i)).append(string(i, 0));
      case RecipeKind.STRING_BUFFER:
        return new StringBuffer(capacity(i)).append(string(i, 0));
      case RecipeKind.ZONE_ID:
        return ZoneId.of(string(i, 0));
      case RecipeKind.OUTPUT_STREAM_WRITER:
      case RecipeKind.PRINT_WRITER:
      case RecipeKind.PRINT_WRITER_TO:
      case RecipeKind.BUFFERED_WRITER:
      case RecipeKind.INPUT_STREAM_READER:
      case RecipeKind.BUFFERED_READER:
      case RecipeKind.LINE_NUMBER_READER:
        return StreamCalls.call(recipes, i, objects);
      default:
        return ReflectiveCalls.call(recipes, i, objects);
    }
  }

  /** As at build, but never more than a damaged image could ask for. */
  private int capacity(int i) {
    int asked = recipes.argument(i, 1);
    int length = string(i, 0).length();
    return asked < length || asked > 2 * length + 64 ? length : asked;
  }

  private static Object element(Object array, int index) {
    if (array instanceof Object[] && index >= 0 && index < ((Object[]) array).length) {
      Object element = ((Object[]) array)[index];
      if (element != null) {
        return element;
      }
    }
    throw new IllegalStateException("no element " + index);
  }

  @SuppressWarnings("deprecation") // Locale.of is of JDK 19.
  private Locale locale(int i) {
    if (recipes.argument(i, 1) == 0) {
      return Locale.forLanguageTag(string(i, 0));
    }
    return new Locale(orEmpty(i, 1), orEmpty(i, 2), orEmpty(i, 3));
  }

  private String orEmpty(int i, int argument) {
    String text = string(i, argument);
    return text == null ? "" : text;
  }

  private String string(int i, int argument) {
    return (String) objects[recipes.argument(i, argument)];
  }
}
