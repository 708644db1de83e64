package org.heapsnapshot.extension.clojure;

import org.heapsnapshot.runtime.extension.DeferredFields;

/**
 * What vars hold. A program uses a small part of the vars of the namespaces that it requires; each
 * of the others leads to a function, whose class would have to be loaded. (To defer their metadata
 * does not pay: {@code refer}, with which every namespace begins, reads that of all vars.)
 * Immutable.
 */
public final class VarFields extends DeferredFields {
  private static final String[] FIELDS = {
    // Package-private; read by Var alone, FnLoaderThunk only writes it.
    "clojure.lang.Var.root",
  };

  /** Used by the build. */
  public VarFields() {}

  @Override
  public String[] fields() {
    return FIELDS.clone();
  }
}
