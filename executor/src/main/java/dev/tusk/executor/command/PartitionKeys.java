package dev.tusk.executor.command;

import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.catalog.PartitionKey;
import dev.tusk.sql.catalog.PartitionKey.Strategy;
import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.plan.ExpressionFacts;
import dev.tusk.sql.planner.analyze.Collations;
import dev.tusk.sql.statement.PartitionBy;
import dev.tusk.sql.type.Collation;
import dev.tusk.sql.type.ExtendedHash;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** PARTITION BY as written, made into a key (transformPartitionSpec, ComputePartitionAttrs). */
final class PartitionKeys {
  private static final int MAX_KEYS = 32;

  private static final Set<String> SYSTEM_COLUMNS =
      Set.of("ctid", "xmin", "cmin", "xmax", "cmax", "tableoid");

  private final CommandHost host;
  private final TableDraft draft;
  private final List<CatalogExpressions.Checked> expressions = new ArrayList<>();
  private Strategy strategy = Strategy.RANGE;

  PartitionKeys(CommandHost host, TableDraft draft) {
    this.host = host;
    this.draft = draft;
  }

  /** Divides the table. */
  void divide(PartitionBy by) {
    if (by.elements().size() > MAX_KEYS) {
      throw SqlException.of(
          SqlState.TOO_MANY_COLUMNS, "cannot partition using more than " + MAX_KEYS + " columns");
    }
    strategy = strategy(by.strategy());
    if (strategy == Strategy.LIST && by.elements().size() > 1) {
      throw invalid("cannot use \"list\" partition strategy with more than one column");
    }
    List<PartitionKey.Key> keys = new ArrayList<>();
    for (PartitionBy.Element element : by.elements()) {
      keys.add(key(element, keys.size() + 1));
    }
    draft.partitioning = draft.partitioning.withKey(new PartitionKey(strategy, List.copyOf(keys)));
    draft.referTo(ObjectAddress.relation(draft.oid), expressions);
  }

  /**
   * Refuses to change a column by which the rows are divided.
   *
   * @param what drop or alter
   */
  static void checkColumn(CommandHost host, TableDraft draft, Column column, String what) {
    PartitionKey key = draft.partitioning.key();
    if (key == null) {
      return;
    }
    for (PartitionKey.Key part : key.keys()) {
      String text = part.expressionText();
      if (part.column() == column.number()
          || text != null
              && host.expressions().columnsOf(draft.table(), text).contains(column.number())) {
        throw SqlException.of(
            SqlState.INVALID_TABLE_DEFINITION,
            String.format(
                Locale.ROOT,
                "cannot %s column \"%s\" because it is part of the partition key of relation"
                    + " \"%s\"",
                what,
                column.name(),
                draft.name));
      }
    }
  }

  private static Strategy strategy(String name) {
    for (Strategy strategy : Strategy.values()) {
      if (strategy.name().toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT))) {
        return strategy;
      }
    }
    throw SqlException.of(
        SqlState.INVALID_PARAMETER_VALUE, "unrecognized partitioning strategy \"" + name + "\"");
  }

  private static SqlException invalid(String message) {
    return SqlException.of(SqlState.INVALID_OBJECT_DEFINITION, message);
  }

  private PartitionKey.Key key(PartitionBy.Element element, int number) {
    if (element.column() != null) {
      Column column = column(element.column(), element.position());
      return key(
          element, column.number(), null, column.type(), column.typmod(), column.collation());
    }
    if (element.expression() == null) {
      throw new IllegalArgumentException("key without column and expression");
    }
    Table table = draft.table();
    CatalogExpressions.Checked checked =
        host.expressions().partitionKey(table, element.expression());
    checkType(checked.type(), number);
    for (int read : checked.columns()) {
      checkNotGenerated(draft.columns.get(read - 1), element.position());
    }
    Column plain = table.column(checked.text()).orElse(null);
    if (plain != null) {
      return key(element, plain.number(), null, plain.type(), plain.typmod(), plain.collation());
    }
    ExpressionFacts facts = checked.facts();
    if (facts.inputs().isEmpty()) {
      throw invalid("cannot use constant expression as partition key");
    }
    expressions.add(checked);
    return key(
        element,
        0,
        checked.text(),
        checked.type(),
        checked.typmod(),
        host.expressions().collations(table, element.expression()).whole());
  }

  private static void checkType(Type type, int number) {
    if (type.category() == 'P' || type == Types.UNKNOWN || type == Types.RECORD) {
      throw SqlException.of(
          SqlState.INVALID_TABLE_DEFINITION,
          "partition key column " + number + " has pseudo-type " + type.displayName());
    }
  }

  private Column column(String name, int position) {
    if (SYSTEM_COLUMNS.contains(name)) {
      throw invalid("cannot use system column \"" + name + "\" in partition key").at(position);
    }
    if (!draft.hasColumn(name)) {
      throw SqlException.of(
              SqlState.UNDEFINED_COLUMN,
              "column \"" + name + "\" named in partition key does not exist")
          .at(position);
    }
    Column column = draft.column(name);
    checkNotGenerated(column, position);
    return column;
  }

  private static void checkNotGenerated(Column column, int position) {
    if (column.generated()) {
      throw invalid("cannot use generated column in partition key")
          .withDetail("Column \"" + column.name() + "\" is a generated column.")
          .at(position);
    }
  }

  private PartitionKey.Key key(
      PartitionBy.Element element,
      int column,
      @Nullable String text,
      Type type,
      int typmod,
      @Nullable Collation own) {
    Collation collation =
        element.collation() == null
            ? own
            : Collations.resolve(host.catalog(), element.collation(), type);
    return new PartitionKey.Key(
            column, text, type, typmod, null, operatorClass(type, element.operatorClass()))
        .collatedBy(collation);
  }

  private String operatorClass(Type type, @Nullable QualifiedName named) {
    String method = strategy == Strategy.HASH ? "hash" : "btree";
    boolean there = strategy == Strategy.HASH ? ExtendedHash.supports(type) : type.ordered();
    if (named == null && !there) {
      throw SqlException.of(
              SqlState.UNDEFINED_OBJECT,
              String.format(
                  Locale.ROOT,
                  "data type %s has no default operator class for access method \"%s\"",
                  type.displayName(),
                  method))
          .withHint(
              String.format(
                  Locale.ROOT,
                  "You must specify a %1$s operator class or define a default %1$s operator class"
                      + " for the data type.",
                  method));
    }
    if (strategy == Strategy.HASH) {
      if (named != null && !named.name().equals(type.operatorClass())) {
        throw SqlException.of(
            SqlState.UNDEFINED_OBJECT,
            "operator class \"" + named + "\" does not exist for access method \"hash\"");
      }
      return type.operatorClass();
    }
    return OperatorClasses.ofBtree(type, named);
  }
}
