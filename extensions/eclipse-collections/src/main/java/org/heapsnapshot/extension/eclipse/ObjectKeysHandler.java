package org.heapsnapshot.extension.eclipse;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.heapsnapshot.runtime.extension.Handles;
import org.heapsnapshot.runtime.extension.HashedHandler;

/** Maps from objects to values of primitive types, which are no {@code java.util.Map}. */
@Handles({
  "org.eclipse.collections.impl.map.mutable.primitive.ObjectBooleanHashMap",
  "org.eclipse.collections.impl.map.mutable.primitive.ObjectByteHashMap",
  "org.eclipse.collections.impl.map.mutable.primitive.ObjectCharHashMap",
  "org.eclipse.collections.impl.map.mutable.primitive.ObjectDoubleHashMap",
  "org.eclipse.collections.impl.map.mutable.primitive.ObjectFloatHashMap",
  "org.eclipse.collections.impl.map.mutable.primitive.ObjectIntHashMap",
  "org.eclipse.collections.impl.map.mutable.primitive.ObjectLongHashMap",
  "org.eclipse.collections.impl.map.mutable.primitive.ObjectShortHashMap"
})
public final class ObjectKeysHandler extends HashedHandler {
  private static final String[] MADE = {
    "keys", "values", "occupiedWithData", "occupiedWithSentinels"
  };

  /** Used by the build and by every start. */
  public ObjectKeysHandler() {}

  @Override
  public boolean isMap() {
    return true;
  }

  @Override
  public String[] madeFields(Class<?> type) {
    return MADE.clone();
  }

  @Override
  public Object[] parts(Object object) {
    Class<?> type = object.getClass();
    if (!declares(type, MADE)) {
      return null;
    }
    List<Object> parts = new ArrayList<>();
    for (Object key : (Set<?>) call(object, method(type, "keySet"))) {
      parts.add(key);
      parts.add(get(object, key));
    }
    return parts.toArray();
  }

  @Override
  public Object make(Class<?> type, Object[] parts) {
    try {
      Object map = type.getConstructor(int.class).newInstance(parts.length / 2);
      Method put = put(type);
      for (int i = 0; i < parts.length; i += 2) {
        call(map, put, parts[i], parts[i + 1]);
      }
      return map;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " cannot be made", e);
    }
  }

  @Override
  public boolean finds(Object map, Object key, Object value) {
    return get(map, key).equals(value)
        && (Boolean) call(map, method(map.getClass(), "containsKey", Object.class), key);
  }

  private static Object get(Object map, Object key) {
    return call(map, method(map.getClass(), "get", Object.class), key);
  }

  private static Method put(Class<?> type) {
    for (Method method : type.getMethods()) {
      Class<?>[] types = method.getParameterTypes();
      if (method.getName().equals("put") && types.length == 2 && types[1].isPrimitive()) {
        return method;
      }
    }
    throw new IllegalStateException(type + " has no method put");
  }

  private static Method method(Class<?> type, String name, Class<?>... types) {
    try {
      return type.getMethod(name, types);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object call(Object map, Method method, Object... arguments) {
    try {
      return method.invoke(map, arguments);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(method + " threw", e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
