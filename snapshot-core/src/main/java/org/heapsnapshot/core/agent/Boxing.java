package org.heapsnapshot.core.agent;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.GeneratorAdapter;

/** Puts primitives in their boxes, where arguments are handed to a recorder. */
final class Boxing {
  private Boxing() {}

  /** Boxes the top of the stack; an object stays as it is. */
  static void box(MethodVisitor code, Type type) {
    // Neither the access nor the descriptor matters to what boxes.
    new GeneratorAdapter(code, 0, "box", "()V").valueOf(type);
  }
}
