package org.heapsnapshot.extension.scala;

import java.util.ArrayList;
import java.util.List;
import org.heapsnapshot.runtime.extension.HashedHandler;
import scala.Option;
import scala.Tuple2;
import scala.collection.Iterator;
import scala.collection.Map;
import scala.runtime.Statics;

/** A map of Scala, which is no {@code java.util.Map}. */
abstract class ScalaMapHandler extends HashedHandler {
  @Override
  public final boolean isMap() {
    return true;
  }

  /** {@code key.##}. */
  @Override
  public int hash(Object key) {
    return Statics.anyHash(key);
  }

  /** Keys and values of a map alternately. */
  static Object[] keysAndValues(Map<?, ?> map) {
    List<Object> parts = new ArrayList<>();
    Iterator<?> entries = map.iterator();
    while (entries.hasNext()) {
      Tuple2<?, ?> entry = (Tuple2<?, ?>) entries.next();
      parts.add(entry._1());
      parts.add(entry._2());
    }
    return parts.toArray();
  }

  @Override
  public final boolean finds(Object collection, Object key, Object value) {
    @SuppressWarnings("unchecked")
    Map<Object, Object> map = (Map<Object, Object>) collection;
    Option<Object> found = map.get(key);
    return found.isDefined() && found.get() == value;
  }
}
