package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.grammar.FoldedLiteral;
import dev.tusk.sql.grammar.PgNumber;
import dev.tusk.sql.planner.algebra.OutputField;
import dev.tusk.sql.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/**
 * The expressions of a select list, and behind them those that only sorting or locking needs
 * ({@code parse_clause.c}: {@code findTargetlistEntrySQL92}).
 */
final class TargetList {
  private final Analysis analysis;
  private final Scope scope;
  private final @Nullable Windows windows;
  private final List<OutputField> fields = new ArrayList<>();
  private int visible;

  TargetList(Analysis analysis, Scope scope, @Nullable Windows windows) {
    this.analysis = analysis;
    this.scope = scope;
    this.windows = windows;
  }

  /** Adds a column of the result; before any hidden one. */
  void add(OutputField field) {
    fields.add(field);
    visible = fields.size();
  }

  /**
   * The number of a hidden column with that expression, or of any column that has it already: the
   * same words mean the same column, of a set and of a volatile function too.
   */
  int hidden(RexNode expression) {
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).expression().equals(expression)) {
        return i;
      }
    }
    fields.add(new OutputField("", expression, 0, 0));
    return fields.size() - 1;
  }

  @Nullable Windows windows() {
    return windows;
  }

  /** All, the visible ones first. */
  List<OutputField> fields() {
    return fields;
  }

  int visible() {
    return visible;
  }

  boolean any(Predicate<RexNode> test) {
    return fields.stream().anyMatch(f -> test.test(f.expression()));
  }

  List<OutputField> visibleFields() {
    return List.copyOf(fields.subList(0, visible));
  }

  RexNode expression(int index) {
    return fields.get(index).expression();
  }

  void set(int index, RexNode expression) {
    fields.set(index, fields.get(index).with(expression));
  }

  /** Whether the item names a result column, by name or number. */
  boolean named(SqlNode node) {
    return node instanceof SqlIdentifier identifier
            && identifier.isSimple()
            && fields.stream().anyMatch(f -> f.name().equals(identifier.getSimple()))
        || node instanceof PgNumber;
  }

  /** The column that an item of ORDER BY, GROUP BY or DISTINCT ON means. */
  int find(SqlNode node, Clause clause, String name) {
    if (node instanceof SqlIdentifier identifier && identifier.isSimple()) {
      int found = byName(identifier, clause, name);
      if (found >= 0) {
        return found;
      }
    }
    if (node instanceof SqlLiteral literal) {
      return byNumber(literal, name);
    }
    RexNode expression =
        analysis.coercion.unknownToText(
            new ExpressionAnalyzer(analysis, scope, clause, windows).analyze(node));
    return hidden(expression);
  }

  private int byName(SqlIdentifier identifier, Clause clause, String name) {
    String wanted = identifier.getSimple();
    if (clause == Clause.GROUP_BY && inScope(wanted)) {
      return -1;
    }
    int found = -1;
    for (int i = 0; i < visible; i++) {
      if (fields.get(i).name().equals(wanted)) {
        if (found >= 0 && !fields.get(found).expression().equals(fields.get(i).expression())) {
          throw SqlException.of(
                  SqlState.AMBIGUOUS_COLUMN,
                  String.format(Locale.ROOT, "%s \"%s\" is ambiguous", name, wanted))
              .at(ExpressionAnalyzer.position(identifier));
        }
        found = found < 0 ? i : found;
      }
    }
    return found;
  }

  private boolean inScope(String column) {
    return scope.items().stream()
        .filter(NamespaceItem::columnsVisible)
        .anyMatch(i -> i.columns().stream().anyMatch(c -> c.name().equals(column)));
  }

  private int byNumber(SqlLiteral literal, String name) {
    int position = ExpressionAnalyzer.position(literal);
    if (!(literal instanceof PgNumber number) || number.kind() != FoldedLiteral.Kind.INTEGER) {
      throw SqlException.of(SqlState.SYNTAX_ERROR, "non-integer constant in " + name).at(position);
    }
    int ordinal = Integer.parseInt(number.text());
    if (ordinal < 1 || ordinal > visible) {
      throw SqlException.of(
              SqlState.INVALID_COLUMN_REFERENCE,
              String.format(Locale.ROOT, "%s position %d is not in select list", name, ordinal))
          .at(position);
    }
    return ordinal - 1;
  }

  static void checkSortable(Type type, int position) {
    if (!type.ordered()) {
      throw SqlException.of(
              SqlState.UNDEFINED_FUNCTION,
              "could not identify an ordering operator for type " + type.displayName())
          .withHint("Use an explicit ordering operator or modify the query.")
          .at(position);
    }
  }

  static void checkGroupable(Type type, int position) {
    if (!type.hashed()) {
      throw SqlException.of(
              SqlState.UNDEFINED_FUNCTION,
              "could not identify an equality operator for type " + type.displayName())
          .at(position);
    }
  }
}
