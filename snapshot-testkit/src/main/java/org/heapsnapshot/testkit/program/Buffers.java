package org.heapsnapshot.testkit.program;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Byte buffers on the heap, with what they share, and coders. */
final class Buffers {
  static final byte[] BYTES = {1, 2, 3, 4, 5, 6, 7, 8};
  static final ByteBuffer WRAPPED = ByteBuffer.wrap(BYTES);
  static final ByteBuffer PART = ByteBuffer.wrap(BYTES, 2, 4).slice();
  static final ByteBuffer READ_ONLY = WRAPPED.asReadOnlyBuffer();
  static final ByteBuffer LITTLE = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
  static final ByteBuffer EMPTY = ByteBuffer.allocate(0);
  static final Map<ByteBuffer, String> NAMES = new HashMap<>();
  static final CharsetDecoder STRICT =
      StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT);
  static final CharsetEncoder ENCODER = StandardCharsets.ISO_8859_1.newEncoder();

  static {
    WRAPPED.position(3);
    WRAPPED.mark();
    WRAPPED.position(5);
    WRAPPED.limit(7);
    LITTLE.putInt(1);
    NAMES.put(ByteBuffer.wrap(new byte[] {9}), "nine");
  }

  private Buffers() {}

  static void check(Checks checks) throws CharacterCodingException {
    checks.same("array", BYTES, WRAPPED.array());
    checks.equal("position", 5, WRAPPED.position());
    checks.equal("limit", 7, WRAPPED.limit());
    checks.equal("capacity", 8, WRAPPED.capacity());
    checks.equal("mark", 3, WRAPPED.duplicate().reset().position());
    checks.same("part of the array", BYTES, PART.array());
    checks.equal("its offset", 2, PART.arrayOffset());
    checks.equal("its capacity", 4, PART.capacity());
    checks.that("read only", READ_ONLY.isReadOnly() && !READ_ONLY.hasArray());
    BYTES[0] = 42;
    checks.equal("shared", (byte) 42, READ_ONLY.get(0));
    checks.same("order", ByteOrder.LITTLE_ENDIAN, LITTLE.order());
    checks.equal("little", 1, LITTLE.getInt(0));
    checks.equal("its position", 4, LITTLE.position());
    checks.equal("empty", 0, EMPTY.remaining());
    checks.equal("as a key", "nine", NAMES.get(ByteBuffer.wrap(new byte[] {9})));
    checks.equal("decoder", "a", STRICT.decode(ByteBuffer.wrap(new byte[] {'a'})).toString());
    try {
      STRICT.decode(ByteBuffer.wrap(new byte[] {-1}));
      checks.that("malformed", false);
    } catch (CharacterCodingException e) {
      checks.that("malformed", true);
    }
    checks.equal("encoder", (byte) 0xe4, ENCODER.encode(CharBuffer.wrap("\u00e4")).get(0));
  }
}
