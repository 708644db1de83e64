package org.heapsnapshot.runtime.restore;

import java.lang.reflect.Field;
import org.heapsnapshot.runtime.format.FieldDesc;
import org.heapsnapshot.runtime.image.Classes;
import org.heapsnapshot.runtime.image.Image;
import org.heapsnapshot.runtime.image.LoadResult;
import org.heapsnapshot.runtime.image.Refusal;

/**
 * The instance fields that a class of the image has no columns for, in the order of its field
 * table: re-seeding sets them.
 */
final class FreeFields {
  /** Offsets in this JVM. */
  final long[] offsets;

  /** First characters of descriptors. */
  final int[] kinds;

  private FreeFields(long[] offsets, int[] kinds) {
    this.offsets = offsets;
    this.kinds = kinds;
  }

  /**
   * Finds them.
   *
   * @param c class of the image
   * @throws Refusal when a class has lost one
   */
  static FreeFields of(Image image, LoadedClasses types, Memory memory, int c) {
    Classes classes = image.classes;
    classes.checkNames(c);
    int start = classes.fieldStart(c);
    int end = classes.fieldStart(c + 1);
    int n = 0;
    for (int f = start; f < end; f++) {
      n += isFree(classes, f) ? 1 : 0;
    }
    long[] offsets = new long[n];
    int[] kinds = new int[n];
    n = 0;
    for (int f = start; f < end; f++) {
      if (isFree(classes, f)) {
        Class<?> declaring = types.get(classes.declaring(f));
        offsets[n] = offset(declaring, image.strings.text(classes.fieldName(f)), memory);
        kinds[n] = classes.kind(f);
        n++;
      }
    }
    return new FreeFields(offsets, kinds);
  }

  private static boolean isFree(Classes classes, int f) {
    return (classes.desc(f) & FieldDesc.STATIC) == 0 && (classes.desc(f) & FieldDesc.ZEROED) != 0;
  }

  private static long offset(Class<?> declaring, String name, Memory memory) {
    try {
      Field field = declaring.getDeclaredField(name);
      try {
        return memory.offset(field);
      } catch (UnsupportedOperationException e) {
        return RecordOffset.of(field, memory);
      }
    } catch (NoSuchFieldException | LinkageError e) {
      throw new Refusal(LoadResult.CLASS_CHANGED, declaring.getName() + " field " + name);
    }
  }
}
