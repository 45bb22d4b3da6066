package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject.SequenceObject;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Dependency;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.planner.analyze.Collations;
import dev.tusk.sql.statement.ColumnDefinition;
import dev.tusk.sql.statement.ParsedExpression;
import dev.tusk.sql.statement.SequenceOptions;
import dev.tusk.sql.statement.TypeName;
import dev.tusk.sql.type.Collation;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Columns as written, made into descriptors; with the sequences of serial and identity columns. */
final class ColumnBuilder {
  /** MaxHeapAttributeNumber. */
  private static final int MAX_COLUMNS = 1600;

  private final CommandHost host;
  private final TableDraft draft;
  private final Inheritance inheritance;

  /** Generated columns, whose expressions may read columns behind them. */
  private final List<ColumnDefinition> generated = new ArrayList<>();

  ColumnBuilder(CommandHost host, TableDraft draft) {
    this(host, draft, new Inheritance(host, draft));
  }

  /** Of a new table that may have columns of its parents already. */
  ColumnBuilder(CommandHost host, TableDraft draft, Inheritance inheritance) {
    this.host = host;
    this.draft = draft;
    this.inheritance = inheritance;
  }

  /** Whether there is such a column that is not only inherited. */
  private boolean taken(String name) {
    return draft.hasColumn(name) && (!draft.created || inheritance.inherited(name) == null);
  }

  /** Where a column of that name will be. */
  int placeOf(String name) {
    Column there = draft.created ? inheritance.inherited(name) : null;
    return there == null ? draft.columns.size() + 1 : there.number();
  }

  /** Adds a column to the draft, and makes its sequence. */
  Column add(ColumnDefinition definition) {
    if (taken(definition.name())) {
      throw SqlException.of(
          SqlState.DUPLICATE_COLUMN,
          draft.created
              ? "column \"" + definition.name() + "\" specified more than once"
              : "column \""
                  + definition.name()
                  + "\" of relation \""
                  + draft.name
                  + "\" already exists");
    }
    if (isSystemName(definition.name())) {
      throw SqlException.of(
          SqlState.DUPLICATE_COLUMN,
          "column name \"" + definition.name() + "\" conflicts with a system column name");
    }
    if (draft.columns.size() >= MAX_COLUMNS) {
      throw SqlException.of(
          SqlState.TOO_MANY_COLUMNS, "tables can have at most " + MAX_COLUMNS + " columns");
    }
    if (definition.generated() != null) {
      generated.add(definition);
    }
    Type serial = serialType(definition.type());
    return serial != null ? addSerial(definition, serial) : addPlain(definition);
  }

  /** Reads the expressions of generated columns, when all columns are there. */
  void finish() {
    for (ColumnDefinition definition : generated) {
      ParsedExpression expression = definition.generated();
      if (expression == null) {
        continue;
      }
      Column c = draft.column(definition.name());
      CatalogExpressions.Checked checked =
          host.expressions().generated(draft.table(), c.name(), c.type(), c.typmod(), expression);
      draft.replace(c.withDefault(checked.text()));
      draft.referTo(ObjectAddress.defaultOf(draft.oid, c.number()), List.of(checked));
    }
    generated.clear();
    for (Column column : List.copyOf(draft.columns)) {
      if (CatalogExpressions.NO_DEFAULT.equals(column.defaultText()) && !column.generated()) {
        draft.replace(column.withDefault(null));
        draft.refer(ObjectAddress.defaultOf(draft.oid, column.number()), List.of());
      }
    }
  }

  /**
   * Adds a column as another table has it.
   *
   * @param text its default or expression
   */
  Column copy(Column source, @Nullable String text, Column.Identity identity) {
    if (taken(source.name())) {
      throw SqlException.of(
          SqlState.DUPLICATE_COLUMN, "column \"" + source.name() + "\" specified more than once");
    }
    return put(
        inheritance.place(source.name()),
        source.name(),
        new CatalogExpressions.Resolved(source.type(), source.typmod()),
        source.collation(),
        source.notNull(),
        text,
        identity);
  }

  static boolean isSystemName(String name) {
    return switch (name) {
      case "ctid", "xmin", "xmax", "cmin", "cmax", "tableoid" -> true;
      default -> false;
    };
  }

