package org.heapsnapshot.testkit.parser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads images as docs/IMAGE-FORMAT.md says. Every method throws {@link ParseException} at the
 * first rule that is broken. Stateless.
 */
public final class ReferenceParser {
  private ReferenceParser() {}

  /** Reads an image file: the ZIP, the heap inside, and what the one says about the other. */
  public static ImageFile parseImage(Path file) throws IOException {
    return ImageFile.parse(Files.readAllBytes(file));
  }

  /** Reads a heap alone. */
  public static Heap parseHeap(byte[] heap) {
    Header header = Header.parse(heap);
    Strings strings = Strings.parse(header.cursor(heap, "STRINGS"));
    Classes classes = Classes.parse(header.cursor(heap, "CLASSES"), strings);
    Units units = Units.parse(header.cursor(heap, "UNITS"));
    Statics statics = Statics.parse(header.cursor(heap, "STATICS"), classes, units, strings);
    Heap model =
        new Heap(
            header,
            Fingerprint.parse(header.cursor(heap, "FINGERPRINT")),
            strings,
            StringObjects.parse(header.cursor(heap, "STRING_OBJECTS"), strings),
            classes,
            units,
            Instances.parse(header.cursor(heap, "INSTANCES"), classes, units),
            Arrays.parse(
                header.cursor(heap, "ARRAYS"), header.cursor(heap, "PRIMITIVES"), classes, units),
            Symbols.parse(header.cursor(heap, "SYMBOLS"), strings, classes),
            Recipes.parse(header.cursor(heap, "RECIPES"), units),
            statics,
            Reseed.parse(header.cursor(heap, "RESEED")),
            Guards.parse(header.cursor(heap, "GUARDS"), strings, units),
            Constants.parse(header.cursor(heap, "CONSTANTS"), strings),
            Metadata.parse(header.cursor(heap, "METADATA"), strings),
            Made.parse(header.cursor(heap, "MADE"), strings, classes, statics.rows().size()));
    new HeapRules(heap, model).check();
    return model;
  }
}
