package org.heapsnapshot.runtime.restore;

import java.lang.reflect.Field;
import org.heapsnapshot.runtime.format.ClassFlags;
import org.heapsnapshot.runtime.format.FieldDesc;
import org.heapsnapshot.runtime.format.StaticsLayout;
import org.heapsnapshot.runtime.image.Classes;
import org.heapsnapshot.runtime.image.CopiedObjects;
import org.heapsnapshot.runtime.image.Image;
import org.heapsnapshot.runtime.image.LoadResult;
import org.heapsnapshot.runtime.image.Refusal;
import org.heapsnapshot.runtime.image.Statics;

/**
 * Checks that every reference of an image is of the class that its field or array admits. Goes with
 * {@link OffsetTable}: the fields are at hand then.
 */
final class TypeCheck {
  private final Image image;
  private final CopiedObjects objects;
  private final LoadedClasses types;
  private final Field[] fields;

  /** The class of each object, by object id; null where only restoring its unit will tell. */
  private final Class<?>[] typeOf;

  /** The pair of classes that was checked last: columns repeat it. */
  private Class<?> lastTarget;

  private Class<?> lastSource;

  TypeCheck(Image image, LoadedClasses types, Field[] fields, Object[] made) {
    this.image = image;
    objects = image.objects;
    this.types = types;
    this.fields = fields;
    typeOf = new Class<?>[objects.lastObject + 1];
    for (int id = 1; id < objects.firstInstance; id++) {
      if (id < image.jdkObjects.firstSymbol) {
        typeOf[id] = String.class;
      } else if (made[id] != null) {
        typeOf[id] = made[id].getClass();
      }
    }
    int id = objects.firstInstance;
    for (int g = 0; g < objects.instanceGroups; g++) {
      for (int i = 0; i < objects.instanceCount(g); i++) {
        int c = objects.instanceClass(g);
        typeOf[id++] = types.isReady(c) ? types.get(c) : null;
      }
    }
    for (int g = 0; g < objects.arrayGroups; g++) {
      for (int i = 0; i < objects.arrayCount(g); i++) {
        typeOf[id++] = types.get(objects.arrayClass(g));
      }
    }
    if (image.classes.hasPlaceholders()) {
      takeTypesOfTargets();
    }
  }

  /** A placeholder may be where what it stands for may be. */
  private void takeTypesOfTargets() {
    for (int g = 0; g < objects.instanceGroups; g++) {
      if ((image.classes.flags(objects.instanceClass(g)) & ClassFlags.PLACEHOLDER) != 0) {
        for (int i = 0; i < objects.instanceCount(g); i++) {
          typeOf[objects.groupFirst(g) + i] = typeOf[objects.words[objects.columns(g) + i]];
        }
      }
    }
  }

  /** Refuses an image with a reference of another class. */
  void check() {
    checkInstances();
    checkArrays();
    checkStatics();
  }

  private void checkInstances() {
    Classes classes = image.classes;
    for (int g = 0; g < objects.instanceGroups; g++) {
      int at = objects.columns(g);
      int c = objects.instanceClass(g);
      int n = objects.instanceCount(g);
      for (int f = classes.fieldStart(c); f < classes.fieldStart(c + 1); f++) {
        if ((classes.desc(f) & (FieldDesc.STATIC | FieldDesc.ZEROED)) != 0) {
          continue;
        }
        int kind = classes.kind(f);
        if ((kind == 'L' || kind == '[') && fields[f] != null) {
          checkWords(at, n, fields[f].getType());
        }
        at += kind == 'J' || kind == 'D' ? 2 * n : n;
      }
    }
  }

  private void checkArrays() {
    for (int g = 0; g < objects.arrayGroups; g++) {
      int at = objects.lengths(g);
      int n = objects.arrayCount(g);
      int kind = objects.elementKind(g);
      int total = 0;
      if (kind == 'L' || kind == '[') {
        for (int i = 0; i < n; i++) {
          total += objects.words[at + i];
        }
        checkWords(at + n, total, types.get(objects.arrayClass(g)).getComponentType());
      }
    }
  }

  private void checkStatics() {
    Statics statics = image.statics;
    for (int i = 0; i < statics.start(statics.classCount); i++) {
      if (statics.field(i) == StaticsLayout.HANDED || fields[statics.field(i)] == null) {
        continue; // No field, or one of a class that is not there yet.
      }
      int kind = image.classes.kind(statics.field(i));
      if (kind == 'L' || kind == '[') {
        check(statics.low(i), fields[statics.field(i)].getType());
      }
    }
  }

  private void checkWords(int at, int n, Class<?> target) {
    for (int i = at; i < at + n; i++) {
      check(objects.words[i], target);
    }
  }

  private void check(int id, Class<?> target) {
    if (id == 0) {
      return;
    }
    Class<?> source = typeOf[id];
    if (source == null || source == lastSource && target == lastTarget) {
      return;
    }
    if (!target.isAssignableFrom(source)) {
      throw Refusal.found(
          LoadResult.CORRUPT, "class of object " + id, source.getName(), target.getName());
    }
    lastSource = source;
    lastTarget = target;
  }
}
