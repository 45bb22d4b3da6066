package dev.tusk.sql.type;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/**
 * A column's values as bytes of a stored row, in the form that the type names. Those of fixed size
 * are big-endian without a length; all others begin with it, 7 bits a byte, low ones first.
 */
public final class ValueCodec {
  private static final VarHandle SHORT = big(short[].class);
  private static final VarHandle INT = big(int[].class);
  private static final VarHandle LONG = big(long[].class);

  private final Type type;
  private final StoredForm form;

  private ValueCodec(Type type) {
    this.type = type;
    this.form = type.storedForm();
  }

  public static ValueCodec of(Type type) {
    return new ValueCodec(type);
  }

  private static VarHandle big(Class<?> arrayClass) {
    return MethodHandles.byteArrayViewVarHandle(arrayClass, ByteOrder.BIG_ENDIAN);
  }

  /** Appends a value. */
  public void write(Object value, ByteWriter out) {
    switch (form) {
      case BOOL -> out.put((Boolean) value ? 1 : 0);
      case INT2 -> out.putShort((Short) value);
      case INT4 -> out.putInt((Integer) value);
      case INT8 -> out.putLong((Long) value);
      case FLOAT4 -> out.putFloat((Float) value);
      case FLOAT8 -> out.putDouble((Double) value);
      case UUID -> {
        UUID uuid = (UUID) value;
        out.putLong(uuid.getMostSignificantBits());
        out.putLong(uuid.getLeastSignificantBits());
      }
      case STRING -> writeText((String) value, out);
      case BYTES -> {
        byte[] bytes = (byte[]) value;
        putLength(bytes.length, out);
        out.put(bytes);
      }
      case BINARY -> {
        ByteWriter binary = new ByteWriter(64);
        type.writeStored(value, binary);
        putLength(binary.size(), out);
        out.put(binary.array(), 0, binary.size());
      }
      case TEXT -> writeText(type.toText(value, FormatSettings.DEFAULT), out);
    }
  }

  private static void writeText(String text, ByteWriter out) {
    int length = text.length();
    if (length < 42) {
      // At most 126 bytes of UTF-8: the length takes one byte and can be put in afterwards.
      int at = out.size();
      out.put(0);
      out.putText(text);
      out.array()[at] = (byte) (out.size() - at - 1);
      return;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    putLength(bytes.length, out);
    out.put(bytes);
  }

  /** Where the value that starts at {@code at} ends. */
  public int skip(byte[] row, int at) {
    if (form.size() >= 0) {
      return at + form.size();
    }
    int length = 0;
    int shift = 0;
    byte b;
    do {
      b = row[at++];
      length |= (b & 0x7F) << shift;
      shift += 7;
    } while (b < 0);
    return at + length;
  }

  /** The value that starts at {@code at}. */
  public Object read(byte[] row, int at) {
    switch (form) {
      case BOOL -> {
        return row[at] != 0;
      }
      case INT2 -> {
        return (Short) (short) SHORT.get(row, at);
      }
      case INT4 -> {
        return (Integer) (int) INT.get(row, at);
      }
      case INT8 -> {
        return (Long) (long) LONG.get(row, at);
      }
      case FLOAT4 -> {
        return Float.intBitsToFloat((int) INT.get(row, at));
      }
      case FLOAT8 -> {
        return Double.longBitsToDouble((long) LONG.get(row, at));
      }
      case UUID -> {
        return new UUID((long) LONG.get(row, at), (long) LONG.get(row, at + 8));
      }
      case STRING, BYTES, BINARY, TEXT -> {
        return readLong(row, at);
      }
    }
    throw new IllegalStateException();
  }

  private Object readLong(byte[] row, int at) {
    int length = 0;
    int shift = 0;
    byte b;
    do {
      b = row[at++];
      length |= (b & 0x7F) << shift;
      shift += 7;
    } while (b < 0);
    return switch (form) {
      case STRING -> new String(row, at, length, StandardCharsets.UTF_8);
      case TEXT -> type.parse(row, at, length, FormatSettings.DEFAULT);
      case BYTES -> Arrays.copyOfRange(row, at, at + length);
      default -> type.readStored(row, at, length);
    };
  }

  /** A length, which moves the place behind itself. */
  static int length(byte[] bytes, int[] at) {
    int length = 0;
    int shift = 0;
    byte b;
    do {
      b = bytes[at[0]++];
      length |= (b & 0x7F) << shift;
      shift += 7;
    } while (b < 0);
    return length;
  }

  static void putLength(int length, ByteWriter out) {
    while (length > 0x7F) {
      out.put(length & 0x7F | 0x80);
      length >>>= 7;
    }
    out.put(length);
  }
}
