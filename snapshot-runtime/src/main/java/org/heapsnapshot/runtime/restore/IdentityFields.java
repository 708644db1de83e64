package org.heapsnapshot.runtime.restore;

import org.heapsnapshot.runtime.image.Image;
import org.heapsnapshot.runtime.image.LoadResult;
import org.heapsnapshot.runtime.image.Refusal;
import org.heapsnapshot.runtime.image.Reseeds;

/**
 * Fields that hold identity hashes, which only the running JVM knows. Not loaded when there are
 * none.
 */
final class IdentityFields {
  private final Image image;
  private final Object[] objects;
  private final Memory memory;
  private final LoadedClasses types;
  private int lastClass = -1;
  private FreeFields lastFields;

  IdentityFields(Image image, LoadedClasses types, Object[] objects, Memory memory) {
    this.image = image;
    this.types = types;
    this.objects = objects;
    this.memory = memory;
  }

  /**
   * Finds the fields of a row of RESEED.
   *
   * @throws Refusal when the class has others, or the image contradicts itself
   */
  void prepare(int row) {
    fields(row);
  }

  /** Lazy units come with several threads. */
  private synchronized FreeFields fields(int row) {
    Reseeds rows = image.reseeds;
    int c = image.objects.instanceClass(image.objects.groupOf(rows.object(row)));
    if (c != lastClass) {
      lastFields = FreeFields.of(image, types, memory, c);
      lastClass = c;
    }
    int keys = rows.start(row + 1) - rows.start(row);
    int ints = 0;
    for (int kind : lastFields.kinds) {
      ints += kind == 'I' ? 1 : 0;
    }
    if (ints != keys || ints == 0) {
      throw Refusal.found(LoadResult.CORRUPT, "identity hashes of row " + row, keys, ints);
    }
    return lastFields;
  }

  /** Sets them. */
  void set(int row) {
    FreeFields fields = fields(row);
    Object holder = objects[image.reseeds.object(row)];
    int entry = image.reseeds.start(row);
    for (int f = 0; f < fields.offsets.length; f++) {
      if (fields.kinds[f] == 'I') {
        int hash = System.identityHashCode(objects[image.reseeds.key(entry)]);
        memory.putInt(holder, fields.offsets[f], hash + image.reseeds.value(entry));
        entry++;
      }
    }
  }
}
