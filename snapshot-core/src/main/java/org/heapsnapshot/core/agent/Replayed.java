package org.heapsnapshot.core.agent;

import java.util.List;
import org.heapsnapshot.core.capture.ReplayedCall;

/** A call that an initializer made for its effect; compared by identity. */
final class Replayed {
  final ReplayedCall call;

  /** Receiver and arguments. */
  final List<Object> objects;

  Replayed(ReplayedCall call, List<Object> objects) {
    this.call = call;
    this.objects = objects;
  }
}
