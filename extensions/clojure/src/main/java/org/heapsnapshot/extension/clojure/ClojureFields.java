package org.heapsnapshot.extension.clojure;

import org.heapsnapshot.runtime.extension.DeferredFields;

/**
 * What vars hold, and what is dear to make and mostly not needed. A program uses a small part of
 * the vars of the namespaces that it requires; each of the others leads to a function, whose class
 * would have to be loaded. (To defer their metadata does not pay: {@code refer}, with which every
 * namespace begins, reads that of all vars.) Immutable.
 */
public final class ClojureFields extends DeferredFields {
  private static final String[] FIELDS = {
    // Package-private; read by Var alone, FnLoaderThunk only writes it.
    "clojure.lang.Var.root",
    // A method handle that takes 10 ms and more to make; asked for when a method is called by
    // reflection, which most programs never do.
    "clojure.lang.Reflector.CAN_ACCESS_PRED",
  };

  /** Used by the build. */
  public ClojureFields() {}

  @Override
  public String[] fields() {
    return FIELDS.clone();
  }
}
