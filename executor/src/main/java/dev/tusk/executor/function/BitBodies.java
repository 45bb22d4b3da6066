package dev.tusk.executor.function;

import static dev.tusk.executor.function.VectorBodies.arg;

import dev.tusk.executor.expression.Accumulator;
import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.BitString;
import org.jspecify.annotations.Nullable;

/** Operators and functions of bit strings (utils/adt/varbit.c). */
final class BitBodies {
  private BitBodies() {}

  @FunctionalInterface
  private interface Bytes {
    int apply(int left, int right);
  }

  static void register(FunctionLibrary library) {
    library.one("length(bit)", (a, _) -> ((BitString) a).length());
    library.one("bit_length(bit)", (a, _) -> ((BitString) a).length());
    library.one("octet_length(bit)", (a, _) -> ((BitString) a).bytes().length);
    combine(library, "bitand", "AND", (a, b) -> a & b);
    combine(library, "bitor", "OR", (a, b) -> a | b);
    combine(library, "bitxor", "XOR", (a, b) -> a ^ b);
    aggregate(library, "bit_and", "AND", (a, b) -> a & b);
    aggregate(library, "bit_or", "OR", (a, b) -> a | b);
    aggregate(library, "bit_xor", "XOR", (a, b) -> a ^ b);
    library.one("bitnot(bit)", (a, _) -> not((BitString) a));
    library.two("bitcat(varbit,varbit)", (a, b, _) -> concat((BitString) a, (BitString) b));
    library.two("bitshiftleft(bit,int4)", (a, b, _) -> shift((BitString) a, (Integer) b));
    library.two("bitshiftright(bit,int4)", (a, b, _) -> shift((BitString) a, -(long) (Integer) b));
    library.one(
        "bit_count(bit)",
        (a, _) -> {
          long count = 0;
          for (byte b : ((BitString) a).bytes()) {
            count += Integer.bitCount(b & 0xff);
          }
          return count;
        });
    parts(library);
  }

  private static void combine(FunctionLibrary library, String name, String word, Bytes operator) {
    library.two(
        name + "(bit,bit)", (a, b, _) -> combine((BitString) a, (BitString) b, word, operator));
  }

  private static BitString combine(BitString left, BitString right, String word, Bytes operator) {
    if (left.length() != right.length()) {
      throw SqlException.of(
          SqlState.STRING_DATA_LENGTH_MISMATCH,
          "cannot " + word + " bit strings of different sizes");
    }
    byte[] bytes = new byte[left.bytes().length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) operator.apply(left.bytes()[i], right.bytes()[i]);
    }
    return new BitString(bytes, left.length());
  }

  private static void aggregate(FunctionLibrary library, String name, String word, Bytes operator) {
    library.aggregate(name + "(bit)", _ -> new Combined(word, operator));
  }

  /** bit_and, bit_or and bit_xor over a group. */
  private static final class Combined implements Accumulator {
    private final String word;
    private final Bytes operator;
    private @Nullable BitString state;

    Combined(String word, Bytes operator) {
      this.word = word;
      this.operator = operator;
    }

    @Override
    public void add(@Nullable Object[] arguments) {
      if (arguments[0] instanceof BitString bits) {
        BitString before = state;
        state = before == null ? bits : combine(before, bits, word, operator);
      }
    }

    @Override
    public @Nullable Object result() {
      return state;
    }
  }

  private static BitString not(BitString bits) {
    byte[] bytes = new byte[bits.bytes().length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) ~bits.bytes()[i];
    }
    clearTail(bytes, bits.length());
    return new BitString(bytes, bits.length());
  }

  private static void clearTail(byte[] bytes, int length) {
    if ((length & 7) != 0) {
      bytes[bytes.length - 1] &= (byte) (0xff << 8 - (length & 7));
    }
  }

  private static BitString concat(BitString a, BitString b) {
    byte[] bytes = java.util.Arrays.copyOf(a.bytes(), (a.length() + b.length() + 7) >>> 3);
    for (int i = 0; i < b.length(); i++) {
      if (b.get(i)) {
        int at = a.length() + i;
        bytes[at >>> 3] |= (byte) (0x80 >>> (at & 7));
      }
    }
    return new BitString(bytes, a.length() + b.length());
  }

  /** To the left, or by a negative count to the right; zeros come in. */
  private static BitString shift(BitString bits, long count) {
    byte[] bytes = new byte[bits.bytes().length];
    for (int i = 0; i < bits.length(); i++) {
      long from = i + count;
      if (from >= 0 && from < bits.length() && bits.get((int) from)) {
        bytes[i >>> 3] |= (byte) (0x80 >>> (i & 7));
      }
    }
    return new BitString(bytes, bits.length());
  }

  private static void parts(FunctionLibrary library) {
    library.two(
        "substring(bit,int4)", (a, b, _) -> slice((BitString) a, (Integer) b, Long.MAX_VALUE));
    library.any(
        "substring(bit,int4,int4)",
        (a, _) -> {
          int count = (Integer) arg(a, 2);
          StringBodies.checkLength(count);
          return slice((BitString) arg(a, 0), (Integer) arg(a, 1), count);
        });
    library.any(
        "overlay(bit,bit,int4)",
        (a, _) -> {
          BitString part = (BitString) arg(a, 1);
          return overlay((BitString) arg(a, 0), part, (Integer) arg(a, 2), part.length());
        });
    library.any(
        "overlay(bit,bit,int4,int4)",
        (a, _) ->
            overlay(
                (BitString) arg(a, 0),
                (BitString) arg(a, 1),
                (Integer) arg(a, 2),
                (Integer) arg(a, 3)));
    library.two(
        "position(bit,bit)",
        (a, b, _) -> {
          String text = a.toString();
          String part = b.toString();
          return text.isEmpty() ? 0 : text.indexOf(part) + 1;
        });
    library.two(
        "get_bit(bit,int4)",
        (a, b, _) -> ((BitString) a).get(index((Integer) b, (BitString) a)) ? 1 : 0);
    library.any(
        "set_bit(bit,int4,int4)",
        (a, _) -> {
          BitString bits = (BitString) arg(a, 0);
          int at = index((Integer) arg(a, 1), bits);
          int value = (Integer) arg(a, 2);
          checkBit(value);
          byte[] copy = bits.bytes().clone();
          byte mask = (byte) (0x80 >>> (at & 7));
          copy[at >>> 3] = (byte) (value == 1 ? copy[at >>> 3] | mask : copy[at >>> 3] & ~mask);
          return new BitString(copy, bits.length());
        });
  }

  static void checkBit(int value) {
    if (value != 0 && value != 1) {
      throw StringBodies.parameter("new bit must be 0 or 1");
    }
  }

  private static int index(int index, BitString bits) {
    if (index < 0 || index >= bits.length()) {
      throw SqlException.of(
          SqlState.ARRAY_SUBSCRIPT_ERROR,
          "bit index " + index + " out of valid range (0.." + (bits.length() - 1) + ")");
    }
    return index;
  }

  private static BitString slice(BitString bits, int start, long count) {
    long end =
        count == Long.MAX_VALUE ? bits.length() + 1L : Math.min(start + count, bits.length() + 1L);
    long from = Math.max(start, 1);
    return end <= from ? bits.slice(0, 0) : bits.slice((int) from - 1, (int) end - 1);
  }

  private static BitString overlay(BitString bits, BitString part, int start, int count) {
    if (start <= 0) {
      StringBodies.checkLength(-1);
    }
    BitString head = slice(bits, 1, start - 1L);
    return concat(
        concat(head, part), slice(bits, StringBodies.behind(start, count), Long.MAX_VALUE));
  }
}
