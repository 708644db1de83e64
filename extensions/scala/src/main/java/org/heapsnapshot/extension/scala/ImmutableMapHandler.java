package org.heapsnapshot.extension.scala;

import org.heapsnapshot.runtime.extension.Handles;
import scala.collection.immutable.HashMap;

/**
 * {@code scala.collection.immutable.HashMap}.
 *
 * <p>Manifests hold the hash code of their identity as it was when they were made. They are equal
 * to themselves only, so that zero is as good as any number.
 */
@Handles(
    value = "scala.collection.immutable.HashMap",
    caches = {
      "scala.reflect.AnyValManifest.hashCode",
      "scala.reflect.ManifestFactory$PhantomManifest.hashCode"
    })
public final class ImmutableMapHandler extends ScalaMapHandler {
  /** Used by the build and by every start. */
  public ImmutableMapHandler() {}

  @Override
  public String[] madeFields(Class<?> type) {
    return new String[] {"rootNode"};
  }

  @Override
  public Object[] parts(Object object) {
    return declares(object.getClass(), "rootNode") ? keysAndValues((HashMap<?, ?>) object) : null;
  }

  @Override
  public Object make(Class<?> type, Object[] parts) {
    HashMap<Object, Object> map = new HashMap<>();
    for (int i = 0; i < parts.length; i += 2) {
      map = map.updated(parts[i], parts[i + 1]);
    }
    return map;
  }
}
