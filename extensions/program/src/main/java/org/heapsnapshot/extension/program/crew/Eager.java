package org.heapsnapshot.extension.program.crew;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;

/** Its serializer initializes a class that the program does not need. */
final class Eager {
  static final Eager EAGER = new Eager("eager");

  final String name;
  final Thread watch = new Thread();

  Eager(String name) {
    this.name = name;
  }

  @Override
  public String toString() {
    return name;
  }

  /** Says so when it is initialized. */
  static final class Spoken {
    static final String PREFIX = String.valueOf(System.getProperty("no.such.property"));

    static {
      System.out.println("spoken");
    }

    private Spoken() {}
  }

  /** Asks the other class. */
  public static final class ItsSerializer extends Serializer<Eager> {
    /** Called by Kryo. */
    public ItsSerializer() {}

    @Override
    public void write(Kryo kryo, Output output, Eager eager) {
      output.writeString(eager.name);
    }

    @Override
    public Eager read(Kryo kryo, Input input, Class<? extends Eager> type) {
      String name = input.readString();
      return Spoken.PREFIX.isEmpty() ? null : new Eager(name);
    }
  }
}
