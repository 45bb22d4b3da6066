package dev.tusk.sql.type;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The 64-bit hashes of values that PostgreSQL's hash operator classes have with a seed
 * (access/hash/hashfunc.c and the types' own), by which a row of a hash-partitioned table lands in
 * the same partition everywhere.
 */
public final class ExtendedHash {
  private static final BigInteger DIGIT = BigInteger.valueOf(10_000);
  private static final int DECIMALS_OF_DIGIT = 4;
  private static final BigInteger MICROS_OF_DAY = BigInteger.valueOf(86_400_000_000L);

  private ExtendedHash() {}

  /** Whether the type has a default operator class for hashing. */
  public static boolean supports(Type type) {
    if (type instanceof DomainType domain) {
      return supports(domain.base());
    }
    if (type instanceof CompositeType || type instanceof EnumType || type.isArray()) {
      return true;
    }
    return switch (type.comparedAs().name()) {
      case "bool", "char", "int2", "int4", "date", "xid", "cid", "int8" -> true;
      case "time", "timestamp", "timestamptz", "pg_lsn", "oid", "regclass", "regtype" -> true;
      case "float4", "float8", "numeric", "text", "name", "bpchar", "bytea", "uuid" -> true;
      case "interval", "timetz" -> true;
      default -> false;
    };
  }

  /** The hash of a value. */
  public static long of(Type type, Object value, long seed) {
    if (type instanceof DomainType domain) {
      return of(domain.base(), value, seed);
    }
    if (value instanceof EnumType.Label label) {
      return int4(label.oid(), seed);
    }
    if (value instanceof ArrayValue array) {
      long hash = 1;
      for (Object element : array.elements()) {
        hash = 31 * hash + (element == null ? 0 : of(array.elementType(), element, seed));
      }
      return hash;
    }
    if (value instanceof RecordValue row) {
      long hash = 0;
      for (int i = 0; i < row.size(); i++) {
        Object field = row.get(i);
        hash = 31 * hash + (field == null ? 0 : of(row.type(i), field, seed));
      }
      return hash;
    }
    return scalar(type.comparedAs(), value, seed);
  }

  private static long scalar(Type type, Object value, long seed) {
    return switch (value) {
      case Boolean b -> int4(b ? 1 : 0, seed);
      case Short s -> int4(s, seed);
      case Integer i -> int4(i, seed);
      case Long l -> type.length() == 4 ? int4(l.intValue(), seed) : int8(l, seed);
      case Float f -> float8(f, seed);
      case Double d -> float8(d, seed);
      case Numeric n -> numeric(n, seed);
      case Interval i -> int8(span(i), seed);
      case TimeTz t -> int8(t.micros(), seed) ^ int4(-t.offset(), seed);
      case UUID u ->
          JenkinsHash.of(
              ByteBuffer.allocate(16)
                  .putLong(u.getMostSignificantBits())
                  .putLong(u.getLeastSignificantBits())
                  .array(),
              seed);
      case byte[] b -> JenkinsHash.of(b, seed);
      case String s -> text(type, s, seed);
      default -> throw new IllegalArgumentException("no hash of type " + type);
    };
  }

  private static long int4(int value, long seed) {
    return JenkinsHash.of(
        ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array(), seed);
  }

  /** As of the equal value of a smaller type. */
  private static long int8(long value, long seed) {
    int high = (int) (value >> 32);
    return int4((int) value ^ (value >= 0 ? high : ~high), seed);
  }

  private static long float8(double value, long seed) {
    if (value == 0) {
      return seed;
    }
    return JenkinsHash.of(
        ByteBuffer.allocate(8)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(Double.doubleToLongBits(value))
            .array(),
        seed);
  }

  private static long text(Type type, String text, long seed) {
    if (type == Types.CHAR) {
      return int4(text.isEmpty() ? 0 : (byte) text.charAt(0), seed);
    }
    String hashed = text;
    if (type == Types.BPCHAR) {
      int end = text.length();
      while (end > 0 && text.charAt(end - 1) == ' ') {
        end--;
      }
      hashed = text.substring(0, end);
    }
    return JenkinsHash.of(hashed.getBytes(StandardCharsets.UTF_8), seed);
  }

  /** All of it in microseconds, months of 30 days; the lower 64 bits. */
  private static long span(Interval interval) {
    return BigInteger.valueOf(interval.months())
        .multiply(BigInteger.valueOf(30))
        .add(BigInteger.valueOf(interval.days()))
        .multiply(MICROS_OF_DAY)
        .add(BigInteger.valueOf(interval.micros()))
        .longValue();
  }

  /** Over the digits of base 10,000 that are not zero at either end, and the weight. */
  private static long numeric(Numeric value, long seed) {
    if (!value.isFinite()) {
      return seed;
    }
    BigDecimal decimal = value.decimal();
    if (decimal.signum() == 0) {
      return seed - 1;
    }
    int behind = Math.ceilDiv(Math.max(0, decimal.scale()), DECIMALS_OF_DIGIT);
    BigInteger rest = decimal.abs().movePointRight(behind * DECIMALS_OF_DIGIT).toBigIntegerExact();
    List<Short> digits = new ArrayList<>();
    while (rest.signum() != 0) {
      BigInteger[] parts = rest.divideAndRemainder(DIGIT);
      digits.addFirst(parts[1].shortValueExact());
      rest = parts[0];
    }
    int weight = digits.size() - behind - 1;
    while (digits.getLast() == 0) {
      digits.removeLast();
    }
    ByteBuffer bytes = ByteBuffer.allocate(2 * digits.size()).order(ByteOrder.LITTLE_ENDIAN);
    digits.forEach(bytes::putShort);
    return JenkinsHash.of(bytes.array(), seed) ^ weight;
  }
}
