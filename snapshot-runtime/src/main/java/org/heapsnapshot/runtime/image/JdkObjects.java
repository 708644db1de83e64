package org.heapsnapshot.runtime.image;

import org.heapsnapshot.runtime.format.ClassFlags;
import org.heapsnapshot.runtime.format.RecipeKind;
import org.heapsnapshot.runtime.format.SectionId;
import org.heapsnapshot.runtime.format.SymbolKind;

/** SYMBOLS and RECIPES: objects that the JDK has or makes. */
public final class JdkObjects {
  /** Number of symbols. */
  public final int symbolCount;

  /** Number of recipes. */
  public final int recipeCount;

  /** Object id of the first symbol. */
  public final int firstSymbol;

  /** Object id of the first recipe. */
  public final int firstRecipe;

  private final int[] words;
  private final int symbolKind;
  private final int symbolClass;
  private final int symbolArgument;
  private final int recipeKind;
  private final int argStart;
  private final int arg;
  private final boolean[] late;

  /** By recipe; null when the program made no classes. */
  private final boolean[] waiting;

  /** Whether a recipe is a call of the class that was generated for the image. */
  public final boolean hasCalls;

  /** Whether a recipe is late. */
  public final boolean hasLate;

  JdkObjects(Heap heap, Strings strings, Classes classes, Units units) {
    words = heap.words;
    Section section = heap.section(SectionId.SYMBOLS);
    symbolCount = section.count();
    symbolKind = section.column(symbolCount, SymbolKind.CLASS, SymbolKind.LOADER + 1);
    symbolClass = section.column(symbolCount, -1, classes.count);
    symbolArgument = section.column(symbolCount);
    section.end();
    firstSymbol = strings.objectCount + 1;
    for (int i = 0; i < symbolCount; i++) {
      checkSymbol(section, i, strings, classes);
    }
    section = heap.section(SectionId.RECIPES);
    recipeCount = section.count();
    units.setRecipes(section, section.column(recipeCount, 0, units.count), recipeCount);
    recipeKind = section.column(recipeCount, RecipeKind.CHARSET, RecipeKind.LAST + 1);
    argStart = section.starts(recipeCount);
    arg = section.column(words[argStart + recipeCount]);
    section.end();
    firstRecipe = firstSymbol + symbolCount;
    late = new boolean[recipeCount];
    waiting = classes.hasMade() ? new boolean[recipeCount] : null;
    boolean anyCall = false;
    boolean anyLate = false;
    for (int i = 0; i < recipeCount; i++) {
      checkRecipe(section, i);
      if (waiting != null) {
        waiting[i] = takesMade(i, classes);
      }
      checkFirst(section, i, classes);
      anyCall |= recipeKind(i) == RecipeKind.CALL || recipeKind(i) == RecipeKind.AFTER;
      anyLate |= late[i];
    }
    hasCalls = anyCall;
    hasLate = anyLate;
  }

  private void checkSymbol(Section section, int i, Strings strings, Classes classes) {
    int c = symbolClass(i);
    int argument = symbolArgument(i);
    boolean valid;
    if (symbolKind(i) == SymbolKind.LOADER) {
      valid =
          c == -1
              && argument >= ClassFlags.LOADER_PLATFORM
              && argument <= ClassFlags.LOADER_APPLICATION;
    } else if (c < 0) {
      valid = false;
    } else if (symbolKind(i) == SymbolKind.STATIC_FIELD) {
      valid = argument >= 0 && argument < classes.fieldCount && classes.isStaticOf(argument, c);
      valid = valid && (classes.kind(argument) == 'L' || classes.kind(argument) == '[');
      // A static of the program may not be set yet when symbols are looked up.
      valid = valid && !classes.isOfProgram(c);
    } else if (symbolKind(i) == SymbolKind.ENUM_CONSTANT) {
      valid = argument >= 0 && argument < strings.count;
      valid = valid && !classes.isOfProgram(c);
    } else {
      valid = true;
    }
    if (!valid) {
      throw section.corrupt("class or argument of symbol", i);
    }
  }

