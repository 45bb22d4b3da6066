package dev.tusk.executor.pgcatalog;

import dev.tusk.sql.catalog.AccessMethod;
import dev.tusk.sql.catalog.PartitionBound;
import dev.tusk.sql.catalog.PartitionBound.Edge;
import dev.tusk.sql.catalog.PartitionKey;
import dev.tusk.sql.catalog.PartitionKey.Strategy;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.type.CollatedType;
import dev.tusk.sql.type.Collation;
import dev.tusk.sql.type.FormatSettings;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Keys and bounds of partitions written as the SQL that makes them (ruleutils.c). */
public final class PartitionDefinitions {
  private PartitionDefinitions() {}

  /**
   * {@code RANGE (a, lower(b))}.
   *
   * @param pretty makes an expression pretty; null to keep it in its full form
   */
  static String key(Table table, PartitionKey key, @Nullable UnaryOperator<String> pretty) {
    List<String> parts = new ArrayList<>();
    for (PartitionKey.Key part : key.keys()) {
      boolean plain =
          key.strategy() == Strategy.HASH
              || OperatorClass.isDefault(
                  AccessMethod.BTREE, part.operatorClass(), CollatedType.plain(part.type()));
      Collation collation = part.effectiveCollation();
      String collates =
          part.column() == 0
                  || collation == null
                  || collation.equals(table.column(part.column()).effectiveCollation())
              ? ""
              : " COLLATE " + Definitions.quoted(collation.name());
      parts.add(
          keyText(table, part, pretty) + collates + (plain ? "" : " " + part.operatorClass()));
    }
    return key.strategy().name() + " (" + String.join(", ", parts) + ")";
  }

  /** The columns and expressions of a key alone. */
  public static String columns(
      Table table, PartitionKey key, @Nullable UnaryOperator<String> pretty) {
    return key.keys().stream()
        .map(part -> keyText(table, part, pretty))
        .collect(Collectors.joining(", "));
  }

  private static String keyText(
      Table table, PartitionKey.Key key, @Nullable UnaryOperator<String> pretty) {
    String expression = key.expressionText();
    if (expression == null) {
      return Definitions.quoted(table.column(key.column()).name());
    }
    String text = pretty == null ? expression : pretty.apply(expression);
    return Definitions.isCall(expression) ? text : "(" + text + ")";
  }

  /** {@code FOR VALUES …} or DEFAULT. */
  static String bound(PartitionKey key, PartitionBound bound, FormatSettings format) {
    return switch (bound) {
      case PartitionBound.Default _ -> "DEFAULT";
      case PartitionBound.Hash hash ->
          "FOR VALUES WITH (modulus " + hash.modulus() + ", remainder " + hash.remainder() + ")";
      case PartitionBound.In in ->
          "FOR VALUES IN ("
              + in.values().stream()
                  .map(value -> value(key.keys().getFirst().type(), value, format))
                  .collect(Collectors.joining(", "))
              + ")";
      case PartitionBound.Range range ->
          "FOR VALUES FROM "
              + edges(key, range.from(), format)
              + " TO "
              + edges(key, range.to(), format);
    };
  }

  /** {@code (1, MAXVALUE)}. */
  public static String edges(PartitionKey key, List<Edge> edges, FormatSettings format) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < edges.size(); i++) {
      Type type = key.keys().get(i).type();
      texts.add(
          switch (edges.get(i)) {
            case Edge.Minimum _ -> "MINVALUE";
            case Edge.Maximum _ -> "MAXVALUE";
            case Edge.Value value -> value(type, value.text(), format);
          });
    }
    return "(" + String.join(", ", texts) + ")";
  }

  /** A constant without its type (get_const_expr). */
  static String value(Type type, @Nullable String text, FormatSettings format) {
    if (text == null) {
      return "NULL";
    }
    String shown = type.toText(type.parse(text, FormatSettings.DEFAULT), format);
    if (type == Types.BOOL) {
      return shown.equals("t") ? "true" : "false";
    }
    boolean digits = Character.isDigit(shown.charAt(0));
    boolean plain =
        type == Types.INT4 && digits
            || type == Types.NUMERIC
                && digits
                && shown.chars().anyMatch(c -> "eE.".indexOf(c) >= 0);
    return plain ? shown : "'" + shown.replace("'", "''") + "'";
  }
}
