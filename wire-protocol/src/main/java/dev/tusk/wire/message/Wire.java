package dev.tusk.wire.message;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The protocol's primitive encodings: big-endian integers, and strings in UTF-8.
 *
 * <p>Strings of the client are checked as PostgreSQL checks them: no NUL, no overlong form, no
 * surrogate, nothing above U+10FFFF; the error names the offending bytes.
 */
public final class Wire {
  static final VarHandle INT16 =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  static final VarHandle INT32 =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  static final VarHandle INT64 =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private Wire() {}

  /**
   * Reads text of the client.
   *
   * @throws ProtocolException 22021 with the bytes, if they are not UTF-8 or contain a NUL
   */
  public static String utf8(byte[] bytes, int offset, int length) {
    String text = new String(bytes, offset, length, StandardCharsets.UTF_8);
    // Malformed input shows as the replacement character, which is also a character of its own.
    if (text.indexOf('\uFFFD') >= 0 || text.indexOf('\0') >= 0) {
      check(bytes, offset, offset + length);
    }
    return text;
  }

  private static void check(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to) {
      int length = sequenceLength(bytes[at]);
      if (bytes[at] == 0 || at + length > to || !isLegal(bytes, at, length)) {
        throw invalid(bytes, at, Math.min(at + length, to));
      }
      at += length;
    }
  }

  /** As PostgreSQL's pg_utf_mblen (src/common/wchar.c): what is no lead byte counts as one. */
  private static int sequenceLength(byte lead) {
    if ((lead & 0xe0) == 0xc0) {
      return 2;
    }
    if ((lead & 0xf0) == 0xe0) {
      return 3;
    }
    return (lead & 0xf8) == 0xf0 ? 4 : 1;
  }

  /** RFC 3629, table of well-formed sequences. */
  private static boolean isLegal(byte[] bytes, int at, int length) {
    int lead = bytes[at] & 0xff;
    if (length == 1) {
      return lead < 0x80;
    }
    for (int i = 1; i < length; i++) {
      if ((bytes[at + i] & 0xc0) != 0x80) {
        return false;
      }
    }
    int second = bytes[at + 1] & 0xff;
    return switch (lead) {
      case 0xc0, 0xc1 -> false;
      case 0xe0 -> second >= 0xa0;
      case 0xed -> second <= 0x9f;
      case 0xf0 -> second >= 0x90;
      case 0xf4 -> second <= 0x8f;
      default -> lead <= 0xf4;
    };
  }

  private static ProtocolException invalid(byte[] bytes, int from, int to) {
    StringBuilder text = new StringBuilder("invalid byte sequence for encoding \"UTF8\":");
    for (int i = from; i < to; i++) {
      int value = bytes[i] & 0xff;
      text.append(" 0x").append(Character.forDigit(value >> 4, 16));
      text.append(Character.forDigit(value & 15, 16));
    }
    return ProtocolException.error("22021", text.toString());
  }
}
