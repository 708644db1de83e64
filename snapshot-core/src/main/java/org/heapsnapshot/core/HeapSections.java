package org.heapsnapshot.core;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.heapsnapshot.core.report.ImageReport;
import org.heapsnapshot.runtime.format.HeapLayout;
import org.heapsnapshot.runtime.format.SectionId;

/** The sections of an encoded heap with their sizes, for the report. */
final class HeapSections {
  private HeapSections() {}

  static List<ImageReport.Section> of(byte[] heap) {
    ByteBuffer buffer = ByteBuffer.wrap(heap).order(ByteOrder.LITTLE_ENDIAN);
    List<ImageReport.Section> sections = new ArrayList<>();
    for (int i = 0; i < buffer.getInt(HeapLayout.SECTION_COUNT_OFFSET); i++) {
      int entry = HeapLayout.HEADER_BYTES + i * HeapLayout.ENTRY_BYTES;
      String name = SectionId.name(buffer.getInt(entry));
      sections.add(
          new ImageReport.Section(name, buffer.getLong(entry + HeapLayout.ENTRY_LENGTH_OFFSET)));
    }
    return sections;
  }
}
