package org.heapsnapshot.testkit.parser;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A whole heap, section by section, with its objects by id. Immutable but for the arrays inside.
 */
public record Heap(
    Header header,
    Fingerprint fingerprint,
    Strings strings,
    StringObjects stringObjects,
    Classes classes,
    Units units,
    Instances instances,
    Arrays arrays,
    Symbols symbols,
    Recipes recipes,
    Statics statics,
    Reseed reseed,
    Guards guards,
    Constants constants,
    Metadata metadata,
    Made made) {

  /** The number of objects, {@code null} not counted; also the last object id. */
  public int objectCount() {
    return Math.toIntExact(firstArray() + arrays.count() - 1);
  }

  long firstSymbol() {
    return 1L + stringObjects.rows().size();
  }

  long firstRecipe() {
    return firstSymbol() + symbols.rows().size();
  }

  long firstInstance() {
    return firstRecipe() + recipes.rows().size();
  }

  long firstArray() {
    return firstInstance() + instances.count();
  }

  /** The unit of an object. */
  public int unitOf(long id) {
    if (id < firstSymbol()) {
      return Units.unitOf(units.stringStart(), id - 1);
    }
    if (id < firstRecipe()) {
      return Units.unitOf(units.symbolStart(), id - firstSymbol());
    }
    if (id < firstInstance()) {
      return recipes.rows().get((int) (id - firstRecipe())).unit();
    }
    long index = id - firstInstance();
    for (Instances.Group group : instances.groups()) {
      if (index < group.count()) {
        return group.unit();
      }
      index -= group.count();
    }
    for (Arrays.Group group : arrays.groups()) {
      if (index < group.elements().size()) {
        return group.unit();
      }
      index -= group.elements().size();
    }
    throw new AssertionError(id);
  }

  /**
   * An object.
   *
   * @param id 0 to {@link #objectCount}
   * @return null for id 0
   * @throws IndexOutOfBoundsException for other numbers
   */
  public HeapObject object(int id) {
    if (id < 0 || id > objectCount()) {
      throw new IndexOutOfBoundsException("object " + id + " of " + objectCount());
    }
    if (id == 0) {
      return null;
    }
    if (id < firstSymbol()) {
      StringObjects.Row row = stringObjects.rows().get(id - 1);
      return new HeapObject.Text(id, row.text(), row.interned());
    }
    if (id < firstRecipe()) {
      return new HeapObject.Symbol(id, symbols.rows().get((int) (id - firstSymbol())));
    }
    if (id < firstInstance()) {
      return new HeapObject.Recipe(id, recipes.rows().get((int) (id - firstRecipe())));
    }
    return id < firstArray() ? instance(id) : array(id);
  }

  private HeapObject instance(int id) {
    long index = id - firstInstance();
    for (Instances.Group group : instances.groups()) {
      if (index < group.count()) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (Map.Entry<Classes.Field, long[]> column : group.columns().entrySet()) {
          Classes.Field field = column.getKey();
          fields.put(
              field.declaring() + "." + field.name(),
              Values.decode(field.type(), column.getValue()[(int) index]));
        }
        return new HeapObject.Instance(id, group.unit(), group.type(), fields);
      }
      index -= group.count();
    }
    throw new AssertionError(id);
  }

  private HeapObject array(int id) {
    long index = id - firstArray();
    for (Arrays.Group group : arrays.groups()) {
      if (index < group.elements().size()) {
        Object elements = group.elements().get((int) index);
        return new HeapObject.Array(id, group.unit(), group.type(), elements);
      }
      index -= group.elements().size();
    }
    throw new AssertionError(id);
  }

  /**
   * The value of a static field: a box or a {@link HeapObject.Reference}; null when the image does
   * not carry the field.
   *
   * @param className binary name of the class
   */
  public Object staticValue(String className, String fieldName) {
    for (Statics.Row row : statics.rows()) {
      if (row.type().name().equals(className)) {
        for (Map.Entry<Classes.Field, Long> value : row.values().entrySet()) {
          if (value.getKey().name().equals(fieldName)) {
            return Values.decode(value.getKey().type(), value.getValue());
          }
        }
      }
    }
    return null;
  }

  /** The object that a static field refers to; null for {@code null} and for absent fields. */
  public HeapObject staticObject(String className, String fieldName) {
    Object value = staticValue(className, fieldName);
    return value instanceof HeapObject.Reference reference ? object(reference.id()) : null;
  }
}
