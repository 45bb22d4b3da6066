package dev.tusk.executor.plpgsql;

import dev.tusk.executor.routine.RoutineContext;
import dev.tusk.executor.routine.StatementPort.ResolvedName;
import dev.tusk.sql.catalog.Catalog;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.catalog.TypeNumbers;
import dev.tusk.sql.catalog.Variables.Field;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.planner.analyze.Collations;
import dev.tusk.sql.plpgsql.DataType;
import dev.tusk.sql.plpgsql.TypeNames;
import dev.tusk.sql.statement.TypeName;
import dev.tusk.sql.type.CollatedType;
import dev.tusk.sql.type.Collation;
import dev.tusk.sql.type.CompositeType;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The types that a body's declarations name, in the session's catalog. */
final class CatalogTypes implements TypeNames {
  private final RoutineContext context;
  private final @Nullable Collation collation;

  /**
   * Types of a body.
   *
   * @param collation that of the arguments, which variables have too; null for those of the types
   */
  CatalogTypes(RoutineContext context, @Nullable Collation collation) {
    this.context = context;
    this.collation = collation;
  }

  static DataType of(Type type, int typmod) {
    if (type instanceof CompositeType row) {
      List<Field> fields =
          row.fields().stream().map(f -> new Field(f.name(), f.type(), f.typmod())).toList();
      return new DataType(type, typmod, true, fields);
    }
    return new DataType(type, typmod, type == Types.RECORD, null);
  }

  @Override
  public DataType type(TypeName name) {
    ResolvedName found = context.statements().type(name);
    return of(CollatedType.of(found.type(), collation), found.typmod());
  }

  private Optional<Table> relation(List<String> names) {
    String schema = names.size() > 1 ? names.get(names.size() - 2) : null;
    return context.session().catalog().table(new QualifiedName(schema, names.getLast()));
  }

  @Override
  public DataType rowType(List<String> relation) {
    Catalog catalog = context.session().catalog();
    Table table =
        relation(relation)
            .orElseThrow(() ->
                SqlException.of(
                    SqlState.UNDEFINED_TABLE,
                    String.format(
                        Locale.ROOT,
                        "relation \"%s\" does not exist",
                        String.join(".", relation))));
    Type row =
        catalog
            .type(TypeNumbers.rowType(table.oid()))
            .orElseThrow(() ->
                SqlException.of(
                    SqlState.WRONG_OBJECT_TYPE,
                    String.format(
                        Locale.ROOT,
                        "relation \"%s\" does not have a composite type",
                        table.name())));
    return of(row, -1);
  }

  @Override
  public @Nullable DataType columnType(List<String> names) {
    if (names.size() < 2) {
      return null;
    }
    Table table = relation(names.subList(0, names.size() - 1)).orElse(null);
    if (table == null) {
      return null;
    }
    for (Column column : table.liveColumns()) {
      if (column.name().equals(names.getLast())) {
        return of(column.type(), column.typmod());
      }
    }
    return null;
  }

  @Override
  public DataType collated(List<String> name, DataType type) {
    Collation collation =
        Collations.resolve(
            context.session().catalog(),
            new QualifiedName(name.size() < 2 ? null : name.get(name.size() - 2), name.getLast()),
            CollatedType.plain(type.type()));
    return of(CollatedType.of(CollatedType.plain(type.type()), collation), type.typmod());
  }
}
