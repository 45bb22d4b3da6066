package dev.tusk.executor.command;

import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Constraint;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.BuiltinCollations;
import dev.tusk.sql.type.Collation;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An index of which ADD CONSTRAINT USING INDEX makes a constraint: it must be what the constraint
 * would have made for itself, or a dump would restore another one ({@code transformIndexConstraint}
 * in parse_utilcmd.c).
 *
 * @param position of the constraint in the statement
 */
record AdoptedIndex(TableDraft draft, Index index, int position) {
  void check() {
    String name = index.name();
    if (draft.constraints.stream()
        .anyMatch(c -> c instanceof Constraint.Unique u && u.indexOid() == index.oid())) {
      throw state("index \"%s\" is already associated with a constraint", name);
    }
    if (!index.valid()) {
      throw state("index \"%s\" is not valid", name);
    }
    if (!index.unique()) {
      throw unsuitable("\"%s\" is not a unique index", name);
    }
    if (index.keys().stream().anyMatch(key -> key.column() == 0)) {
      throw unsuitable("index \"%s\" contains expressions", name);
    }
    if (index.predicateText() != null) {
      throw unsuitable("\"%s\" is a partial index", name);
    }
    for (int i = 0; i < index.keys().size(); i++) {
      Index.Key key = index.keys().get(i);
      Column column = draft.columns.get(key.column() - 1);
      String usual = OperatorClasses.ofBtree(column.type(), null);
      if (key.descending()
          || key.nullsFirst()
          || !key.operatorClass().equals(usual)
          || !Objects.equals(
              collation(key.collation(), column), collation(column.collation(), column))) {
        throw unsuitable(
            "index \"%s\" column number %d does not have default sorting behavior", name, i + 1);
      }
    }
    if (draft.partitioning.key() != null) {
      throw SqlException.of(
          SqlState.FEATURE_NOT_SUPPORTED,
          "ALTER TABLE / ADD CONSTRAINT USING INDEX is not supported on partitioned tables");
    }
  }

  private static @Nullable Collation collation(@Nullable Collation named, Column column) {
    return named == null ? BuiltinCollations.of(column.type()) : named;
  }

  /** What is said of a name that is no index of the table. */
  static SqlException missing(CommandHost host, TableDraft draft, String name, int position) {
    Index elsewhere = host.catalog().index(new QualifiedName(draft.schema, name));
    return (elsewhere == null
            ? SqlException.of(SqlState.UNDEFINED_OBJECT, "index \"" + name + "\" does not exist")
            : SqlException.of(
                SqlState.OBJECT_NOT_IN_PREREQUISITE_STATE,
                "index \"" + name + "\" does not belong to table \"" + draft.name + "\""))
        .at(position);
  }

  private SqlException state(String message, Object... values) {
    return SqlException.of(
            SqlState.OBJECT_NOT_IN_PREREQUISITE_STATE, String.format(Locale.ROOT, message, values))
        .at(position);
  }

  private SqlException unsuitable(String message, Object... values) {
    return SqlException.of(SqlState.WRONG_OBJECT_TYPE, String.format(Locale.ROOT, message, values))
        .withDetail("Cannot create a primary key or unique constraint using such an index.")
        .at(position);
  }
}
