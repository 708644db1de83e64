package org.heapsnapshot.runtime.restore;

import org.heapsnapshot.runtime.format.SymbolKind;
import org.heapsnapshot.runtime.image.Image;
import org.heapsnapshot.runtime.image.JdkObjects;
import org.heapsnapshot.runtime.image.LoadResult;
import org.heapsnapshot.runtime.image.Refusal;

/**
 * Looks up what the JDK has: classes, what its static fields hold, constants, boxes and loaders.
 * Classes of the JDK are initialized by it, classes of the program are not.
 */
final class Symbols {
  private final Image image;
  private final JdkObjects symbols;
  private final LoadedClasses types;
  private final Memory memory;

  Symbols(Image image, LoadedClasses types, Memory memory) {
    this.image = image;
    symbols = image.jdkObjects;
    this.types = types;
    this.memory = memory;
  }

  /** Puts the objects of symbols {@code from} to {@code to} in their places. */
  void put(Object[] objects, int from, int to) {
    boolean all = types.isBegun();
    for (int i = from; i < to; i++) {
      if (all || !symbols.isMade(i, image.classes)) {
        put(objects, i);
      }
    }
  }

  private void put(Object[] objects, int i) {
    Object object = lookUp(i);
    if (object == null) {
      throw new Refusal(LoadResult.SYMBOL_MISSING, describe(i));
    }
    objects[symbols.firstSymbol + i] = object;
  }

  /** Puts those of them that are classes which the program made. */
  void putMade(Object[] objects, int from, int to) {
    for (int i = from; i < to; i++) {
      if (symbols.isMade(i, image.classes)) {
        put(objects, i);
      }
    }
  }

  private Object lookUp(int i) {
    switch (symbols.symbolKind(i)) {
      case SymbolKind.CLASS:
        return types.get(symbols.symbolClass(i));
      case SymbolKind.STATIC_FIELD:
        return staticField(symbols.symbolClass(i), symbols.symbolArgument(i));
      case SymbolKind.ENUM_CONSTANT:
        return enumConstant(i);
      case SymbolKind.BOX:
        return box(types.get(symbols.symbolClass(i)), symbols.symbolArgument(i));
      default:
        return types.loader(symbols.symbolArgument(i));
    }
  }

  private Object staticField(int c, int field) {
    Class<?> type = types.get(c);
    try {
      Class.forName(type.getName(), true, type.getClassLoader());
    } catch (ClassNotFoundException | LinkageError e) {
      throw new Refusal(LoadResult.SYMBOL_MISSING, type.getName() + ": " + e);
    }
    return memory.getReference(type, image.classes.offset(field));
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // A class that is no enum has no constant.
  private Object enumConstant(int i) {
    Class type = types.get(symbols.symbolClass(i));
    if (!type.isEnum()) {
      return null;
    }
    try {
      return Enum.valueOf(type, image.strings.text(symbols.symbolArgument(i)));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static Object box(Class<?> type, int value) {
    if (type == Integer.class) {
      return value;
    }
    if (type == Long.class) {
      return (long) value;
    }
    if (type == Boolean.class) {
      return value != 0;
    }
    if (type == Character.class) {
      return (char) value;
    }
    if (type == Byte.class) {
      return (byte) value;
    }
    return type == Short.class ? (Object) (short) value : null;
  }

  private String describe(int i) {
    int c = symbols.symbolClass(i);
    String text = "symbol " + i + " kind " + symbols.symbolKind(i);
    if (c >= 0) {
      text = text + " of " + types.get(c).getName();
    }
    if (symbols.symbolKind(i) == SymbolKind.STATIC_FIELD) {
      image.classes.checkNames();
      int name = image.classes.fieldName(symbols.symbolArgument(i));
      text = text + " field " + image.strings.text(name);
    }
    return text;
  }
}
