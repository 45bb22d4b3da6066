package dev.tusk.wire.message;

import java.util.Arrays;
import java.util.List;

/**
 * A list of format codes as the client gives it: none means all text, one means that one for all.
 *
 * <pre>
 *  int16 n, n × int16 code (0 text, 1 binary)
 * </pre>
 *
 * <p>The two usual lists, none and one, cost no allocation.
 */
public final class Formats {
  public static final Formats NONE = new Formats(new Format[0]);
  public static final Formats TEXT = new Formats(new Format[] {Format.TEXT});
  public static final Formats BINARY = new Formats(new Format[] {Format.BINARY});

  private final Format[] codes;

  private Formats(Format[] codes) {
    this.codes = codes;
  }

  public static Formats of(List<Format> codes) {
    return new Formats(codes.toArray(Format[]::new));
  }

  static Formats decode(WireReader in) {
    int count = in.readCount(2);
    if (count == 0) {
      return NONE;
    }
    if (count == 1) {
      return Format.of(in.readInt16()) == Format.TEXT ? TEXT : BINARY;
    }
    Format[] codes = new Format[count];
    for (int i = 0; i < count; i++) {
      codes[i] = Format.of(in.readInt16());
    }
    return new Formats(codes);
  }

  /** How many codes were given: none, one, or one for each value. */
  public int count() {
    return codes.length;
  }

  /** The format of value {@code index}, counted from 0. */
  public Format of(int index) {
    if (codes.length == 0) {
      return Format.TEXT;
    }
    return codes.length == 1 ? codes[0] : codes[index];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Formats that && Arrays.equals(codes, that.codes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(codes);
  }

  @Override
  public String toString() {
    return Arrays.toString(codes);
  }
}
