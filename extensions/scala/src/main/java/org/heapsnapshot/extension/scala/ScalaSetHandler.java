package org.heapsnapshot.extension.scala;

import java.util.ArrayList;
import java.util.List;
import org.heapsnapshot.runtime.extension.HashedHandler;
import scala.collection.Iterator;
import scala.collection.Set;
import scala.runtime.Statics;

/** A set of Scala, which is no {@code java.util.Set}. */
abstract class ScalaSetHandler extends HashedHandler {
  @Override
  public final boolean isMap() {
    return false;
  }

  /** {@code element.##}. */
  @Override
  public int hash(Object element) {
    return Statics.anyHash(element);
  }

  @Override
  public final Object[] parts(Object object) {
    if (!declares(object.getClass(), madeFields(object.getClass()))) {
      return null;
    }
    List<Object> parts = new ArrayList<>();
    Iterator<?> elements = ((Set<?>) object).iterator();
    while (elements.hasNext()) {
      parts.add(elements.next());
    }
    return parts.toArray();
  }

  @Override
  public final boolean finds(Object collection, Object element, Object none) {
    @SuppressWarnings("unchecked")
    Set<Object> set = (Set<Object>) collection;
    return set.contains(element);
  }
}
