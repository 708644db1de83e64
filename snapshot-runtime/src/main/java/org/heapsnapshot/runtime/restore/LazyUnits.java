package org.heapsnapshot.runtime.restore;

import org.heapsnapshot.runtime.format.ClassFlags;
import org.heapsnapshot.runtime.format.SymbolKind;
import org.heapsnapshot.runtime.image.Image;
import org.heapsnapshot.runtime.image.Units;

/**
 * Restores lazy units, each when the initializer of its class runs.
 *
 * <p>Locks. The unit of a class is made under the initialization lock of that class, which only one
 * thread can hold; only that class refers to its objects. A unit that several classes share is made
 * under {@link #lock}, so that it is made once; the classes of its instances are initialized
 * before, without the lock. Under it nobody waits for another thread: allocating an instance finds
 * its class initialized, or being initialized by this very thread, and recipes and hashing run code
 * of the JDK alone. So a thread that holds the lock always goes on, whatever initialization locks
 * others hold.
 */
final class LazyUnits {
  private final Image image;
  private final Units units;
  private final ObjectMaker maker;
  private final LoadedClasses types;
  private final Reseed reseed;

  private final Object lock = new Object();

  /** Whether each unit is made; under {@link #lock}. */
  private final boolean[] made;

  /** How many lazy units that are not made yet refer to each unit; under {@link #lock}. */
  private final int[] users;

  LazyUnits(Image image, ObjectMaker maker, LoadedClasses types, Reseed reseed) {
    this.image = image;
    this.maker = maker;
    this.types = types;
    this.reseed = reseed;
    units = image.units;
    made = new boolean[units.count];
    users = new int[units.count];
    for (int unit = 0; unit < units.bootCount; unit++) {
      made[unit] = true; // By boot, before anybody asks.
      users[unit] = 1; // Boot itself.
    }
    for (int unit = units.bootCount; unit < units.count; unit++) {
      for (int i = units.needStart(unit); i < units.needStart(unit + 1); i++) {
        users[units.need(i)]++;
      }
    }
  }

  /** Boot needs the ids of its objects no more: forgets those that no lazy unit refers to. */
  void booted() {
    synchronized (lock) {
      for (int unit = 0; unit < units.bootCount; unit++) {
        release(unit);
      }
    }
  }

  /** Makes the unit of a class, whose initializer calls this, and sets its statics. */
  void restore(int row, Class<?> owner) throws InstantiationException, ClassNotFoundException {
    int unit = image.statics.unit(row);
    makeNeeds(unit);
    make(unit);
    maker.setStatics(row, owner);
    reseed.rebuild(units.reseedStart(unit), units.reseedStart(unit + 1));
    synchronized (lock) {
      done(unit);
      maker.forget(unit, unit + 1);
    }
  }

  /** Makes what a placeholder stands for, with its unit, unless it is made. */
  Object read(Deferred placeholder) throws InstantiationException, ClassNotFoundException {
    synchronized (lock) {
      if (placeholder.value != null) {
        return placeholder.value;
      }
    }
    int target = placeholder.target;
    int unit = unitOf(target);
    makeNeeds(unit);
    initializeClasses(unit);
    synchronized (lock) {
      if (placeholder.value == null) {
        if (made[unit]) {
          throw new LinkageError("the image has a second way to unit " + unit);
        }
        make(unit);
        reseed.rebuild(units.reseedStart(unit), units.reseedStart(unit + 1));
        placeholder.value = maker.objects[target];
        done(unit);
        maker.forget(unit, unit + 1);
      }
      return placeholder.value;
    }
  }

  /** Whether an object is an instance or a recipe of a lazy unit. */
  boolean isMadeAlone(int object) {
    return object >= image.jdkObjects.firstRecipe
        && object < image.objects.firstArray
        && units.isLazy(unitOf(object));
  }

  /** The unit of an instance or a recipe. */
  int unitOf(int object) {
    return object < image.objects.firstInstance
        ? units.ofRecipe(object - image.jdkObjects.firstRecipe)
        : units.ofInstanceGroup(image.objects.groupOf(object));
  }

  private void makeNeeds(int unit) throws InstantiationException, ClassNotFoundException {
    for (int i = units.needStart(unit); i < units.needStart(unit + 1); i++) {
      int needed = units.need(i);
      if (!isMade(needed)) {
        share(needed);
      }
    }
  }

  private boolean isMade(int unit) {
    synchronized (lock) {
      return made[unit];
    }
  }

  /** Makes a unit that several classes share, unless another thread does. */
  private void share(int unit) throws InstantiationException, ClassNotFoundException {
    makeNeeds(unit);
    initializeClasses(unit);
    synchronized (lock) {
      if (!made[unit]) {
        make(unit);
        reseed.rebuild(units.reseedStart(unit), units.reseedStart(unit + 1));
        done(unit);
      }
    }
  }

  /** Initializes what making the unit would initialize, among it other lazy classes. */
  private void initializeClasses(int unit) throws ClassNotFoundException {
    int end = units.instanceGroupStart(unit + 1);
    for (int g = units.instanceGroupStart(unit); g < end; g++) {
      initialize(image.objects.instanceClass(g));
    }
    end = units.symbolStart(unit + 1);
    for (int i = units.symbolStart(unit); i < end; i++) {
      int kind = image.jdkObjects.symbolKind(i);
      if (kind == SymbolKind.STATIC_FIELD || kind == SymbolKind.ENUM_CONSTANT) {
        initialize(image.jdkObjects.symbolClass(i));
      } else if (kind == SymbolKind.CLASS) {
        find(image.jdkObjects.symbolClass(i));
      }
    }
  }

  /**
   * Finds a class, and what its members name: in a loader of the program that waits for the monitor
   * of the loader, which whoever waits for our lock may hold.
   */
  private void find(int c) {
    Class<?> type = types.get(c);
    if (image.classes.loader(c) == ClassFlags.LOADER_PROGRAM) {
      try {
        type.getDeclaredFields();
        type.getDeclaredMethods();
        type.getDeclaredConstructors();
      } catch (LinkageError e) {
        // So it was when it was observed: nothing in the image has asked for its members.
      }
    }
  }

  private void initialize(int c) throws ClassNotFoundException {
    Class<?> type = types.get(c);
    Class.forName(type.getName(), true, type.getClassLoader());
  }

  private void make(int unit) throws InstantiationException {
    maker.makeJdkObjects(unit, unit + 1);
    maker.makePrimitiveArrays(unit, unit + 1);
    maker.allocate(unit, unit + 1);
    maker.fill(unit, unit + 1);
  }

  private void done(int unit) {
    made[unit] = true;
    for (int i = units.needStart(unit); i < units.needStart(unit + 1); i++) {
      release(units.need(i));
    }
  }

  private void release(int unit) {
    if (--users[unit] == 0) {
      maker.forget(unit, unit + 1);
    }
  }
}
