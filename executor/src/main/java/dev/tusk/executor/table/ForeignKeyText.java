package dev.tusk.executor.table;

import dev.tusk.executor.table.AfterEvent.OldKey;
import dev.tusk.sql.catalog.Constraint.Action;
import dev.tusk.sql.catalog.Constraint.ForeignKey;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.type.Type;
import java.util.ArrayList;
import java.util.List;

/**
 * The statements by which PostgreSQL would act upon a key that is gone (ri_triggers.c): errors name
 * them as what they happened in.
 */
final class ForeignKeyText {
  private ForeignKeyText() {}

  static String context(OldKey old, Table child) {
    return "SQL statement \"" + statement(old, child) + "\"";
  }

  private static String statement(OldKey old, Table child) {
    ForeignKey key = old.reference().key();
    String only = child.kind() == Table.Kind.PARTITIONED ? "" : "ONLY ";
    String name = only + quoted(child.schema()) + "." + quoted(child.name());
    if (old.deletes()) {
      return "DELETE FROM " + name + " WHERE " + conditions(old, child, 1);
    }
    List<String> sets = new ArrayList<>();
    int parameter = 1;
    for (int number : key.columns()) {
      String column = quoted(child.column(number).name());
      if (old.action() == Action.CASCADE) {
        sets.add(column + " = $" + parameter++);
      } else if (old.after() != null || key.setOnDelete(number)) {
        sets.add(column + (old.action() == Action.SET_NULL ? " = NULL" : " = DEFAULT"));
      }
    }
    return "UPDATE "
        + name
        + " SET "
        + String.join(", ", sets)
        + " WHERE "
        + conditions(old, child, parameter);
  }

  private static String conditions(OldKey old, Table child, int parameter) {
    ForeignKey key = old.reference().key();
    List<String> conditions = new ArrayList<>();
    for (int i = 0; i < key.columns().size(); i++) {
      Type referenced = old.object().table().column(key.referencedColumns().get(i)).type();
      Type referencing = child.column(key.columns().get(i)).type();
      conditions.add(
          "$"
              + (parameter + i)
              + cast(referenced)
              + " OPERATOR(pg_catalog.=) "
              + quoted(child.column(key.columns().get(i)).name())
              + cast(referencing));
    }
    return String.join(" AND ", conditions);
  }

  /** To the type whose operator compares it. */
  private static String cast(Type type) {
    Type compared = type.comparedAs();
    return compared == type ? "" : "::pg_catalog." + compared.name();
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
