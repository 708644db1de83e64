package org.heapsnapshot.extension.clojure;

import org.heapsnapshot.runtime.extension.DeferredFields;

/**
 * What vars hold, and what is dear to make and mostly not needed. A program uses a small part of
 * the vars of the namespaces that it requires; each of the others leads to a function, whose class
 * would have to be loaded. (To defer their metadata does not pay: {@code refer}, with which every
 * namespace begins, reads that of all vars.) Immutable.
 */
public final class ClojureFields extends DeferredFields {
  private static final String TREE = "clojure.lang.PersistentHashMap.root";

  /** Not the metadata of a var, which {@code refer} reads, but the map of a namespace. */
  private static final int LARGE = 200;

  private static final String[] FIELDS = {
    // Package-private; read by Var alone, FnLoaderThunk only writes it.
    "clojure.lang.Var.root",
    // The tree of a map; package-private. Every namespace has a map of some 700 names, of which
    // a program reads few.
    TREE,
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

  @Override
  public int least(String field) {
    return field.equals(TREE) ? LARGE : super.least(field);
  }
}
