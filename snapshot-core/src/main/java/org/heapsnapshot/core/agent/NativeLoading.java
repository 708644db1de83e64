package org.heapsnapshot.core.agent;

import java.util.List;
import org.heapsnapshot.core.capture.WatchedState;

/**
 * Tells whether a native library, when it is loaded ({@code JNI_OnLoad}), changes what the class
 * that loads it has so far: at a start the library is loaded when the class has its state already.
 * What other classes have is watched by {@link ForeignWrites}. Confined to one thread.
 */
final class NativeLoading {
  private final ClassLoader program;
  private WatchedState state;

  /**
   * @param program the loader whose classes are the program
   */
  NativeLoading(ClassLoader program) {
    this.program = program;
  }

  /** A class whose initializer runs is about to load a library. */
  void begins(String className) {
    state = new WatchedState(program, (owner, field) -> false);
    try {
      state.add(Class.forName(className, false, program), List.of());
    } catch (ClassNotFoundException e) {
      state = null; // Of a loader of the program, which cannot be kept: it has a library now.
    }
  }

  /** The library is loaded: the path to what it has changed, or null. */
  String changed() {
    List<WatchedState.Change> changes = state == null ? List.of() : state.changes();
    state = null;
    return changes.isEmpty() ? null : String.join("", changes.get(0).path());
  }
}
