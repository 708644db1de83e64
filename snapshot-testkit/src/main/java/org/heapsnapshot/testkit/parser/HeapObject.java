package org.heapsnapshot.testkit.parser;

import java.util.Map;

/** One object of the heap, made readable. Immutable but for the arrays inside. */
public sealed interface HeapObject {
  /** The object id. */
  int id();

  /** A reference to an object; id 0 is {@code null}. */
  record Reference(int id) {
    @Override
    public String toString() {
      return "#" + id;
    }
  }

  /** A string object. */
  record Text(int id, String text, boolean interned) implements HeapObject {}

  /** A symbol. */
  record Symbol(int id, Symbols.Row symbol) implements HeapObject {}

  /** A recipe. */
  record Recipe(int id, Recipes.Row recipe) implements HeapObject {}

  /**
   * An instance.
   *
   * @param fields by {@code declaring class.name}: a box or a {@link Reference}
   */
  record Instance(int id, int unit, Classes.Row type, Map<String, Object> fields)
      implements HeapObject {}

  /**
   * An array.
   *
   * @param elements an {@code int[]} of object ids when the elements are references, else an array
   *     of their primitive type
   */
  record Array(int id, int unit, Classes.Row type, Object elements) implements HeapObject {}
}
