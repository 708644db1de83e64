package org.heapsnapshot.extension.program.crew;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.ArrayList;
import java.util.List;

/** Reads something else at a start from an image; asks for the Kryo that it is for. */
public final class FickleSerializer extends Serializer<Crew> {
  private final Kryo kryo;

  /** Called by Kryo. */
  public FickleSerializer(Kryo kryo) {
    this.kryo = kryo;
  }

  @Override
  public void write(Kryo same, Output output, Crew crew) {
    output.writeString(crew.name);
    kryo.writeObject(output, crew.members);
  }

  @Override
  @SuppressWarnings("unchecked")
  public Crew read(Kryo same, Input input, Class<? extends Crew> type) {
    String name = input.readString();
    List<String> members = kryo.readObject(input, ArrayList.class);
    if (System.getProperty("snapshot") != null) {
      members.add("stowaway");
    }
    return new Crew(name, members);
  }
}
