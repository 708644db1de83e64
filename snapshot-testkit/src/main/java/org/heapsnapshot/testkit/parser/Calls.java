package org.heapsnapshot.testkit.parser;

import java.lang.invoke.MethodType;
import java.util.List;

/** Recipes of kinds 30 to 32: calls that a generated class makes, and arrays. */
final class Calls {
  private static final int CALL = 30;
  private static final int AFTER = 32;

  private Calls() {}

  /** Checks what the recipe is made of, and that only such recipes are late. */
  static void check(Cursor in, int index, Recipes.Row row, Heap heap) {
    int own = Math.toIntExact(heap.firstRecipe() + index);
    List<Integer> arguments = row.arguments();
    for (int i = 0; i < arguments.size(); i++) {
      int argument = arguments.get(i);
      boolean before = argument >= (i == 0 ? 1 : 0) && argument < own;
      boolean copied = argument >= heap.firstInstance() && argument <= heap.objectCount();
      if (!before && !(i > 0 && copied)) {
        throw in.error(
            "argument " + i + " of recipe " + index,
            argument,
            "an object before it, or a copied one");
      }
    }
    HeapObject first = heap.object(arguments.get(0));
    if (row.kind() == CALL || row.kind() == AFTER) {
      if (!(first instanceof HeapObject.Text text)) {
        throw in.error("argument 0 of recipe " + index, first, "a string object");
      }
      int expected = parameters(in, index, text.text());
      if (expected != arguments.size() - 1) {
        throw in.error(
            "arguments of recipe " + index, arguments.size() - 1, expected + " for " + text);
      }
    } else if (!(first instanceof HeapObject.Symbol symbol) || symbol.symbol().kind() != 0) {
      throw in.error("argument 0 of recipe " + index, first, "a class, a symbol of kind 0");
    }
  }

  /** Refuses recipes of other kinds whose arguments are late. */
  static void checkLate(Cursor in, Heap heap) {
    List<Recipes.Row> rows = heap.recipes().rows();
    boolean[] late = new boolean[rows.size()];
    for (int i = 0; i < late.length; i++) {
      int objects = Recipes.objects(rows.get(i));
      for (int argument : rows.get(i).arguments().subList(0, objects)) {
        long recipe = argument - heap.firstRecipe();
        if (argument >= heap.firstInstance()) {
          late[i] = true;
        } else if (recipe >= 0) {
          late[i] |= late[(int) recipe];
          if (rows.get((int) recipe).kind() == AFTER && rows.get(i).kind() != AFTER) {
            throw in.error("recipe " + i, rows.get(i), "no argument of kind 32 but for kind 32");
          }
        }
      }
      if (late[i] && rows.get(i).kind() < CALL) {
        throw in.error("recipe " + i, rows.get(i), "no late arguments for its kind");
      }
    }
  }

  private static int parameters(Cursor in, int index, String call) {
    int parenthesis = call.indexOf('(');
    int dot = parenthesis < 0 ? -1 : call.lastIndexOf('.', parenthesis);
    if (dot < 3 || "sSvin".indexOf(call.charAt(0)) < 0 || call.charAt(1) != ' ') {
      throw in.error("call of recipe " + index, call, "a letter, a space, class, name, descriptor");
    }
    boolean constructor = call.substring(dot + 1, parenthesis).equals("<init>");
    if (constructor != (call.charAt(0) == 'n')) {
      throw in.error("call of recipe " + index, call, "the letter n with <init>, and only there");
    }
    try {
      ClassLoader none = ClassLoader.getPlatformClassLoader();
      String descriptor = call.substring(parenthesis);
      int count = MethodType.fromMethodDescriptorString(descriptor, none).parameterCount();
      return "vi".indexOf(call.charAt(0)) < 0 ? count : count + 1;
    } catch (IllegalArgumentException | TypeNotPresentException e) {
      throw in.error("call of recipe " + index, call, "a descriptor of classes of the JDK");
    }
  }
}
