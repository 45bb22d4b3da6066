package dev.tusk.executor.plpgsql;

import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import org.jspecify.annotations.Nullable;

/**
 * What a function gives.
 *
 * @param type of the value, or of each of the set's
 * @param row the fields of a row where they are known; null for scalars and {@code record}
 * @param isRow whether values are rows
 * @param nothing whether it is void, or a procedure's that gives nothing
 */
record Result(Type type, @Nullable RowShape row, boolean isRow, boolean nothing) {
  static final Result VOID = new Result(Types.VOID, null, false, true);
}
