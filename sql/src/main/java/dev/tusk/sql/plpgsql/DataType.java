package dev.tusk.sql.plpgsql;

import dev.tusk.sql.catalog.Variables.Field;
import dev.tusk.sql.type.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The type of a variable.
 *
 * @param record whether its values are rows: {@code record} or a composite type
 * @param fields of a composite type; null for {@code record} and for scalars
 */
public record DataType(Type type, int typmod, boolean record, @Nullable List<Field> fields) {
  public static DataType scalar(Type type, int typmod) {
    return new DataType(type, typmod, false, null);
  }
}
