package org.heapsnapshot.runtime.restore;

import java.lang.reflect.Array;
import org.heapsnapshot.runtime.format.FieldDesc;
import org.heapsnapshot.runtime.format.StaticsLayout;
import org.heapsnapshot.runtime.image.Classes;
import org.heapsnapshot.runtime.image.CopiedObjects;
import org.heapsnapshot.runtime.image.Image;
import org.heapsnapshot.runtime.image.Statics;
import org.heapsnapshot.runtime.image.Units;

/**
 * Makes and fills the objects of units. Every method takes the first unit and the one after the
 * last: boot units are done together, a lazy unit alone.
 *
 * <p>Holds no lock. Two threads may use it at once for different units; what one of them makes the
 * other sees only when something orders them.
 */
final class ObjectMaker {
  /** To be copied: the loop would be the interpreter's. */
  private static final Object[] NULLS = new Object[1024];

  private final Image image;
  private final Units units;
  private final CopiedObjects copied;
  private final Memory memory;
  private final LoadedClasses types;
  private final Symbols symbols;

  /** Every object by its id; null where it is not made yet or not needed any more. */
  final Object[] objects;

  /** What initializers are handed, by row of STATICS; null when none is. */
  private final Object[][] handed;

  ObjectMaker(Image image, LoadedClasses types, Memory memory, Object[] objects) {
    this.image = image;
    this.types = types;
    this.memory = memory;
    this.objects = objects;
    units = image.units;
    copied = image.objects;
    symbols = new Symbols(image, types, memory);
    handed = image.statics.hasHanded() ? new Object[image.statics.classCount][] : null;
  }

  /**
   * What the JVM and the JDK have or make: strings, symbols, recipes. Runs code of the JDK only.
   */
  void makeJdkObjects(int from, int to) {
    image.strings.putObjects(objects, units.stringStart(from), units.stringStart(to));
    int first = units.symbolStart(from);
    int end = units.symbolStart(to);
    if (first < end) {
      symbols.put(objects, first, end);
    }
    first = units.recipeStart(from);
    end = units.recipeStart(to);
    if (first < end) {
      new JdkCalls(image.jdkObjects, objects).replay(first, end, types.isBegun());
    }
  }

  /** Past the point of no return: what {@link #makeJdkObjects} left out before. */
  void makeWaiting(int from, int to) {
    symbols.putMade(objects, units.symbolStart(from), units.symbolStart(to));
    new JdkCalls(image.jdkObjects, objects)
        .replayWaiting(units.recipeStart(from), units.recipeStart(to));
  }

  /** Makes the arrays of primitives; initializes nothing. */
  void makePrimitiveArrays(int from, int to) {
    int end = units.arrayGroupStart(to);
    for (int g = units.arrayGroupStart(from); g < end; g++) {
      if (isPrimitive(g)) {
        PrimitiveArrays.make(copied, g, objects, memory);
      }
    }
  }

  /** Whether a lazy unit has arrays of primitives. */
  boolean hasLazyPrimitives() {
    for (int g = units.arrayGroupStart(units.bootCount); g < copied.arrayGroups; g++) {
      if (isPrimitive(g)) {
        return true;
      }
    }
    return false;
  }

  private boolean isPrimitive(int g) {
    int kind = copied.elementKind(g);
    return kind != 'L' && kind != '[';
  }

  /**
   * Allocates instances, which initializes their classes, and arrays of references. Makes the late
   * recipes.
   */
  void allocate(int from, int to) throws InstantiationException {
    int end = units.instanceGroupStart(to);
    for (int g = units.instanceGroupStart(from); g < end; g++) {
      if (!image.classes.isOfLoaders(copied.instanceClass(g))) { // They are there.
        memory.allocate(
            types.get(copied.instanceClass(g)),
            objects,
            copied.groupFirst(g),
            copied.instanceCount(g));
      }
    }
    end = units.arrayGroupStart(to);
    for (int g = units.arrayGroupStart(from); g < end; g++) {
      if (!isPrimitive(g)) {
        allocateReferenceArrays(g);
      }
    }
    if (image.jdkObjects.hasLate) {
      new GeneratedCalls(image.jdkObjects, objects)
          .makeLate(units.recipeStart(from), units.recipeStart(to));
    }
  }

  private void allocateReferenceArrays(int g) {
    int[] words = copied.words;
    int lengths = copied.lengths(g);
    int first = copied.arrayFirst(g);
    int count = copied.arrayCount(g);
    Class<?> element = types.get(copied.arrayClass(g)).getComponentType();
    for (int i = 0; i < count; i++) {
      int length = words[lengths + i];
      objects[first + i] =
          element == Object.class ? new Object[length] : Array.newInstance(element, length);
    }
  }

