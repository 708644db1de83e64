package org.heapsnapshot.runtime.image;

import org.heapsnapshot.runtime.format.SectionId;
import org.heapsnapshot.runtime.format.UnitKind;

/**
 * The heap of an image, in which every count, start, index and object id is in bounds. CONSTANTS
 * and METADATA are not needed at boot and not looked into.
 *
 * <p>Immutable but for {@link Classes#setOffset}; published to one thread only.
 */
public final class Image {
  public final Heap heap;
  public final Fingerprint fingerprint;
  public final Strings strings;
  public final Classes classes;
  public final JdkObjects jdkObjects;
  public final CopiedObjects objects;
  public final Statics statics;
  public final Reseeds reseeds;
  public final GuardTable guards;

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
    int unitCount = units(heap);
    jdkObjects = new JdkObjects(heap, strings, classes, unitCount);
    objects = new CopiedObjects(heap, strings, classes, jdkObjects, unitCount);
    statics = new Statics(heap, classes, objects, unitCount);
    reseeds = new Reseeds(heap, objects);
    guards = new GuardTable(heap, strings.count, unitCount);
  }

  private static int units(Heap heap) {
    Section section = heap.section(SectionId.UNITS);
    int count = section.count();
    int kind = section.column(count);
    int start = section.starts(count);
    int needs = heap.words[start + count];
    int need = section.column(needs);
    section.end();
    for (int i = 0; i < count; i++) {
      if (heap.words[kind + i] != UnitKind.BOOT) {
        throw Refusal.found(
            LoadResult.LAZY_UNIT, "unit " + i + " kind", heap.words[kind + i], UnitKind.BOOT);
      }
      int from = need + heap.words[start + i];
      section.inRange(from, need + heap.words[start + i + 1] - from, 0, i);
    }
    return count;
  }
}
