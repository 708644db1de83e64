package org.heapsnapshot.core.jvm;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The serializers that a user names ({@code --serializer}). System properties tell the extension
 * for Kryo of them, in the JVMs that observe or verify the program. Immutable.
 *
 * @param byType binary name of a class to that of the serializer for its objects, in the order of
 *     the command line
 * @param ownKryo whether the program has no Kryo of its own
 */
public record Serializers(Map<String, String> byType, boolean ownKryo) {
  /** None. */
  public static final Serializers NONE = new Serializers(Map.of(), false);

  private static final String PROPERTY = "snapshot.serializers";
  private static final String OWN_KRYO = "snapshot.serializers.kryo";

  /** Copies the names. */
  public Serializers {
    byType = Collections.unmodifiableMap(new LinkedHashMap<>(byType));
  }

  /** The names of one option each, {@code TYPE=SERIALIZER}. */
  public static Map<String, String> parse(Iterable<String> options) {
    Map<String, String> byType = new LinkedHashMap<>();
    for (String option : options) {
      int equals = option.indexOf('=');
      if (equals > 0) {
        byType.put(option.substring(0, equals), option.substring(equals + 1));
      }
    }
    return byType;
  }

  /** Each as {@code TYPE=SERIALIZER}. */
  public List<String> options() {
    return byType.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList();
  }

  /** Those that this child JVM was started with. */
  public static Serializers ofThisJvm() {
    String value = System.getProperty(PROPERTY, "");
    return new Serializers(parse(List.of(value.split(","))), Boolean.getBoolean(OWN_KRYO));
  }

  /** JVM options that tell of them. */
  public List<String> jvmOptions() {
    return byType.isEmpty()
        ? List.of()
        : List.of(
            "-D" + PROPERTY + "=" + String.join(",", options()), "-D" + OWN_KRYO + "=" + ownKryo);
  }
}
