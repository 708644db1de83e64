package org.heapsnapshot.runtime.image;

import org.heapsnapshot.runtime.format.ClassFlags;
import org.heapsnapshot.runtime.format.SectionId;

/**
 * The heap of an image, in which every count, start, index and object id is in bounds. CONSTANTS
 * and METADATA are not needed at boot and not looked into.
 *
 * <p>Immutable but for {@link Classes#setOffset}; published by the state of {@code Restore}.
 */
public final class Image {
  public final Heap heap;
  public final Fingerprint fingerprint;
  public final Strings strings;
  public final Classes classes;
  public final Units units;
  public final JdkObjects jdkObjects;
  public final CopiedObjects objects;
  public final Statics statics;
  public final Reseeds reseeds;
  public final GuardTable guards;

  /** Null when there are none. */
  public final MadeClasses made;

  /**
   * Checks what the sections hold.
   *
   * @throws Refusal when the heap contradicts itself or asks for what this runtime cannot do
   */
  public Image(Heap heap) {
    this.heap = heap;
    fingerprint = new Fingerprint(heap);
    strings = new Strings(heap);
    classes = new Classes(heap, strings.count);
    units = new Units(heap);
    jdkObjects = new JdkObjects(heap, strings, classes, units);
    objects = new CopiedObjects(heap, strings, classes, jdkObjects, units);
    jdkObjects.checkLate(heap, objects.lastObject);
    statics = new Statics(heap, classes, objects, units.count, strings.count);
    reseeds = new Reseeds(heap, objects, jdkObjects);
    guards = new GuardTable(heap, strings.count, units);
    made =
        classes.hasMade()
            ? new MadeClasses(heap, strings, classes, statics.classCount, objects, units)
            : null;
    units.checkTotals(heap, strings.objectCount, jdkObjects.symbolCount, reseeds.count);
    checkLate();
  }

  /** Boot must not initialize what it is to leave to the program. */
  private void checkLate() {
    for (int g = 0; g < units.instanceGroupStart(units.bootCount); g++) {
      int c = objects.instanceClass(g);
      if ((classes.flags(c) & ClassFlags.LATE) != 0) {
        throw heap.section(SectionId.INSTANCES).corrupt("class of a boot unit", c);
      }
    }
  }
}
