package org.heapsnapshot.extension.program.drawers;

import org.heapsnapshot.runtime.extension.DeferredFields;

/** Names a field that anybody reads. Not of the program. */
public final class OpenFields extends DeferredFields {
  /** Used by the build. */
  public OpenFields() {}

  @Override
  public String[] fields() {
    return new String[] {OpenFields.class.getPackageName() + ".Drawer.open"};
  }
}
