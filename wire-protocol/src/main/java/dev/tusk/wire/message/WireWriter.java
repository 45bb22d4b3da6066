package dev.tusk.wire.message;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A growing array that messages are written to, owned by one connection and used again and again.
 *
 * <p>Writing to an array and copying it once to the socket is faster than writing fields to a
 * direct buffer. A message is framed by {@link #startMessage} and {@link #endMessage}; one that
 * cannot be finished is taken back by {@link #abandonMessage}.
 */
public final class WireWriter {
  /** A message's length field counts itself and must be positive: PostgreSQL's MaxAllocSize. */
  public static final int MAX_MESSAGE_BYTES = (1 << 30) - 1;

  private static final int INITIAL_BYTES = 1024;
  private static final int NONE = -1;

  private byte[] bytes = new byte[INITIAL_BYTES];
  private int position;
  private int messageStart = NONE;

  /** Writes a whole message. */
  public void write(BackendMessage message) {
    startMessage(message.tag());
    message.encodeBody(this);
    endMessage();
  }

  public void startMessage(byte tag) {
    assert messageStart == NONE : "a message is not ended";
    reserve(5);
    messageStart = position;
    bytes[position] = tag;
    position += 5;
  }

  public void endMessage() {
    Wire.INT32.set(bytes, messageStart + 1, position - messageStart - 1);
    messageStart = NONE;
  }

  /** Takes back a message that was started and not ended, if there is one. */
  public void abandonMessage() {
    if (messageStart != NONE) {
      position = messageStart;
      messageStart = NONE;
    }
  }

  /** Takes back everything that was written since {@code position} was asked for. */
  public void rewind(int to) {
    assert to <= position;
    position = to;
    messageStart = NONE;
  }

  public void writeByte(int value) {
    reserve(1)[position++] = (byte) value;
  }

  public void writeInt16(int value) {
    Wire.INT16.set(reserve(2), position, (short) value);
    position += 2;
  }

  public void writeInt32(int value) {
    Wire.INT32.set(reserve(4), position, value);
    position += 4;
  }

  public void writeInt64(long value) {
    Wire.INT64.set(reserve(8), position, value);
    position += 8;
  }

  public void writeBytes(byte[] value, int offset, int length) {
    System.arraycopy(value, offset, reserve(length), position, length);
    position += length;
  }

  /** Writes text as UTF-8 without an end. */
  public void writeUtf8(String text) {
    byte[] value = text.getBytes(StandardCharsets.UTF_8);
    writeBytes(value, 0, value.length);
  }

  /** Writes text and a NUL; text that holds a NUL itself ends there. */
  public void writeCString(String text) {
    int nul = text.indexOf('\0');
    writeUtf8(nul < 0 ? text : text.substring(0, nul));
    writeByte(0);
  }

  /** Overwrites four bytes written before. */
  public void putInt32(int at, int value) {
    Wire.INT32.set(bytes, at, value);
  }

  /**
   * Makes room for {@code length} bytes at {@link #position} and exposes the array, which is valid
   * until the next call on this writer. What is written there counts after {@link #advance}.
   *
   * @throws ProtocolException 54000 if the message would pass {@link #MAX_MESSAGE_BYTES}
   */
  public byte[] reserve(int length) {
    if (length > bytes.length - position) {
      grow(length);
    }
    return bytes;
  }

  private void grow(int length) {
    if (length > MAX_MESSAGE_BYTES - position) {
      throw new ProtocolException(
          ErrorFields.builder(Severity.ERROR, "54000", "out of memory")
              .detail(
                  "Cannot enlarge string buffer containing "
                      + position
                      + " bytes by "
                      + length
                      + " more bytes.")
              .build());
    }
    int doubled = (int) Math.min(MAX_MESSAGE_BYTES, 2L * bytes.length);
    bytes = Arrays.copyOf(bytes, Math.max(doubled, position + length));
  }

  public int position() {
    return position;
  }

  public void advance(int length) {
    position += length;
  }

  /** The bytes written, from 0 to {@link #position}; valid until the next call. */
  public byte[] array() {
    return bytes;
  }

  /** Forgets what was written, and an array that grew beyond {@code keepBytes}. */
  public void clear(int keepBytes) {
    assert messageStart == NONE : "a message is not ended";
    position = 0;
    if (bytes.length > keepBytes) {
      bytes = new byte[INITIAL_BYTES];
    }
  }
}
