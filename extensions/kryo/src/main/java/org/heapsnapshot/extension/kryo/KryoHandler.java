package org.heapsnapshot.extension.kryo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.heapsnapshot.runtime.extension.Handler;
import org.heapsnapshot.runtime.extension.Handles;
import org.heapsnapshot.runtime.extension.NotCarried;

/**
 * Objects of the types that the user names a serializer for. Their parts are
 *
 * <pre>
 *   byte[]    what the serializer wrote
 *   Object[]  type, serializer, type, serializer, ...: all that were named, for objects of one such
 *             type may hold others; one array for all objects
 *   Boolean   whether Kryo is there for this alone
 * </pre>
 */
@Handles({})
public final class KryoHandler extends Handler {
  /** Set in the JVMs of a build: {@code TYPE=SERIALIZER,TYPE=SERIALIZER}. */
  static final String SERIALIZERS = "snapshot.serializers";

  /** Set to {@code true} when the program has no Kryo of its own. */
  static final String OWN_KRYO = "snapshot.serializers.kryo";

  private Map<String, String> names;
  private Object[] pairs;
  private Codec codec;

  /** Called by the service loader and at start. */
  public KryoHandler() {}

  @Override
  public boolean handles(Class<?> type) {
    return names().containsKey(type.getName()) && find(type.getName()) == type;
  }

  @Override
  public boolean copies() {
    return true;
  }

  @Override
  public Object[] parts(Object object) {
    String type = object.getClass().getName();
    boolean own = Boolean.getBoolean(OWN_KRYO);
    try {
      if (codec == null) {
        pairs = pairs();
        codec = new Codec(pairs, own);
      }
      return new Object[] {codec.write(object), pairs, own};
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      String what =
          "an object of " + type + ", which " + names().get(type) + " does not write: " + first(e);
      throw new NotCarried(what, e);
    }
  }

  @Override
  public Object make(Class<?> type, Object[] parts) {
    if (codec == null) {
      codec = new Codec((Object[]) parts[1], (Boolean) parts[2]);
    }
    return codec.read(type, (byte[]) parts[0]);
  }

  private Map<String, String> names() {
    if (names == null) {
      names = new LinkedHashMap<>();
      for (String pair : System.getProperty(SERIALIZERS, "").split(",")) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
          names.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
      }
    }
    return names;
  }

  private Object[] pairs() {
    List<Object> classes = new ArrayList<>();
    for (Map.Entry<String, String> e : names().entrySet()) {
      Class<?> type = find(e.getKey());
      Class<?> serializer = find(e.getValue());
      if (type == null || serializer == null) {
        throw new IllegalStateException("no class " + (type == null ? e.getKey() : e.getValue()));
      }
      classes.add(type);
      classes.add(serializer);
    }
    return classes.toArray();
  }

  private static Class<?> find(String name) {
    try {
      return Class.forName(name, false, ClassLoader.getSystemClassLoader());
    } catch (ClassNotFoundException | LinkageError e) {
      return null;
    }
  }

  /**
   * The first line of what Kryo says; a path of fields follows it. Without identity hashes, for
   * reports are to be the same in every build.
   */
  static String first(Throwable e) {
    String text = String.valueOf(e).replaceAll("@[0-9a-f]+\\b", "");
    int end = text.indexOf('\n');
    return end < 0 ? text : text.substring(0, end).trim();
  }
}
