package org.heapsnapshot.core.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.heapsnapshot.runtime.extension.Initializer;

/** Initializes classes of the program, with the help of extensions. Confined to one thread. */
final class Initializers {
  private final ClassLoader program;
  private final List<Initializer> extensions = new ArrayList<>();

  Initializers(ClassLoader program) {
    this.program = program;
    ServiceLoader.load(Initializer.class, program).forEach(extensions::add);
  }

  /**
   * Initializes a class.
   *
   * @throws Throwable what its initializer threw, or what kept it from being run
   */
  void initialize(String name) throws Throwable {
    Class<?> c = Class.forName(name, false, program);
    for (Initializer extension : extensions) {
      if (extension.initializes(c)) {
        extension.initialize(c);
        return;
      }
    }
    Class.forName(name, true, program);
  }
}
