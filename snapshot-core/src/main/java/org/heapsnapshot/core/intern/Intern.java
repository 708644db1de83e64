package org.heapsnapshot.core.intern;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.heapsnapshot.core.SnapshotException;
import org.heapsnapshot.core.capture.CapturedClass;
import org.heapsnapshot.core.capture.CapturedField;
import org.heapsnapshot.core.capture.CapturedHeap;
import org.heapsnapshot.core.capture.CapturedMade;
import org.heapsnapshot.core.capture.CapturedObject;
import org.heapsnapshot.core.observe.Guard;
import org.heapsnapshot.interning.InternPool;
import org.heapsnapshot.interning.StringTable;

/**
 * The intern stage: collects every text of the image into one table.
 *
 * <p>Whether a string object is interned is what the capturing JVM found ({@code new
 * String(s.toCharArray()).intern() == s}) and is not decided again here: a string equal to a
 * constant of some class, but another object ({@code new String("x")} as a sentinel), stays another
 * object.
 *
 * <p>The result does not depend on the iteration order of the maps. Thread-safety: stateless.
 */
public final class Intern {

  /**
   * Interns all texts.
   *
   * @param heap the captured heap
   * @param guards the guards of the image
   * @param constants binary class name to the string constants of its constant pool
   * @param metadata what goes to section METADATA
   * @throws SnapshotException if a text is too long for the format
   */
  public InternedStrings intern(
      CapturedHeap heap,
      List<Guard> guards,
      Map<String, List<String>> constants,
      Map<String, String> metadata) {
    InternPool pool = new InternPool();
    int[] objectOf = new int[heap.objects().size() + 1];
    int[] text = internObjects(heap, pool, objectOf);
    internNames(heap, pool);
    for (CapturedMade made : heap.made()) {
      add(pool, made.fileText());
    }
    for (Guard guard : guards) {
      internGuard(guard, pool);
    }
    new TreeMap<>(metadata)
        .forEach(
            (key, value) -> {
              add(pool, key);
              add(pool, value);
            });
    int needed = pool.size();
    new TreeMap<>(constants)
        .forEach(
            (className, texts) -> {
              add(pool, className);
              texts.forEach(constant -> add(pool, constant));
            });
    return new InternedStrings(pool.table(), needed, objectOf, text);
  }

  /** Numbers the string objects in {@code objectOf}; answers with the text of each. */
  private static int[] internObjects(CapturedHeap heap, InternPool pool, int[] objectOf) {
    int[] text = new int[1024];
    int[] internedObject = new int[1024];
    int count = 0;
    int id = 0;
    for (CapturedObject object : heap.objects()) {
      id++;
      if (!(object instanceof CapturedObject.Text string)) {
        continue;
      }
      int index = add(pool, string.text());
      if (index >= internedObject.length) {
        internedObject = Arrays.copyOf(internedObject, index + (index >> 1) + 1);
      }
      if (string.interned() && internedObject[index] != 0) {
        objectOf[id] = internedObject[index];
        continue;
      }
      if (count == text.length) {
        text = Arrays.copyOf(text, count * 2);
      }
      text[count++] = index << 1 | (string.interned() ? 1 : 0);
      objectOf[id] = count;
      if (string.interned()) {
        internedObject[index] = count;
      }
    }
    return Arrays.copyOf(text, count);
  }

  private static void internNames(CapturedHeap heap, InternPool pool) {
    for (CapturedClass type : heap.classes()) {
      add(pool, type.name());
      for (CapturedField field : type.fields()) {
        add(pool, field.name());
      }
    }
    for (CapturedObject object : heap.objects()) {
      if (object instanceof CapturedObject.JdkEnum jdkEnum) {
        add(pool, jdkEnum.constant());
      }
    }
  }

  private static void internGuard(Guard guard, InternPool pool) {
    add(pool, guard.name());
    if (guard.value() != null) {
      add(pool, guard.value());
    }
    add(pool, guard.reader());
  }

  private static int add(InternPool pool, String text) {
    if (text.length() > StringTable.MAX_LENGTH) {
      throw new SnapshotException(
          "A string of "
              + text.length()
              + " chars cannot be stored: an image holds strings of at most "
              + StringTable.MAX_LENGTH
              + " chars. It begins with \""
              + text.substring(0, 40)
              + "\". Use --initialize-at-run-time for the class that holds it.");
    }
    return pool.intern(text);
  }
}
