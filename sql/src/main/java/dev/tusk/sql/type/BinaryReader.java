package dev.tusk.sql.type;

import java.nio.charset.StandardCharsets;

/** A cursor over the bytes of one value in binary form; every read checks what is left. */
final class BinaryReader {
  private final byte[] bytes;
  private final int end;
  private int at;

  BinaryReader(byte[] bytes, int from, int length) {
    this.bytes = bytes;
    this.at = from;
    this.end = from + length;
  }

  /** The bytes must be exactly {@code size}: 08P01 for fewer, 22P03 for more. */
  static void expect(int size, int length) {
    if (length < size) {
      throw InputError.insufficientData();
    }
    if (length > size) {
      throw InputError.binary("incorrect binary data format");
    }
  }

  static short int2(byte[] bytes, int from) {
    return (short) (bytes[from] << 8 | bytes[from + 1] & 0xff);
  }

  static int int4(byte[] bytes, int from) {
    return bytes[from] << 24
        | (bytes[from + 1] & 0xff) << 16
        | (bytes[from + 2] & 0xff) << 8
        | bytes[from + 3] & 0xff;
  }

  static long int8(byte[] bytes, int from) {
    return (long) int4(bytes, from) << 32 | int4(bytes, from + 4) & 0xffffffffL;
  }

  int left() {
    return end - at;
  }

  int position() {
    return at;
  }

  void skip(int count) {
    need(count);
    at += count;
  }

  /** A byte without sign. */
  int int1() {
    need(1);
    return bytes[at++] & 0xff;
  }

  short int2() {
    need(2);
    short value = int2(bytes, at);
    at += 2;
    return value;
  }

  int int4() {
    need(4);
    int value = int4(bytes, at);
    at += 4;
    return value;
  }

  long int8() {
    need(8);
    long value = int8(bytes, at);
    at += 8;
    return value;
  }

  byte[] bytes(int count) {
    need(count);
    byte[] copy = java.util.Arrays.copyOfRange(bytes, at, at + count);
    at += count;
    return copy;
  }

  String text(int count) {
    need(count);
    String text = new String(bytes, at, count, StandardCharsets.UTF_8);
    at += count;
    return text;
  }

  /** Text up to a zero byte, which is passed over. */
  String cstring() {
    int zero = at;
    while (zero < end && bytes[zero] != 0) {
      zero++;
    }
    if (zero == end) {
      throw InputError.insufficientData();
    }
    String text = text(zero - at);
    at++;
    return text;
  }

  void finish() {
    if (at != end) {
      throw InputError.binary("incorrect binary data format");
    }
  }

  private void need(int count) {
    if (count < 0 || end - at < count) {
      throw InputError.insufficientData();
    }
  }
}
