package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.sql.catalog.Constraint;
import dev.tusk.sql.catalog.Table;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A column of a key or foreign key, for information_schema. */
public record KeyColumn(ConstraintRow row, int index) {
  public static List<KeyColumn> keys(CatalogView view) {
    List<KeyColumn> rows = new ArrayList<>();
    for (ConstraintRow row : ConstraintRow.all(view)) {
      int count =
          switch (row.constraint()) {
            case Constraint.Unique unique -> unique.columns().size();
            case Constraint.Check _, Constraint.Exclusion _ -> 0;
            case Constraint.ForeignKey key -> key.columns().size();
          };
      for (int i = 0; i < count; i++) {
        rows.add(new KeyColumn(row, i));
      }
    }
    return rows;
  }

  public static List<KeyColumn> used(CatalogView view) {
    return keys(view);
  }

  public Table table() {
    return row.table();
  }

  public Constraint constraint() {
    return row.constraint();
  }

  private int column() {
    return switch (row.constraint()) {
      case Constraint.Unique unique -> unique.columns().get(index);
      case Constraint.ForeignKey key -> key.columns().get(index);
      case Constraint.Check _, Constraint.Exclusion _ ->
          throw new IllegalStateException("neither has a key");
    };
  }

  public String columnName() {
    return table().column(column()).name();
  }

  public int position() {
    return index + 1;
  }

  public @Nullable Integer referencedPosition() {
    return row.constraint() instanceof Constraint.ForeignKey ? (Integer) (index + 1) : null;
  }

  /** The table that the constraint depends on: a foreign key's is the referenced one. */
  public Table usedTable() {
    Table referenced = row.referencedTable();
    return referenced == null ? table() : referenced;
  }

  public String usedColumnName() {
    return row.constraint() instanceof Constraint.ForeignKey key && usedTable() != table()
        ? usedTable().column(key.referencedColumns().get(index)).name()
        : columnName();
  }
}
