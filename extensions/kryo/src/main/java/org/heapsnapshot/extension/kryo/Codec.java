package org.heapsnapshot.extension.kryo;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.SerializerFactory.ReflectionSerializerFactory;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import com.esotericsoftware.kryo.util.DefaultClassResolver;
import com.esotericsoftware.kryo.util.DefaultInstantiatorStrategy;
import org.objenesis.strategy.StdInstantiatorStrategy;

/**
 * One Kryo with the user's serializers. Classes are written by name, so that bytes do not depend on
 * what was written before; references are kept, so that an object that occurs twice stays one.
 * Confined to one thread.
 */
final class Codec {
  private static final int FIRST_BYTES = 256;
  private static final String UNSAFE = "kryo.unsafe";

  private final Kryo kryo;

  /**
   * @param pairs type, serializer, type, serializer, ...
   * @param quietly whether Kryo may do without {@code sun.misc.Unsafe}, about which JDK 24 and
   *     later warn; not when the program uses the same Kryo
   */
  Codec(Object[] pairs, boolean quietly) {
    String before = System.getProperty(UNSAFE);
    boolean set = quietly && before == null;
    if (set) {
      System.setProperty(UNSAFE, "false");
    }
    try {
      kryo = new Kryo();
    } finally {
      if (set) {
        System.clearProperty(UNSAFE);
      }
    }
    kryo.setClassLoader(Codec.class.getClassLoader());
    kryo.setRegistrationRequired(false);
    kryo.setReferences(true);
    kryo.setInstantiatorStrategy(new DefaultInstantiatorStrategy(new StdInstantiatorStrategy()));
    for (int i = 0; i < pairs.length; i += 2) {
      add((Class<?>) pairs[i], ((Class<?>) pairs[i + 1]).asSubclass(Serializer.class));
    }
  }

  @SuppressWarnings("rawtypes")
  private void add(Class<?> type, Class<? extends Serializer> serializer) {
    Serializer<?> made = ReflectionSerializerFactory.newSerializer(kryo, serializer, type);
    Registration byName = new Registration(type, made, DefaultClassResolver.NAME);
    kryo.getClassResolver().register(byName);
  }

  byte[] write(Object object) {
    try {
      Output output = new PlainOutput(FIRST_BYTES);
      kryo.writeObject(output, object);
      return output.toBytes();
    } finally {
      kryo.reset();
    }
  }

  /**
   * Reads one object.
   *
   * @throws IllegalStateException when the serializer fails, or leaves bytes unread
   */
  Object read(Class<?> type, byte[] bytes) {
    try {
      Input input = new Input(bytes);
      Object object = kryo.readObject(input, type);
      if (!input.end()) {
        throw new IllegalStateException(
            (input.limit() - input.position()) + " bytes of " + bytes.length + " are not read");
      }
      return object;
    } catch (RuntimeException | LinkageError e) {
      String serializer = kryo.getSerializer(type).getClass().getName();
      throw new IllegalStateException(
          serializer
              + " does not read the "
              + type.getName()
              + " it wrote: "
              + KryoHandler.first(e),
          e);
    } finally {
      kryo.reset();
    }
  }
}
