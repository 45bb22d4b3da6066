package dev.tusk.executor.pgcatalog;

import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Constraint;
import dev.tusk.sql.catalog.Identifier;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.type.CollatedType;
import dev.tusk.sql.type.Collation;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Objects written as the SQL that makes them: pg_get_indexdef, pg_get_constraintdef (ruleutils.c).
 */
public final class Definitions {
  private Definitions() {}

  /** quote_ident(): the name as it must be written. */
  public static String quoted(String name) {
    return Identifier.quoted(name);
  }

  static String quotedAll(Table table, List<Integer> columns) {
    return columns.stream()
        .map(number -> quoted(table.column(number).name()))
        .collect(Collectors.joining(", "));
  }

  /** {@code CREATE INDEX … USING …}. */
  public static String index(Table table, Index index) {
    return index(table, index, true, null);
  }

  /**
   * As above.
   *
   * @param showSchema whether the table's schema is written
   * @param pretty makes an expression pretty; null to keep it in its full form
   */
  static String index(
      Table table, Index index, boolean showSchema, @Nullable UnaryOperator<String> pretty) {
    StringBuilder sql = new StringBuilder("CREATE ");
    sql.append(index.unique() ? "UNIQUE INDEX " : "INDEX ")
        .append(quoted(index.name()))
        .append(" ON ")
        .append(table.kind() == Table.Kind.PARTITIONED ? "ONLY " : "")
        .append(showSchema ? quoted(table.schema()) + "." : "")
        .append(quoted(table.name()))
        .append(" USING ")
        .append(index.method())
        .append(" (");
    for (int i = 0; i < index.keys().size(); i++) {
      sql.append(i == 0 ? "" : ", ").append(key(table, index, i, true, pretty));
    }
    sql.append(')');
    if (!index.included().isEmpty()) {
      sql.append(" INCLUDE (").append(quotedAll(table, index.included())).append(')');
    }
    if (!index.options().isEmpty()) {
      sql.append(" WITH (").append(options(index.options())).append(')');
    }
    if (index.predicateText() != null) {
      sql.append(" WHERE ").append(condition(index.predicateText(), pretty));
    }
    return sql.toString();
  }

  private static String options(Map<String, String> options) {
    return options.entrySet().stream()
        .map(option -> option.getKey() + "=" + optionValue(option.getValue()))
        .collect(Collectors.joining(", "));
  }

  /** A word that is a name stands as it is (flatten_reloptions). */
  private static String optionValue(String value) {
    return quoted(value).equals(value) ? value : "'" + value.replace("'", "''") + "'";
  }

  /** One key, as pg_get_indexdef(index, n) gives it; with its operator class and order if asked. */
  public static String key(Table table, Index index, int i, boolean withOptions) {
    return key(table, index, i, withOptions, null);
  }

  /**
   * The same.
   *
   * @param pretty makes an expression pretty; null to keep it in its full form
   */
  public static String key(
      Table table,
      Index index,
      int i,
      boolean withOptions,
      @Nullable UnaryOperator<String> pretty) {
    Index.Key key = index.keys().get(i);
    String text = keyText(table, key, pretty);
    if (!withOptions) {
      return text;
    }
    Collation collation = key.effectiveCollation();
    boolean collates =
        key.column() == 0
            ? key.collates()
            : !Objects.equals(collation, table.column(key.column()).effectiveCollation());
    if (collates && collation != null) {
      text += " COLLATE " + quoted(collation.name());
    }
    if (!OperatorClass.isDefault(
        index.accessMethod(i), key.operatorClass(), CollatedType.plain(key.type()))) {
      text += " " + key.operatorClass();
    }
    if (key.descending()) {
      text += " DESC" + (key.nullsFirst() ? "" : " NULLS LAST");
    } else if (key.nullsFirst()) {
      text += " NULLS FIRST";
    }
    return text;
  }

  private static String keyText(
      Table table, Index.Key key, @Nullable UnaryOperator<String> pretty) {
    String expression = key.expressionText();
    if (expression == null) {
      return quoted(table.column(key.column()).name());
    }
    String text = pretty == null ? expression : pretty.apply(expression);
    return isCall(expression) ? text : "(" + text + ")";
  }

  private static String condition(String text, @Nullable UnaryOperator<String> pretty) {
    return pretty == null ? parenthesised(text) : pretty.apply(text);
  }

  /** Whether it looks like a function: a name, and parentheses to its end. */
  static boolean isCall(String expression) {
    int depth = 0;
    boolean quoted = false;
    for (int i = 0; i < expression.length(); i++) {
      char c = expression.charAt(i);
      if (c == '\'') {
        quoted = !quoted;
      } else if (!quoted && c == '(') {
        depth++;
      } else if (!quoted && c == ')') {
        depth--;
      }
      boolean outside = depth == 0 && !quoted && i < expression.length() - 1;
      if (outside && !Character.isLetterOrDigit(c) && "_.\"".indexOf(c) < 0) {
        return false;
      }
    }
    return expression.endsWith(")") && !expression.startsWith("(");
  }

