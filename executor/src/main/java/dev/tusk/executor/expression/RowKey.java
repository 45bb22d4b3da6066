package dev.tusk.executor.expression;

import dev.tusk.sql.type.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Values compared as SQL's grouping does: equal by their types' {@code =}, NULLs equal to each
 * other. The key of every hash table of the executor.
 */
public final class RowKey {
  private final @Nullable Object[] values;
  private final Type[] types;
  private final int hash;

  public RowKey(@Nullable Object[] values, Type[] types) {
    this.values = values;
    this.types = types;
    int h = 1;
    for (int i = 0; i < types.length; i++) {
      Object value = values[i];
      h = 31 * h + (value == null ? 0 : types[i].hash(value));
    }
    this.hash = h ^ (h >>> 16);
  }

  public @Nullable Object[] values() {
    return values;
  }

  public boolean hasNull() {
    for (int i = 0; i < types.length; i++) {
      if (values[i] == null) {
        return true;
      }
    }
    return false;
  }

  public static Type[] types(List<Type> types) {
    return types.toArray(new Type[0]);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (!(other instanceof RowKey that) || hash != that.hash) {
      return false;
    }
    for (int i = 0; i < types.length; i++) {
      Object a = values[i];
      Object b = that.values[i];
      if (a == null || b == null) {
        if (a != b) {
          return false;
        }
      } else if (!types[i].equal(a, b)) {
        return false;
      }
    }
    return true;
  }
}
