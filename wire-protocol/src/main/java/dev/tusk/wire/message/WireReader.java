package dev.tusk.wire.message;

import java.nio.charset.StandardCharsets;

/**
 * Reads a message's body, front to back, checking every length against what is there.
 *
 * <p>The errors are those of PostgreSQL's pqformat.c.
 */
public final class WireReader {
  private final byte[] body;
  private int position;

  public WireReader(byte[] body) {
    this.body = body;
  }

  byte readByte() {
    if (position == body.length) {
      throw ProtocolException.violation("no data left in message");
    }
    return body[position++];
  }

  int readInt16() {
    require(2);
    int value = (short) Wire.INT16.get(body, position);
    position += 2;
    return value;
  }

  int readUnsignedInt16() {
    return readInt16() & 0xffff;
  }

  int readInt32() {
    require(4);
    int value = (int) Wire.INT32.get(body, position);
    position += 4;
    return value;
  }

  /**
   * Reads the number of items that follow.
   *
   * @param itemBytes what one of them takes at least, so that a count that cannot be true is
   *     refused before anything is allocated for it
   */
  int readCount(int itemBytes) {
    int count = readUnsignedInt16();
    require((long) count * itemBytes);
    return count;
  }

  /** Reads a string up to its NUL, checking that it is UTF-8. */
  String readCString() {
    int end = endOfCString();
    String value = Wire.utf8(body, position, end - position);
    position = end + 1;
    return value;
  }

  /** Reads a string up to its NUL as it comes: for start-up, where no encoding is agreed yet. */
  String readLenientCString() {
    int end = endOfCString();
    String value = new String(body, position, end - position, StandardCharsets.UTF_8);
    position = end + 1;
    return value;
  }

  private int endOfCString() {
    for (int i = position; i < body.length; i++) {
      if (body[i] == 0) {
        return i;
      }
    }
    throw ProtocolException.violation("invalid string in message");
  }

  byte[] readRemaining() {
    byte[] value = new byte[body.length - position];
    System.arraycopy(body, position, value, 0, value.length);
    position = body.length;
    return value;
  }

  /** The body itself: messages that keep long values keep slices of it. */
  byte[] body() {
    return body;
  }

  int position() {
    return position;
  }

  int remaining() {
    return body.length - position;
  }

  void skip(int length) {
    require(length);
    position += length;
  }

  /** Refuses a message that goes on behind its last field. */
  void end() {
    if (position != body.length) {
      throw ProtocolException.violation("invalid message format");
    }
  }

  private void require(long length) {
    if (length < 0 || length > body.length - position) {
      throw ProtocolException.violation("insufficient data left in message");
    }
  }
}
