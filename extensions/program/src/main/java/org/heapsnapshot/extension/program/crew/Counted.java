package org.heapsnapshot.extension.program.crew;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.List;

/** Its constructor changes what another class holds. */
final class Counted {
  static final List<Counted> ALL = List.of(new Counted("first"), new Counted("second"));

  final String name;
  final Thread watch = new Thread();

  Counted(String name) {
    this.name = name;
    Log.MADE.add(name);
  }

  @Override
  public String toString() {
    return name;
  }

  /** Runs the constructor. */
  public static final class ItsSerializer extends Serializer<Counted> {
    /** Called by Kryo. */
    public ItsSerializer() {}

    @Override
    public void write(Kryo kryo, Output output, Counted counted) {
      output.writeString(counted.name);
    }

    @Override
    public Counted read(Kryo kryo, Input input, Class<? extends Counted> type) {
      return new Counted(input.readString());
    }
  }
}
