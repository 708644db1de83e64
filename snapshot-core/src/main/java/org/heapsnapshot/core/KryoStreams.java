package org.heapsnapshot.core;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import com.esotericsoftware.kryo.util.DefaultInstantiatorStrategy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.objenesis.strategy.StdInstantiatorStrategy;

/** How products travel between the tool and its child JVMs: Kryo streams in files. Thread-safe. */
public final class KryoStreams {
  private KryoStreams() {}

  private static Kryo kryo() {
    Kryo kryo = new Kryo();
    kryo.setRegistrationRequired(false);
    kryo.setReferences(false);
    kryo.setInstantiatorStrategy(new DefaultInstantiatorStrategy(new StdInstantiatorStrategy()));
    return kryo;
  }

  /** Writes a product to a file. */
  public static void write(Object product, Path file) {
    try (Output output = new Output(Files.newOutputStream(file), 1 << 16)) {
      kryo().writeClassAndObject(output, product);
    } catch (IOException | KryoException e) {
      throw new SnapshotException("Cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  /** Reads a product of a known type from a file. */
  public static <T> T read(Path file, Class<T> type) {
    try (Input input = new Input(Files.newInputStream(file), 1 << 16)) {
      return type.cast(kryo().readClassAndObject(input));
    } catch (IOException | KryoException | ClassCastException e) {
      throw new SnapshotException(
          "Cannot read what a child JVM handed back in " + file + ": " + e.getMessage(), e);
    }
  }
}
