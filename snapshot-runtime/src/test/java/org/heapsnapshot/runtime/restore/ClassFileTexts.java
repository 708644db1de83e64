package org.heapsnapshot.runtime.restore;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.function.UnaryOperator;

/** Replaces the texts of the constant pool of a class file (JVMS 4.4.7); for tests. */
public final class ClassFileTexts {
  private ClassFileTexts() {}

  /** The class file with every text replaced. */
  public static byte[] replace(byte[] classFile, UnaryOperator<String> change) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeLong(in.readLong());
    int count = in.readUnsignedShort();
    out.writeShort(count);
    for (int i = 1; i < count; i++) {
      int tag = in.readUnsignedByte();
      out.writeByte(tag);
      switch (tag) {
        case 1:
          out.writeUTF(change.apply(in.readUTF()));
          break;
        case 5:
        case 6:
          out.writeLong(in.readLong());
          i++;
          break;
        case 7:
        case 8:
        case 16:
          out.writeShort(in.readShort());
          break;
        case 15:
          out.writeByte(in.readByte());
          out.writeShort(in.readShort());
          break;
        default:
          out.writeInt(in.readInt());
      }
    }
    in.transferTo(out);
    return bytes.toByteArray();
  }
}
