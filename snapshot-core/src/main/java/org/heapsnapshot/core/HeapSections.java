package org.heapsnapshot.core;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.heapsnapshot.core.report.ImageReport;

/** The sections of an encoded heap with their sizes, for the report. */
final class HeapSections {
  private static final int HEADER_BYTES = 64;
  private static final int COUNT_OFFSET = 16;
  private static final int ENTRY_BYTES = 24;
  private static final int LENGTH_OFFSET = 16;
  private static final String[] NAMES = {
    "FINGERPRINT",
    "STRINGS",
    "STRING_OBJECTS",
    "CLASSES",
    "UNITS",
    "INSTANCES",
    "ARRAYS",
    "PRIMITIVES",
    "SYMBOLS",
    "RECIPES",
    "STATICS",
    "RESEED",
    "GUARDS",
    "CONSTANTS",
    "METADATA",
    "MADE"
  };

  private HeapSections() {}

  static List<ImageReport.Section> of(byte[] heap) {
    ByteBuffer buffer = ByteBuffer.wrap(heap).order(ByteOrder.LITTLE_ENDIAN);
    List<ImageReport.Section> sections = new ArrayList<>();
    for (int i = 0; i < buffer.getInt(COUNT_OFFSET); i++) {
      int entry = HEADER_BYTES + i * ENTRY_BYTES;
      String name = NAMES[buffer.getInt(entry) - 1];
      sections.add(new ImageReport.Section(name, buffer.getLong(entry + LENGTH_OFFSET)));
    }
    return sections;
  }
}