  private Column addPlain(ColumnDefinition definition) {
    CatalogExpressions.Resolved type = host.expressions().type(definition.type());
    checkStorable(definition.name(), type.type());
    UseRights.type(host, type.type());
    Collation collation = null;
    if (definition.collation() != null) {
      try {
        collation = Collations.resolve(host.catalog(), definition.collation(), type.type());
      } catch (SqlException e) {
        throw e.at(definition.collationPosition());
      }
    }
    ColumnDefinition.Identity identity = definition.identity();
    int number = inheritance.place(definition.name());
    String text = null;
    if (definition.defaultValue() != null) {
      CatalogExpressions.Checked checked =
          host.expressions()
              .defaultValue(
                  definition.name(), type.type(), type.typmod(), definition.defaultValue());
      text = checked.text();
      draft.referTo(ObjectAddress.defaultOf(draft.oid, number), List.of(checked));
    }
    if (identity != null) {
      text = sequence(definition.name(), number, type.type(), identity.options(), true);
    }
    return put(
        number,
        definition.name(),
        type,
        collation,
        definition.notNull() || identity != null,
        text,
        identity == null
            ? definition.generated() == null ? Column.Identity.NONE : Column.Identity.STORED
            : identity.always() ? Column.Identity.ALWAYS : Column.Identity.BY_DEFAULT);
  }

  private Column addSerial(ColumnDefinition definition, Type type) {
    if (definition.generated() != null) {
      throw SqlException.of(
          SqlState.SYNTAX_ERROR,
          "both default and generation expression specified for column \""
              + definition.name()
              + "\" of table \""
              + draft.name
              + "\"");
    }
    if (definition.defaultValue() != null || definition.identity() != null) {
      throw SqlException.of(
          SqlState.SYNTAX_ERROR,
          "multiple default values specified for column \""
              + definition.name()
              + "\" of table \""
              + draft.name
              + "\"");
    }
    if (definition.type().arrayDimensions() > 0) {
      throw SqlException.notSupported("array of serial");
    }
    int number = inheritance.place(definition.name());
    String text = sequence(definition.name(), number, type, SequenceRules.NONE, false);
    return put(
        number,
        definition.name(),
        new CatalogExpressions.Resolved(type, -1),
        null,
        true,
        text,
        Column.Identity.NONE);
  }

  private Column put(
      int number,
      String name,
      CatalogExpressions.Resolved type,
      @Nullable Collation collation,
      boolean notNull,
      @Nullable String defaultText,
      Column.Identity identity) {
    Column column =
        new Column(number, name, type.type(), type.typmod(), notNull, defaultText, identity, false)
            .withCollation(collation);
    if (number <= draft.columns.size()) {
      Column merged = inheritance.merged(draft.columns.get(number - 1), column);
      draft.replace(merged);
      return merged;
    }
    draft.columns.add(column);
    if (TableDraft.isVectorSlot(column)) {
      draft.dimensions.put(number, type.typmod());
    }
    return column;
  }

  private static @Nullable Type serialType(TypeName name) {
    if (name.schema() != null) {
      return null;
    }
    return switch (name.name()) {
      case "serial", "serial4" -> Types.INT4;
      case "bigserial", "serial8" -> Types.INT8;
      case "smallserial", "serial2" -> Types.INT2;
      default -> null;
    };
  }

  static void checkStorable(String column, Type type) {
    boolean rows = type == Types.RECORD || type.elementType() == Types.RECORD;
    if (type.category() == 'P' || type == Types.UNKNOWN || rows) {
      throw SqlException.of(
          SqlState.INVALID_TABLE_DEFINITION,
          "column \"" + column + "\" has pseudo-type " + type.displayName());
    }
  }

  /** Makes the column's sequence; answers the default that takes values from it. */
  String sequence(String column, int number, Type type, SequenceOptions options, boolean identity) {
    if (identity && type != Types.INT2 && type != Types.INT4 && type != Types.INT8) {
      throw SequenceRules.invalid("identity column type must be smallint, integer, or bigint");
    }
    SequenceRules.Rule rule = SequenceRules.make(type, options, null);
    String schema = draft.schema;
    if (!draft.created) {
      host.catalog().requireCreation(schema);
    }
    String name =
        options.sequenceName() != null
            ? options.sequenceName().name()
            : Names.chooseRelation(
                host.changes().state(), draft.databaseOid, schema, draft.name, column, "seq");
    SequenceObject sequence =
        new SequenceObject(
            host.changes().newOid(),
            draft.databaseOid,
            schema,
            name,
            rule.type().oid(),
            rule.spec(),
            rule.cache(),
            draft.oid,
            number,
            identity,
            draft.temporary());
    host.transaction().createSequence(sequence.oid(), rule.spec());
    host.changes().put(sequence);
    draft.refer(
        ObjectAddress.defaultOf(draft.oid, number), List.of(Dependency.normal(sequence.address())));
    return defaultText(sequence);
  }

  static String defaultText(SequenceObject sequence) {
    String name = Names.quoted(sequence.schema()) + "." + Names.quoted(sequence.name());
    return "nextval('" + name.replace("'", "''") + "'::regclass)";
  }
}
