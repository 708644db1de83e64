package org.heapsnapshot.testkit.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Images that differ from what the machine is, in facts that must not matter: a start from each
 * must restore all the same, wherever the runtime can ask the JDK for the offsets of fields:
 * records need {@code --add-exports java.base/jdk.internal.misc=ALL-UNNAMED}.
 */
public enum VariedImage {
  /** Another build of the JDK with the same fields; stored offsets must not be used. */
  OTHER_BUILD(
      edit -> {
        HeapDamage.otherBuild(edit);
        HeapDamage.uselessOffsets(edit);
      }),
  /** Another object layout; stored offsets must not be used. */
  OTHER_LAYOUT(
      edit -> {
        HeapDamage.otherLayout(edit);
        HeapDamage.uselessOffsets(edit);
      });

  private final Consumer<HeapEdit> change;

  VariedImage(Consumer<HeapEdit> change) {
    this.change = change;
  }

  /** The varied bytes. */
  public byte[] vary(byte[] valid) {
    HeapEdit edit = new HeapEdit(valid);
    change.accept(edit);
    return edit.finish();
  }

  /** Writes a varied copy of an image. */
  public void write(Path valid, Path varied) throws IOException {
    Files.write(varied, vary(Files.readAllBytes(valid)));
  }
}
