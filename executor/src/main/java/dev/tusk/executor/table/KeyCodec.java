package dev.tusk.executor.table;

import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.type.ByteWriter;
import dev.tusk.sql.type.Numeric;
import dev.tusk.sql.type.Type;
import dev.tusk.storage.KeyRange;
import dev.tusk.storage.key.KeyEncoder;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The keys of one B-tree index as bytes that order as its operator classes order the values. */
final class KeyCodec {
  private final List<Index.Key> keys;

  KeyCodec(Index index) {
    this.keys = index.keys();
  }

  /** The key of a row's values. */
  byte[] encode(@Nullable Object[] values) {
    KeyEncoder encoder = new KeyEncoder().reset();
    for (int i = 0; i < values.length; i++) {
      put(encoder, keys.get(i), values[i]);
    }
    return encoder.toBytes();
  }

  /** The bytes between which the entries of a range lie. */
  KeyRange range(IndexRange range) {
    KeyEncoder encoder = new KeyEncoder().reset();
    int position = 0;
    for (Object value : range.equal()) {
      put(encoder, keys.get(position++), value);
    }
    byte[] prefix = encoder.toBytes();
    if (range.lower() == null && range.upper() == null) {
      return prefix.length == 0 ? KeyRange.ALL : KeyRange.prefix(prefix);
    }
    Index.Key key = keys.get(position);
    Bound lower = bound(prefix, key, range.lower(), range.lowerInclusive());
    Bound upper = bound(prefix, key, range.upper(), range.upperInclusive());
    Bound from = key.descending() ? upper : lower;
    Bound to = key.descending() ? lower : upper;
    if (from == null) {
      from = key.nullsFirst() ? nulls(prefix, key) : new Bound(prefix, true);
    }
    if (to == null) {
      to = key.nullsFirst() ? new Bound(prefix, true) : nulls(prefix, key);
    }
    return new KeyRange(from.bytes(), from.inclusive(), to.bytes(), to.inclusive());
  }

  private record Bound(byte[] bytes, boolean inclusive) {}

  private static @Nullable Bound bound(
      byte[] prefix, Index.Key key, @Nullable Object value, boolean inclusive) {
    return value == null ? null : new Bound(append(prefix, key, value), inclusive);
  }

  /** Leaves NULLs out of a range that is open at their end. */
  private static Bound nulls(byte[] prefix, Index.Key key) {
    return new Bound(append(prefix, key, null), false);
  }

  private static byte[] append(byte[] prefix, Index.Key key, @Nullable Object value) {
    KeyEncoder encoder = new KeyEncoder().reset();
    put(encoder, key, value);
    byte[] own = encoder.toBytes();
    byte[] bytes = Arrays.copyOf(prefix, prefix.length + own.length);
    System.arraycopy(own, 0, bytes, prefix.length, own.length);
    return bytes;
  }

  private static void put(KeyEncoder encoder, Index.Key key, @Nullable Object value) {
    encoder.column(key.descending(), key.nullsFirst());
    if (value == null) {
      encoder.putNull();
    } else {
      put(encoder, key.type(), value);
    }
  }

  private static void put(KeyEncoder encoder, Type type, Object value) {
    switch (value) {
      case Boolean v -> encoder.putBoolean(v);
      case Short v -> encoder.putShort(v);
      case Integer v -> encoder.putInt(v);
      case Long v -> encoder.putLong(v);
      case Float v -> encoder.putFloat(v);
      case Double v -> encoder.putDouble(v);
      case String v -> encoder.putText(type.oid() == 1042 ? v.stripTrailing() : v);
      case UUID v -> encoder.putUuid(v);
      case byte[] v -> encoder.putBytes(v);
      case float[] v -> encoder.putBytes(floats(v));
      case Numeric v -> putNumeric(encoder, v);
      default -> {
        ByteWriter binary = new ByteWriter(64);
        type.writeBinary(value, binary);
        encoder.putBytes(binary.toByteArray());
      }
    }
  }

  private static void putNumeric(KeyEncoder encoder, Numeric value) {
    if (value.isFinite()) {
      encoder.putDecimal(value.decimal());
    } else if (value.isNaN()) {
      encoder.putDecimalNaN();
    } else {
      encoder.putDecimalInfinity(value.signum() < 0);
    }
  }

  private static byte[] floats(float[] vector) {
    KeyEncoder encoder = new KeyEncoder();
    encoder.reset();
    for (float element : vector) {
      encoder.putFloat(element);
    }
    return encoder.toBytes();
  }
}
