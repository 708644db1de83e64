package org.heapsnapshot.core.capture;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.heapsnapshot.runtime.extension.Handler;
import org.heapsnapshot.runtime.extension.HashedHandler;
import org.heapsnapshot.runtime.extension.NotCarried;
import org.heapsnapshot.runtime.format.RecipeKind;
import org.heapsnapshot.runtime.format.ReseedKind;

/**
 * Objects that handlers of extensions carry: what the handlers say they are made of. Confined to
 * one thread.
 */
final class HandledObjects {
  /** An object whose handler makes some of its fields; {@code mirror} is the handler's class. */
  private record Handled(Handler handler, int mirror, Object[] parts, int[] ids) {}

  private final Extensions extensions;
  private final ClassTable classes;
  private final ToIntFunction<Object> id;
  private final Map<Integer, Handled> handled = new HashMap<>();
  private Trials trials = new Trials(HandlerWatch.NONE);

  /**
   * @param id gives an object an id
   */
  HandledObjects(Extensions extensions, ClassTable classes, ToIntFunction<Object> id) {
    this.extensions = extensions;
    this.classes = classes;
    this.id = id;
  }

  /**
   * Says what watches handlers that run code of the program. To be said before the first object.
   */
  void watchedBy(HandlerWatch watch) {
    trials = new Trials(watch);
  }

  /** The objects whose handlers make copies. */
  Trials trials() {
    return trials;
  }

  /**
   * The recipe of an object that is made before all others, or null.
   *
   * @throws NotCarried when it cannot be carried
   */
  CapturedObject.Recipe recipe(Object o) {
    Handler handler = extensions.handlerOf(o.getClass());
    Object[] parts = handler != null && handler.isMadeFirst() ? handler.parts(o) : null;
    if (parts == null) {
      return null;
    }
    int[] arguments = new int[parts.length + 2];
    arguments[0] = id.applyAsInt(handler.getClass());
    arguments[1] = id.applyAsInt(o.getClass());
    for (int i = 0; i < parts.length; i++) {
      arguments[i + 2] = id.applyAsInt(parts[i]);
    }
    return new CapturedObject.Recipe(RecipeKind.HANDLER, arguments);
  }

  /**
   * Asks for the parts of an object; answers whether a handler makes fields of it.
   *
   * @throws NotCarried when it cannot be carried
   */
  boolean add(int object, Object o) {
    Handler handler = extensions.handlerOf(o.getClass());
    Object[] parts = handler == null || handler.isMadeFirst() ? null : trials.parts(handler, o);
    if (parts == null) {
      return false;
    }
    trials.add(object, o, handler, parts);
    if (isMap(handler) && parts.length % 2 != 0) {
      throw new IllegalStateException(handler.getClass().getName() + " has a key without a value");
    }
    int[] ids = new int[parts.length];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = id.applyAsInt(parts[i]);
    }
    int mirror = id.applyAsInt(handler.getClass());
    handled.put(object, new Handled(handler, mirror, parts, ids));
    return true;
  }

  private static boolean isMap(Handler handler) {
    return handler instanceof HashedHandler hashed && hashed.isMap();
  }

  /** Whether what the made fields hold is carried as well, for collections that need no rebuild. */
  boolean isHashed(int object) {
    return handled.get(object).handler() instanceof HashedHandler;
  }

  /** Whether a handler makes every field of an object, so that none has to be carried. */
  boolean isWhollyMade(int object, Class<?> type) {
    return !isHashed(object) && handled.get(object).handler().madeFields(type) == null;
  }

  /** Indices of the fields of an object that its handler makes. */
  int[] madeFields(int object, Class<?> type) {
    String[] names = handled.get(object).handler().madeFields(type);
    Set<String> made = names == null ? null : Set.of(names);
    List<CapturedField> fields = classes.fields(classes.index(type));
    int[] indices = new int[fields.size()];
    int n = 0;
    for (int f = 0; f < fields.size() && !fields.get(f).isStatic(); f++) {
      if (made == null || made.contains(fields.get(f).name())) {
        indices[n++] = f;
      }
    }
    if (made != null && n < made.size()) {
      throw new IllegalStateException(type.getName() + " has not all of the fields " + made);
    }
    return Arrays.copyOf(indices, n);
  }

  /**
   * The view of an object: its first key is the handler's class. One that is not hashed has no
   * hashes. Null for an object that is not handled.
   */
  HashedCollection view(int object, Object o) {
    Handled h = handled.get(object);
    if (h == null) {
      return null;
    }
    int step = isMap(h.handler()) ? 2 : 1;
    int entries = h.ids().length / step;
    int[] keys = new int[entries + 1];
    int[] values = new int[entries + 1];
    int[] hashes = new int[isHashed(object) ? entries + 1 : 0];
    keys[0] = h.mirror();
    for (int i = 0; i < entries; i++) {
      keys[i + 1] = h.ids()[i * step];
      values[i + 1] = step == 2 ? h.ids()[i * step + 1] : 0;
      if (h.handler() instanceof HashedHandler hashed) {
        hashes[i + 1] = hash(hashed, h.parts()[i * step]);
      }
    }
    int[] fields = madeFields(object, o.getClass());
    return new HashedCollection(object, ReseedKind.HANDLED, fields, keys, values, hashes, false);
  }

  /** The hash value, or a number that no other JVM repeats when the key cannot tell it. */
  private static int hash(HashedHandler handler, Object key) {
    try {
      return handler.hash(key);
    } catch (RuntimeException | Error e) {
      return System.identityHashCode(key);
    }
  }

  /** Whether a collection finds its entries, for those that are hashed. */
  boolean finds(int object, Object o, int entry) {
    Handled h = handled.get(object);
    if (!(h.handler() instanceof HashedHandler handler)) {
      return true;
    }
    int step = handler.isMap() ? 2 : 1;
    Object value = step == 2 ? h.parts()[entry * step + 1] : null;
    return handler.finds(o, h.parts()[entry * step], value);
  }
}
