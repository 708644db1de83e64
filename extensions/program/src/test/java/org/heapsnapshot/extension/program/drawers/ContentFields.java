package org.heapsnapshot.extension.program.drawers;

import org.heapsnapshot.runtime.extension.DeferredFields;

/** What drawers hold. Not of the program. */
public final class ContentFields extends DeferredFields {
  /** Used by the build. */
  public ContentFields() {}

  private static final String SHELF = ContentFields.class.getPackageName() + ".Shelf.rows";

  @Override
  public int least(String field) {
    return field.equals(SHELF) ? 20 : super.least(field);
  }

  @Override
  public String[] fields() {
    String drawer = ContentFields.class.getPackageName() + ".Drawer.";
    String label = ContentFields.class.getPackageName() + ".Label.";
    return new String[] {
      SHELF,
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
