package org.heapsnapshot.core.write;

import java.util.List;

/**
 * What becomes of a class of the program on its way into the image. Called once for each class, in
 * the order of the image, from one thread.
 */
@FunctionalInterface
public interface ClassTransform {
  /** Leaves every class as it is. */
  ClassTransform NONE = (name, file) -> List.of(new ClassFile(name, file));

  /**
   * The class, rewritten or not, and the classes generated from it.
   *
   * @param className binary name, by the path of the class file
   * @param classFile its bytes; they may be no readable class file, and are then to be returned
   * @return the class itself and the generated ones, which follow it in the image
   */
  List<ClassFile> transform(String className, byte[] classFile);
}
