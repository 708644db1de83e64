package org.heapsnapshot.extension.program.drawers;

import org.heapsnapshot.runtime.extension.DeferredFields;

/** What drawers hold. Not of the program. */
public final class ContentFields extends DeferredFields {
  /** Used by the build. */
  public ContentFields() {}

  @Override
  public String[] fields() {
    String drawer = ContentFields.class.getPackageName() + ".Drawer.";
    String label = ContentFields.class.getPackageName() + ".Label.";
    return new String[] {
      drawer + "content",
      drawer + "absent",
      "no.such.Class.field",
      label + "FORM",
      label + "MAKER",
      label + "NONE",
      label + "UNUSED"
    };
  }
}
