package org.heapsnapshot.extension.kryo;

import com.esotericsoftware.kryo.io.Output;

/**
 * Writes text so that it stands in the bytes as it is: the shorter form of ASCII has a bit more in
 * its last character, and the search for secrets would not see that character. {@code
 * Input.readString} reads either form.
 */
final class PlainOutput extends Output {
  /**
   * @param bytes that it begins with; it grows
   */
  PlainOutput(int bytes) {
    super(bytes, -1);
  }

  @Override
  public void writeString(String value) {
    if (value == null || value.length() < 2 || !isAscii(value)) {
      super.writeString(value);
    } else {
      writePlain(value);
    }
  }

  @Override
  public void writeAscii(String value) {
    if (value == null || value.length() < 2) {
      super.writeAscii(value);
    } else {
      writePlain(value);
    }
  }

  private static boolean isAscii(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) > 127) {
        return false;
      }
    }
    return true;
  }

  private void writePlain(String value) {
    writeVarIntFlag(true, value.length() + 1, true);
    for (int i = 0; i < value.length(); i++) {
      writeByte((byte) value.charAt(i));
    }
  }
}
