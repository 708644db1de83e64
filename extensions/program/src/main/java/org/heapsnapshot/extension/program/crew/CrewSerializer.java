package org.heapsnapshot.extension.program.crew;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.ArrayList;

/** Makes a new thread. */
public final class CrewSerializer extends Serializer<Crew> {
  /** Called by Kryo. */
  public CrewSerializer() {}

  @Override
  public void write(Kryo kryo, Output output, Crew crew) {
    output.writeString(crew.name);
    kryo.writeObject(output, crew.members);
  }

  @Override
  @SuppressWarnings("unchecked")
  public Crew read(Kryo kryo, Input input, Class<? extends Crew> type) {
    String name = input.readString();
    return new Crew(name, kryo.readObject(input, ArrayList.class));
  }
}
