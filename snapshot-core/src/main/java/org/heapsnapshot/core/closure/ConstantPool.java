package org.heapsnapshot.core.closure;

import java.io.UTFDataFormatException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * The constant pool of a class file, read in place: entries are found by offset and decoded only
 * when asked for, so that thousands of classes take a second. Source: JVMS §4.4.
 *
 * <p>Thread-safety: immutable.
 */
final class ConstantPool {
  private static final int MAGIC = 0xCAFEBABE;
  private static final int UTF8 = 1;
  private static final int INTEGER = 3;
  private static final int FLOAT = 4;
  private static final int LONG = 5;
  private static final int DOUBLE = 6;
  private static final int CLASS = 7;
  private static final int STRING = 8;
  private static final int FIELDREF = 9;
  private static final int METHODREF = 10;
  private static final int INTERFACE_METHODREF = 11;
  private static final int NAME_AND_TYPE = 12;
  private static final int METHOD_HANDLE = 15;
  private static final int METHOD_TYPE = 16;
  private static final int DYNAMIC = 17;
  private static final int INVOKE_DYNAMIC = 18;
  private static final int MODULE = 19;
  private static final int PACKAGE = 20;

  private final byte[] file;

  /** Offset of the tag of each entry; 0 where there is none. */
  private final int[] tagOffset;

  private final int thisClass;

  /**
   * Reads the pool of a class file.
   *
   * @throws UnreadableClassException when it is none, or is cut off
   */
  ConstantPool(byte[] file) throws UnreadableClassException {
    this.file = file;
    try {
      if (u4(0) != MAGIC) {
        throw new UnreadableClassException(
            "begins with " + Integer.toHexString(u4(0)) + ", not cafebabe");
      }
      tagOffset = new int[u2(8)];
      int at = 10;
      for (int i = 1; i < tagOffset.length; i++) {
        tagOffset[i] = at;
        int tag = file[at];
        at += size(tag, at);
        if (tag == LONG || tag == DOUBLE) {
          i++;
        }
      }
      thisClass = u2(at + 2);
      u2(at + 4);
      if (tag(thisClass) != CLASS) {
        throw new UnreadableClassException("its this_class is not a class entry");
      }
    } catch (ArrayIndexOutOfBoundsException e) {
      throw new UnreadableClassException("cut off after " + file.length + " bytes");
    }
  }

  private int size(int tag, int at) throws UnreadableClassException {
    return switch (tag) {
      case UTF8 -> 3 + u2(at + 1);
      case INTEGER, FLOAT, FIELDREF, METHODREF, INTERFACE_METHODREF, NAME_AND_TYPE -> 5;
      case DYNAMIC, INVOKE_DYNAMIC -> 5;
      case LONG, DOUBLE -> 9;
      case CLASS, STRING, METHOD_TYPE, MODULE, PACKAGE -> 3;
      case METHOD_HANDLE -> 4;
      default ->
          throw new UnreadableClassException(
              "constant pool tag " + (tag & 0xff) + " at offset " + at + " is unknown");
    };
  }

  /** Binary name of the class itself. */
  String thisClass() throws UnreadableClassException {
    return utf8(u2(tagOffset[thisClass] + 1)).replace('/', '.');
  }

  /**
   * Tells every class name that the pool can mean, in pool order: class entries, and the classes of
   * whatever text reads like a descriptor (of name-and-types, method types, fields, methods and
   * annotations alike). Names are binary; some are told more than once, and some are none.
   */
  void forEachClassName(Consumer<String> names) throws UnreadableClassException {
    for (int i = 1; i < tagOffset.length; i++) {
      int at = tagOffset[i];
      if (at == 0) {
        continue;
      }
      if (file[at] == CLASS) {
        String name = utf8(u2(at + 1));
        if (name.startsWith("[")) {
          descriptor(name, names);
        } else {
          names.accept(name.replace('/', '.'));
        }
      } else if (file[at] == UTF8 && looksLikeDescriptor(at + 3, u2(at + 1))) {
        descriptor(decode(at + 3, u2(at + 1)), names);
      }
    }
  }

  /** Tells the text of every {@code CONSTANT_String}, in pool order. */
  void forEachString(Consumer<String> strings) throws UnreadableClassException {
    for (int i = 1; i < tagOffset.length; i++) {
      if (tagOffset[i] != 0 && file[tagOffset[i]] == STRING) {
        strings.accept(utf8(u2(tagOffset[i] + 1)));
      }
    }
  }

  private boolean looksLikeDescriptor(int start, int length) {
    if (length < 3) {
      return false;
    }
    byte first = file[start];
    byte last = file[start + length - 1];
    return first == '(' || last == ';' && (first == 'L' || first == '[');
  }

  /** Every {@code Lname;} in a text; generic signatures are cut at their type arguments. */
  private static void descriptor(String text, Consumer<String> names) {
    int at = 0;
    while ((at = text.indexOf('L', at)) >= 0) {
      int end = text.indexOf(';', at);
      if (end < 0) {
        return;
      }
      int arguments = text.indexOf('<', at);
      int stop = arguments > 0 && arguments < end ? arguments : end;
      names.accept(text.substring(at + 1, stop).replace('/', '.'));
      at = stop + 1;
    }
  }

  private String utf8(int index) throws UnreadableClassException {
    if (tag(index) != UTF8) {
      throw new UnreadableClassException("constant pool entry " + index + " is not Utf8");
    }
    return decode(tagOffset[index] + 3, u2(tagOffset[index] + 1));
  }

  private int tag(int index) {
    return index <= 0 || index >= tagOffset.length || tagOffset[index] == 0
        ? 0
        : file[tagOffset[index]];
  }

  /** Modified UTF-8, JVMS §4.4.7: unpaired surrogates and {@code \0} in two bytes are allowed. */
  private String decode(int start, int length) throws UnreadableClassException {
    for (int i = start; i < start + length; i++) {
      if (file[i] < 0) {
        return decodeSlowly(start, length);
      }
    }
    return new String(file, start, length, StandardCharsets.ISO_8859_1);
  }

  private String decodeSlowly(int start, int length) throws UnreadableClassException {
    byte[] prefixed = new byte[length + 2];
    prefixed[0] = (byte) (length >> 8);
    prefixed[1] = (byte) length;
    System.arraycopy(file, start, prefixed, 2, length);
    try {
      return new java.io.DataInputStream(new java.io.ByteArrayInputStream(prefixed)).readUTF();
    } catch (UTFDataFormatException e) {
      throw new UnreadableClassException("text at offset " + start + " is not modified UTF-8");
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private int u2(int at) {
    return (file[at] & 0xff) << 8 | file[at + 1] & 0xff;
  }

  private int u4(int at) {
    return u2(at) << 16 | u2(at + 2);
  }
}
