package dev.tusk.executor.inverted;

import dev.tusk.executor.expression.FunctionContext;
import dev.tusk.executor.inverted.InvertedQuery.All;
import dev.tusk.executor.inverted.InvertedQuery.Any;
import dev.tusk.executor.inverted.InvertedQuery.AtLeast;
import dev.tusk.executor.inverted.InvertedQuery.Between;
import dev.tusk.executor.inverted.InvertedQuery.Everything;
import dev.tusk.executor.inverted.InvertedQuery.Has;
import dev.tusk.executor.inverted.InvertedQuery.HasPrefix;
import dev.tusk.executor.inverted.InvertedQuery.Near;
import dev.tusk.executor.inverted.InvertedQuery.Nothing;
import dev.tusk.sql.catalog.Index;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The entries of one inverted index: each key of each of its columns, with the row behind it.
 *
 * <pre>
 *  entry := column (one byte, from 1) key
 * </pre>
 */
public final class InvertedCodec {
  private static final byte[] NONE = {};

  private final List<KeyClass> classes;

  public InvertedCodec(Index index) {
    this.classes = index.keys().stream().map(key -> KeyClass.of(index, key)).toList();
  }

  /** The entries for a row's values, each once and in order. */
  public Iterable<byte[]> entries(@Nullable Object[] values) {
    TreeSet<byte[]> entries = new TreeSet<>(java.util.Arrays::compareUnsigned);
    for (int column = 0; column < values.length; column++) {
      Object value = values[column];
      if (value != null) {
        for (byte[] key : classes.get(column).keys(value)) {
          entries.add(entry(column, key));
        }
      }
    }
    return entries;
  }

  /** What a condition on a column asks of the index's entries. */
  public InvertedQuery query(int column, String operator, Object sought, FunctionContext context) {
    return inColumn(column, classes.get(column).query(operator, sought, context));
  }

  private static InvertedQuery inColumn(int column, InvertedQuery query) {
    return switch (query) {
      case Everything _, Nothing _ -> query;
      case Has(var key) -> new Has(entry(column, key));
      case Between(var from, var fromInclusive, var to, var toInclusive) ->
          new Between(
              entry(column, from == null ? NONE : from),
              from == null || fromInclusive,
              entry(column, to == null ? NONE : to),
              to == null || toInclusive);
      case Near(var prefix, var area) -> new Near(entry(column, prefix), area);
      case HasPrefix(var prefix) -> new HasPrefix(entry(column, prefix));
      case All(var parts) -> new All(parts.stream().map(p -> inColumn(column, p)).toList());
      case Any(var parts) -> new Any(parts.stream().map(p -> inColumn(column, p)).toList());
      case AtLeast(var count, var keys) -> {
        List<byte[]> entries = new ArrayList<>(keys.size());
        keys.forEach(key -> entries.add(entry(column, key)));
        yield new AtLeast(count, entries);
      }
    };
  }

  private static byte[] entry(int column, byte[] key) {
    byte[] entry = new byte[key.length + 1];
    entry[0] = (byte) (column + 1);
    System.arraycopy(key, 0, entry, 1, key.length);
    return entry;
  }
}
