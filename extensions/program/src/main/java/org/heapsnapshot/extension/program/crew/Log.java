package org.heapsnapshot.extension.program.crew;

import java.util.ArrayList;
import java.util.List;

/** Remembers all that were made. */
final class Log {
  static final List<String> MADE = new ArrayList<>();

  private Log() {}
}
