package org.heapsnapshot.core.closure;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.heapsnapshot.core.classpath.ClassFiles;

/**
 * The string constants of the closure: every {@code CONSTANT_String} of each class, which the JVM
 * interns when the constant is first used (JVMS §5.1).
 */
public final class ClassConstants {
  private ClassConstants() {}

  /**
   * Reads them.
   *
   * @return binary class name to its distinct string constants in pool order; classes in the order
   *     of the closure, those without constants and those that cannot be read left out
   */
  public static Map<String, List<String>> of(Closure closure, ClassFiles files) {
    Map<String, List<String>> constants = new LinkedHashMap<>();
    for (String name : closure.reasons().keySet()) {
      Set<String> strings = new LinkedHashSet<>();
      try {
        byte[] file = files.classBytes(name);
        if (file != null) {
          new ConstantPool(file).forEachString(strings::add);
        }
      } catch (UnreadableClassException | IOException e) {
        // The closure reports such classes.
        continue;
      }
      if (!strings.isEmpty()) {
        constants.put(name, List.copyOf(strings));
      }
    }
    return constants;
  }
}
