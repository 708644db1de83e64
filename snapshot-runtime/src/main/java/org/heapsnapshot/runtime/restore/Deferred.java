package org.heapsnapshot.runtime.restore;

import java.io.Serializable;

/**
 * A placeholder: what a field holds until somebody reads it, and its object is made. The program
 * never sees one, because every {@code getfield} of such a field asks {@link
 * org.heapsnapshot.runtime.Restore#read} when it meets one. Never constructed; {@link
 * org.heapsnapshot.runtime.format.DeferredLayout} names the fields for the builder.
 */
public final class Deferred implements Serializable {
  private static final long serialVersionUID = 1;

  /** What makes the objects of the image; set before there is a placeholder. */
  static Restoration restoration;

  /** The object, once it is made; under the lock of {@link LazyUnits}. */
  Object value;

  /** Its id, of an instance or a recipe of a lazy unit. */
  int target;

  /** The row in the field table of the field that holds the placeholder. */
  int field;

  private Deferred() {}

  /** Serialization reads fields itself: it writes the object instead, under one handle. */
  private Object writeReplace() {
    return restoration.read(this, null);
  }
}