  private void checkRecipe(Section section, int i) {
    int arguments = words[argStart + i + 1] - words[argStart + i];
    int objects = RecipeKind.objectArguments(recipeKind(i), arguments);
    if (objects < 0) {
      throw section.corrupt("kind or arguments of recipe", i);
    }
    boolean any = RecipeKind.takesAny(recipeKind(i));
    for (int j = 0; j < objects; j++) {
      int argument = argument(i, j);
      boolean optional = RecipeKind.isOptional(recipeKind(i), j);
      boolean before = argument < firstRecipe + i && (argument > 0 || optional && argument == 0);
      // How many objects are copied is not known yet.
      boolean copied = argument >= firstRecipe + recipeCount;
      // Of which class an argument is, its call will tell; that is before the point of no return.
      if (!before && !(any && j > 0 && copied)) {
        throw section.corrupt("argument of recipe " + i, argument);
      }
      if (copied || argument >= firstRecipe && late[argument - firstRecipe]) {
        late[i] = true;
      }
      if (!copied
          && argument >= firstRecipe
          && recipeKind(argument - firstRecipe) == RecipeKind.AFTER
          && recipeKind(i) != RecipeKind.AFTER) {
        throw section.corrupt("argument of recipe " + i, argument);
      }
    }
    late[i] |= recipeKind(i) == RecipeKind.AFTER;
    if (late[i] && !any) {
      throw section.corrupt("late argument of recipe", i);
    }
  }

  /** A call is named by a string object; the component of an array is a class. */
  private void checkFirst(Section section, int i, Classes classes) {
    boolean valid = true;
    if (recipeKind(i) == RecipeKind.CALL || recipeKind(i) == RecipeKind.AFTER) {
      valid = argument(i, 0) < firstSymbol;
    } else if (recipeKind(i) == RecipeKind.ARRAY) {
      int symbol = argument(i, 0) - firstSymbol;
      valid =
          symbol >= 0
              && symbol < symbolCount
              && symbolKind(symbol) == SymbolKind.CLASS
              && (classes.flags(symbolClass(symbol)) & ClassFlags.PRIMITIVE) == 0;
    }
    if (!valid) {
      throw section.corrupt("first argument of recipe", i);
    }
  }

  /** Refuses recipes that take objects which are not there. */
  void checkLate(Heap heap, int lastObject) {
    for (int i = 0; i < recipeCount; i++) {
      for (int j = 0; late[i] && j < argumentCount(i); j++) {
        if (argument(i, j) > lastObject) {
          throw heap.section(SectionId.RECIPES).corrupt("argument of recipe " + i, argument(i, j));
        }
      }
    }
  }

  /**
   * Whether a recipe takes copied objects, directly or through another: it is made when they are
   * allocated, and before they are filled. Recipes of kind {@code AFTER} are late, too.
   */
  public boolean isLate(int i) {
    return late[i];
  }

  /** Whether an argument of a recipe is a made class, or a recipe that has one. */
  private boolean takesMade(int i, Classes classes) {
    int objects = RecipeKind.objectArguments(recipeKind(i), argumentCount(i));
    for (int j = 0; j < objects; j++) {
      int argument = argument(i, j);
      if (argument >= firstRecipe && argument < firstRecipe + i
          ? waiting[argument - firstRecipe]
          : argument >= firstSymbol
              && argument < firstRecipe
              && isMade(argument - firstSymbol, classes)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a symbol is a class that the program made. */
  public boolean isMade(int i, Classes classes) {
    return symbolKind(i) == SymbolKind.CLASS && classes.isMade(symbolClass(i));
  }

  /** Whether a recipe takes a class that the program made, directly or through another. */
  public boolean isWaiting(int i) {
    return waiting != null && waiting[i];
  }

  /** {@link SymbolKind}. */
  public int symbolKind(int i) {
    return words[symbolKind + i];
  }

  /** The class of a symbol, or -1. */
  public int symbolClass(int i) {
    return words[symbolClass + i];
  }

  /** The argument of a symbol. */
  public int symbolArgument(int i) {
    return words[symbolArgument + i];
  }

  /** {@link RecipeKind}. */
  public int recipeKind(int i) {
    return words[recipeKind + i];
  }

  /** Number of arguments of a recipe. */
  public int argumentCount(int i) {
    return words[argStart + i + 1] - words[argStart + i];
  }

  /** Argument {@code j} of a recipe. */
  public int argument(int i, int j) {
    return words[arg + words[argStart + i] + j];
  }
}
