package dev.tusk.sql.plpgsql;

import dev.tusk.sql.statement.TypeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The types that declarations name, found in the catalog. */
public interface TypeNames {
  /** A type by its name; 42704 when there is none. */
  DataType type(TypeName name);

  /** The row type of a table, view or composite type; 42P01 when there is none. */
  DataType rowType(List<String> relation);

  /** The type of {@code relation.column}, or null when there is no such thing. */
  @Nullable DataType columnType(List<String> names);

  /** A type with the collation of that name; 42704 when there is none. */
  DataType collated(List<String> name, DataType type);
}
