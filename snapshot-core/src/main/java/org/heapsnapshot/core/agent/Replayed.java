package org.heapsnapshot.core.agent;

import java.util.ArrayList;
import java.util.List;
import org.heapsnapshot.core.capture.CapturedLate;
import org.heapsnapshot.core.capture.ReplayedCall;
import org.objectweb.asm.Type;

/** A call that an initializer made and that is made again; compared by identity. */
final class Replayed {
  final ReplayedCall call;

  /** The object that the call made; null when it was made for its effect. */
  final Object made;

  /** A receiver first. */
  private final List<Object> arguments;

  private final int line;

  /**
   * A call.
   *
   * @param made what it made, or null when it was made for its effect
   * @param arguments a receiver first, primitives in their boxes
   * @param line of the initializer, not positive when it is not known
   */
  Replayed(ReplayedCall call, Object made, List<Object> arguments, int line) {
    this.call = call;
    this.made = made;
    this.arguments = arguments;
    this.line = line;
  }

  /** What the initializer has to be handed for it, in order. */
  List<Object> handed() {
    List<Object> handed = new ArrayList<>();
    if (made != null) {
      handed.add(made);
    }
    for (int i = 0; i < arguments.size(); i++) {
      if (isObject(i)) {
        handed.add(arguments.get(i));
      }
    }
    return handed;
  }

  /**
   * What the initializer does.
   *
   * @param first number of the first of {@link #handed} among all that it is handed
   */
  CapturedLate.Replay step(int first) {
    int next = made == null ? first : first + 1;
    List<CapturedLate.Argument> of = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      of.add(
          isObject(i)
              ? new CapturedLate.Handed(next++)
              : new CapturedLate.Constant(arguments.get(i)));
    }
    return new CapturedLate.Replay(call, made == null ? -1 : first, of, line);
  }

  private boolean isObject(int i) {
    int parameter = call.kind() == ReplayedCall.Kind.VIRTUAL ? i - 1 : i;
    return arguments.get(i) != null
        && (parameter < 0
            || Type.getArgumentTypes(call.descriptor())[parameter].getSort() >= Type.ARRAY);
  }
}
