package org.heapsnapshot.core;

import java.util.List;
import org.heapsnapshot.core.observe.Guard;
import org.heapsnapshot.core.observe.Observation;
import org.heapsnapshot.runtime.format.GuardKind;

/** What the user should know of classes that are restored only at some starts. */
final class ConditionalNote {
  private ConditionalNote() {}

  /** One note or none. */
  static List<String> of(Observation observation) {
    for (Guard guard : observation.guards()) {
      if (guard.partial() && guard.kind() == GuardKind.PROCESSORS) {
        return List.of(
            observation.conditional().size()
                + " classes are restored only where there are "
                + guard.value()
                + " processors, as here (-XX:ActiveProcessorCount at build for another number);"
                + " elsewhere their initializers run");
      }
    }
    return List.of();
  }
}