  private static String parenthesised(String expression) {
    return expression.startsWith("(") && expression.endsWith(")")
        ? expression
        : "(" + expression + ")";
  }

  /**
   * {@code PRIMARY KEY (id)}, {@code CHECK ((a > 0))}, {@code FOREIGN KEY (a) REFERENCES t(id)}.
   *
   * @param referenced the table that a foreign key names; null for other kinds
   * @param pretty makes an expression pretty; null to keep it in its full form
   * @param showSchema whether the referenced table's schema is not on the search path
   */
  public static String constraint(
      Table table,
      Constraint constraint,
      @Nullable Table referenced,
      boolean showSchema,
      @Nullable UnaryOperator<String> pretty) {
    return switch (constraint) {
          case Constraint.Unique unique ->
              (unique.primary() ? "PRIMARY KEY (" : "UNIQUE (")
                  + quotedAll(table, unique.columns())
                  + ")"
                  + included(table, unique);
          case Constraint.Exclusion exclusion -> exclusion(table, exclusion, pretty);
          case Constraint.Check check ->
              "CHECK ("
                  + condition(check.expressionText(), pretty)
                  + ")"
                  + (check.noInherit() ? " NO INHERIT" : "");
          case Constraint.ForeignKey key -> foreignKey(table, key, referenced, showSchema);
        }
        + timing(constraint.timing())
        + (constraint.validated() ? "" : " NOT VALID");
  }

  private static String included(Table table, Constraint.Unique unique) {
    return table.indexes().stream()
        .filter(index -> index.oid() == unique.indexOid() && !index.included().isEmpty())
        .map(index -> " INCLUDE (" + quotedAll(table, index.included()) + ")")
        .findFirst()
        .orElse("");
  }

  private static String exclusion(
      Table table, Constraint.Exclusion exclusion, @Nullable UnaryOperator<String> pretty) {
    StringBuilder sql = new StringBuilder("EXCLUDE USING ");
    for (Index index : table.indexes()) {
      if (index.oid() != exclusion.indexOid()) {
        continue;
      }
      sql.append(index.method()).append(" (");
      for (int i = 0; i < index.keys().size(); i++) {
        sql.append(i == 0 ? "" : ", ")
            .append(key(table, index, i, true, pretty))
            .append(" WITH ")
            .append(exclusion.operators().get(i));
      }
      sql.append(')');
      if (!index.included().isEmpty()) {
        sql.append(" INCLUDE (").append(quotedAll(table, index.included())).append(')');
      }
      if (!index.options().isEmpty()) {
        sql.append(" WITH (").append(options(index.options())).append(')');
      }
      if (index.predicateText() != null) {
        sql.append(" WHERE (").append(condition(index.predicateText(), pretty)).append(')');
      }
    }
    return sql.toString();
  }

  private static String timing(Constraint.Timing timing) {
    return switch (timing) {
      case NOT_DEFERRABLE -> "";
      case INITIALLY_IMMEDIATE -> " DEFERRABLE";
      case INITIALLY_DEFERRED -> " DEFERRABLE INITIALLY DEFERRED";
    };
  }

  private static String foreignKey(
      Table table, Constraint.ForeignKey key, @Nullable Table referenced, boolean showSchema) {
    StringBuilder sql = new StringBuilder("FOREIGN KEY (");
    sql.append(quotedAll(table, key.columns())).append(") REFERENCES ");
    if (referenced == null) {
      return sql.append('?').toString();
    }
    if (showSchema) {
      sql.append(quoted(referenced.schema())).append('.');
    }
    sql.append(quoted(referenced.name()))
        .append('(')
        .append(quotedAll(referenced, key.referencedColumns()))
        .append(')');
    if (key.matchesFull()) {
      sql.append(" MATCH FULL");
    }
    appendAction(sql, " ON UPDATE ", key.onUpdate());
    appendAction(sql, " ON DELETE ", key.onDelete());
    if (!key.setColumns().isEmpty()) {
      sql.append(" (").append(quotedAll(table, key.setColumns())).append(')');
    }
    return sql.toString();
  }

  private static void appendAction(StringBuilder sql, String event, Constraint.Action action) {
    if (action != Constraint.Action.NO_ACTION) {
      sql.append(event).append(action.name().replace('_', ' ').toUpperCase(Locale.ROOT));
    }
  }

  /** Name of a column by number; null when there is none. */
  static @Nullable String columnName(Table table, int number) {
    if (number < 1 || number > table.columns().size()) {
      return null;
    }
    Column column = table.column(number);
    return column.dropped() ? null : column.name();
  }
}
