package dev.tusk.wire.message;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parameter values of a {@link Bind}: slices of the message's body, not copied.
 *
 * <p>They keep that body alive, which holds little besides them.
 *
 * <pre>
 *  int16 n, n × (int32 length, bytes)   length -1 is NULL
 * </pre>
 */
public final class ParameterValues {
  public static final ParameterValues NONE = new ParameterValues(new byte[0], new int[0]);

  private final byte[] body;

  /** Offset and length of each value in turn; a NULL has length -1. */
  private final int[] slices;

  private ParameterValues(byte[] body, int[] slices) {
    this.body = body;
    this.slices = slices;
  }

  /** Values that come from elsewhere than a message; each null is a NULL. */
  public static ParameterValues of(List<byte @Nullable []> values) {
    WireWriter out = new WireWriter();
    int[] slices = new int[2 * values.size()];
    for (int i = 0; i < values.size(); i++) {
      byte[] value = values.get(i);
      slices[2 * i] = out.position();
      slices[2 * i + 1] = value == null ? -1 : value.length;
      if (value != null) {
        out.writeBytes(value, 0, value.length);
      }
    }
    return new ParameterValues(Arrays.copyOf(out.array(), out.position()), slices);
  }

  static ParameterValues decode(WireReader in) {
    int count = in.readCount(4);
    if (count == 0) {
      return NONE;
    }
    int[] slices = new int[2 * count];
    for (int i = 0; i < count; i++) {
      int length = in.readInt32();
      slices[2 * i] = in.position();
      slices[2 * i + 1] = length;
      if (length != -1) {
        in.skip(length);
      }
    }
    return new ParameterValues(in.body(), slices);
  }

  public int count() {
    return slices.length / 2;
  }

  public boolean isNull(int index) {
    return slices[2 * index + 1] < 0;
  }

  /** The array that holds the values, not to be written to. */
  public byte[] array() {
    return body;
  }

  /** Where value {@code index} begins in {@link #array}. */
  public int offset(int index) {
    return slices[2 * index];
  }

  /** The bytes of value {@code index}; it is not NULL. */
  public int length(int index) {
    return slices[2 * index + 1];
  }

  /** A copy of value {@code index}, or null for NULL. */
  public byte @Nullable [] bytes(int index) {
    if (isNull(index)) {
      return null;
    }
    return Arrays.copyOfRange(body, offset(index), offset(index) + length(index));
  }

  /**
   * Value {@code index}, which is not NULL, as text.
   *
   * @throws ProtocolException 22021 if it is not UTF-8
   */
  public String text(int index) {
    return Wire.utf8(body, offset(index), length(index));
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof ParameterValues that) || that.count() != count()) {
      return false;
    }
    for (int i = 0; i < count(); i++) {
      if (!Arrays.equals(bytes(i), that.bytes(i))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    int hash = count();
    for (int i = 0; i < count(); i++) {
      hash = 31 * hash + Arrays.hashCode(bytes(i));
    }
    return hash;
  }

  @Override
  public String toString() {
    return count() + " values";
  }
}
