package dev.tusk.executor.table;

import dev.tusk.executor.search.IndexRange;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.type.KeyWriter;
import dev.tusk.storage.KeyRange;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one B-tree index as bytes that order as its operator classes order the values.
 *
 * <pre>
 *  key    := column…
 *  column := 01                NULL that comes first
 *          | 02 value          the type's key form; all bytes inverted when descending
 *          | 03                NULL that comes last
 * </pre>
 *
 * <p>No column is the beginning of another one, so the first columns of a key are a prefix that
 * stands for all keys that agree in them.
 */
final class KeyCodec {
  private static final int NULL_FIRST = 1;
  private static final int VALUE = 2;
  private static final int NULL_LAST = 3;

  private final List<Index.Key> keys;

  KeyCodec(Index index) {
    this.keys = index.keys();
  }

  /** The key of a row's values. */
  byte[] encode(@Nullable Object[] values) {
    KeyWriter encoder = new KeyWriter();
    for (int i = 0; i < values.length; i++) {
      put(encoder, keys.get(i), values[i]);
    }
    return encoder.toBytes();
  }

  /** The bytes between which the entries of a range lie. */
  KeyRange range(IndexRange range) {
    KeyWriter encoder = new KeyWriter();
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
    KeyWriter encoder = new KeyWriter();
    put(encoder, key, value);
    byte[] own = encoder.toBytes();
    byte[] bytes = Arrays.copyOf(prefix, prefix.length + own.length);
    System.arraycopy(own, 0, bytes, prefix.length, own.length);
    return bytes;
  }

  private static void put(KeyWriter out, Index.Key key, @Nullable Object value) {
    if (value == null) {
      out.putByte(key.nullsFirst() ? NULL_FIRST : NULL_LAST);
      return;
    }
    out.putByte(VALUE);
    int start = out.size();
    key.type().writeKey(value, out);
    if (key.descending()) {
      out.invertFrom(start);
    }
  }
}