  /**
   * Fills every field of the instances and every element of the arrays of references. Makes the
   * calls that come after that.
   */
  void fill(int from, int to) {
    int end = units.instanceGroupStart(to);
    for (int g = units.instanceGroupStart(from); g < end; g++) {
      fillInstances(g);
    }
    end = units.arrayGroupStart(to);
    for (int g = units.arrayGroupStart(from); g < end; g++) {
      if (!isPrimitive(g)) {
        fillArrays(g);
      }
    }
    if (image.jdkObjects.hasLate) {
      new GeneratedCalls(image.jdkObjects, objects)
          .makeAfter(units.recipeStart(from), units.recipeStart(to));
    }
  }

  private void fillInstances(int g) {
    Classes classes = image.classes;
    int c = copied.instanceClass(g);
    int first = copied.groupFirst(g);
    int n = copied.instanceCount(g);
    int at = copied.columns(g);
    int end = classes.fieldStart(c + 1);
    for (int f = classes.fieldStart(c); f < end; f++) {
      int desc = classes.desc(f);
      if ((desc & FieldDesc.STATIC) != 0) {
        break;
      }
      if ((desc & FieldDesc.ZEROED) == 0) {
        int kind = desc & FieldDesc.KIND_MASK;
        memory.fill(objects, first, n, kind, classes.offset(f), copied.words, at);
        at += kind == 'J' || kind == 'D' ? 2 * n : n;
      }
    }
  }

  /** Through ordinary stores: quicker than Unsafe here, and checked. */
  private void fillArrays(int g) {
    int[] words = copied.words;
    Object[] all = objects;
    int first = copied.arrayFirst(g);
    int count = copied.arrayCount(g);
    int at = copied.lengths(g) + count;
    for (int a = 0; a < count; a++) {
      Object[] array = (Object[]) all[first + a];
      for (int i = 0; i < array.length; i++) {
        array[i] = all[words[at++]];
      }
    }
  }

  /** Sets the statics of a row of STATICS. */
  void setStatics(int row, Class<?> owner) {
    Statics statics = image.statics;
    Classes classes = image.classes;
    int end = statics.start(row + 1);
    for (int i = statics.start(row); i < end; i++) {
      int field = statics.field(i);
      if (field == StaticsLayout.HANDED) {
        hand(row, statics.high(i), objects[statics.low(i)]);
        continue;
      }
      int desc = classes.desc(field);
      int low = statics.low(i);
      if ((desc & FieldDesc.ASSERTION_STATUS) != 0) {
        low = asked(owner, low).desiredAssertionStatus() == (statics.high(i) != 0) ? 1 : 0;
      } else if ((desc & FieldDesc.KIND_MASK) == 'I' && statics.high(i) != 0) {
        low += System.identityHashCode(objects[statics.high(i)]);
      }
      memory.put(
          owner, desc & FieldDesc.KIND_MASK, classes.offset(field), low, statics.high(i), objects);
    }
  }

  /** The class whose assertion status a field holds: compilers ask the outermost one. */
  private Class<?> asked(Class<?> owner, int name) {
    if (name == 0) {
      return owner;
    }
    try {
      return Class.forName(image.strings.text(name - 1), false, owner.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new NoClassDefFoundError(e.getMessage());
    }
  }

  private void hand(int row, int number, Object object) {
    if (number == 0) {
      handed[row] = new Object[image.statics.handed(row)];
    }
    handed[row][number] = object;
  }

  /**
   * What an initializer is handed. It asks once for each object, after its statics were set.
   *
   * @param row of STATICS
   */
  Object handed(int row, int number) {
    Object object = handed[row][number];
    handed[row][number] = null;
    return object;
  }

  /** Forgets the objects of units that nothing refers to by id any more. */
  void forget(int from, int to) {
    clear(1 + units.stringStart(from), 1 + units.stringStart(to));
    int first = image.jdkObjects.firstSymbol;
    clear(first + units.symbolStart(from), first + units.symbolStart(to));
    first = image.jdkObjects.firstRecipe;
    clear(first + units.recipeStart(from), first + units.recipeStart(to));
    clear(
        copied.groupFirst(units.instanceGroupStart(from)),
        copied.groupFirst(units.instanceGroupStart(to)));
    clear(
        copied.arrayFirst(units.arrayGroupStart(from)),
        copied.arrayFirst(units.arrayGroupStart(to)));
  }

  private void clear(int from, int to) {
    for (int id = from; id < to; id += NULLS.length) {
      System.arraycopy(NULLS, 0, objects, id, Math.min(NULLS.length, to - id));
    }
  }
}
