package org.heapsnapshot.runtime.restore;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import org.heapsnapshot.runtime.format.ClassFlags;
import org.heapsnapshot.runtime.format.FieldDesc;
import org.heapsnapshot.runtime.format.JdkDigest;
import org.heapsnapshot.runtime.image.Classes;
import org.heapsnapshot.runtime.image.Fingerprint;
import org.heapsnapshot.runtime.image.Image;
import org.heapsnapshot.runtime.image.LoadResult;
import org.heapsnapshot.runtime.image.Refusal;
import org.heapsnapshot.runtime.image.Strings;

/**
 * Computes the offsets of all fields from the classes that this JVM loaded. Used, instead of the
 * stored offsets, when the JDK build or the object layout is not that of the build, or an agent may
 * have changed classes. Slow: reflection for each field.
 */
final class OffsetTable {
  private final Classes classes;
  private final Strings strings;
  private final LoadedClasses types;
  private final Memory memory;

  /** The field of each row of the field table. */
  private final Field[] fields;

  OffsetTable(Image image, LoadedClasses types, Memory memory) {
    classes = image.classes;
    strings = image.strings;
    this.types = types;
    this.memory = memory;
    fields = new Field[classes.fieldCount];
    classes.checkNames();
  }

  /**
   * Replaces every stored offset, but for those of classes that are not ready.
   *
   * @return the fields, by row of the field table; null those of such classes
   * @throws Refusal when a class has other fields than at build
   */
  Field[] compute(Fingerprint fingerprint) {
    JdkDigest digest = new JdkDigest();
    for (int c = 0; c < classes.count; c++) {
      if (types.isReady(c)) {
        findFields(c, digest);
      }
    }
    if (!fingerprint.isJdkDigest(digest.digest())) {
      throw new Refusal(LoadResult.OTHER_FIELDS, "digest of the fields of JDK classes");
    }
    return fields;
  }

  /**
   * Replaces the stored offsets of one class.
   *
   * @throws Refusal when the class has other fields than at build
   */
  void compute(int c) {
    findFields(c, new JdkDigest());
  }

  private void findFields(int c, JdkDigest digest) {
    int start = classes.fieldStart(c);
    int end = classes.fieldStart(c + 1);
    boolean jdk = !classes.isOfProgram(c) && start < end;
    if (jdk) {
      digest.addClass(types.get(c).getName());
    }
    int instanceFields = 0;
    for (int f = start; f < end; f++) {
      Field field = find(c, f);
      fields[f] = field;
      instanceFields += (classes.desc(f) & FieldDesc.STATIC) == 0 ? 1 : 0;
      if (jdk) {
        digest.addField(
            field.getDeclaringClass().getName(), field.getName(), kind(field.getType()));
      }
    }
    if ((classes.flags(c) & ClassFlags.INSTANCES) != 0) {
      checkCount(c, start, instanceFields);
    }
  }

  private Field find(int c, int f) {
    Class<?> declaring = types.get(classes.declaring(f));
    String name = strings.text(classes.fieldName(f));
    int desc = classes.desc(f);
    Field field;
    try {
      field = declaring.getDeclaredField(name);
    } catch (NoSuchFieldException | LinkageError e) {
      throw changed(c, name, "absent");
    }
    if (!declaring.isAssignableFrom(types.get(c))
        || Modifier.isStatic(field.getModifiers()) != ((desc & FieldDesc.STATIC) != 0)
        || kind(field.getType()) != (desc & FieldDesc.KIND_MASK)) {
      throw changed(c, name, field.toString());
    }
    if ((desc & FieldDesc.ZEROED) == 0) {
      try {
        classes.setOffset(f, (int) memory.offset(field));
      } catch (UnsupportedOperationException e) {
        classes.setOffset(f, RecordOffset.of(field, memory));
      }
    }
    return field;
  }

  /** Refuses a class that has instance fields of which the image does not know, or one twice. */
  private void checkCount(int c, int start, int known) {
    int found = 0;
    for (Class<?> type = types.get(c); type != null; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        found += Modifier.isStatic(field.getModifiers()) ? 0 : 1;
      }
    }
    if (found != known) {
      throw Refusal.found(cause(c), types.get(c).getName() + " instance fields", found, known);
    }
    for (int f = start + 1; f < start + known; f++) {
      for (int g = start; g < f; g++) {
        if (fields[f].equals(fields[g])) {
          throw changed(c, fields[f].getName(), "twice");
        }
      }
    }
  }

  private Refusal changed(int c, String field, String found) {
    return new Refusal(cause(c), types.get(c).getName() + " field " + field + " found=" + found);
  }

  private LoadResult cause(int c) {
    return classes.isOfProgram(c) ? LoadResult.CLASS_CHANGED : LoadResult.OTHER_FIELDS;
  }

  private static char kind(Class<?> type) {
    return type.descriptorString().charAt(0);
  }
}
