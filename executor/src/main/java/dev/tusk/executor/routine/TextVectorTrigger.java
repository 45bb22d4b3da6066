package dev.tusk.executor.routine;

import dev.tusk.executor.textsearch.Configuration;
import dev.tusk.executor.textsearch.TextSearchCatalog;
import dev.tusk.executor.textsearch.WordReader;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code tsvector_update_trigger(column, configuration, text column, …)} and {@code
 * tsvector_update_trigger_column}, whose configuration is in a column: keep a tsvector of what
 * other columns say (tsvector_op.c).
 */
public final class TextVectorTrigger implements TriggerBody {
  /** Of the functions in pg_proc. */
  public static final long OID = 3752;

  public static final long OF_COLUMN_OID = 3753;

  private final boolean ofColumn;

  /**
   * @param ofColumn the configuration is in a column
   */
  public TextVectorTrigger(boolean ofColumn) {
    this.ofColumn = ofColumn;
  }

  /** It is no function to be called by a query. */
  public static SqlException notCalledByTrigger() {
    return wrong("not fired by trigger manager");
  }

  private static SqlException wrong(String what) {
    return SqlException.of(SqlState.INTERNAL_ERROR, "tsvector_update_trigger: " + what);
  }

  @Override
  public @Nullable Object @Nullable [] fire(TriggerData trigger, RoutineContext context) {
    check(trigger);
    List<String> arguments = trigger.arguments();
    List<Column> columns = trigger.relation().liveColumns();
    @Nullable Object[] row = Objects.requireNonNull(trigger.newRow());
    int target =
        position(
            columns, arguments.getFirst(), Types.TSVECTOR, "tsvector column", "of tsvector type");
    Configuration configuration = configuration(arguments.get(1), columns, row, context);
    WordReader reader = new WordReader(configuration, context);
    boolean needed = trigger.operation() == TriggerData.Operation.INSERT;
    for (String name : arguments.subList(2, arguments.size())) {
      int at = position(columns, name, Types.TEXT, "column", "of a character type");
      needed |= trigger.assigned().contains(columns.get(at).number());
      if (row[at] instanceof String text) {
        reader.read(text);
      }
    }
    if (!needed) {
      return row;
    }
    @Nullable Object[] changed = row.clone();
    changed[target] = reader.vector();
    return changed;
  }

  private static void check(TriggerData trigger) {
    if (!trigger.perRow()) {
      throw wrong("must be fired for row");
    }
    if (trigger.when() != TriggerData.When.BEFORE) {
      throw wrong("must be fired BEFORE event");
    }
    if (trigger.operation() != TriggerData.Operation.INSERT
        && trigger.operation() != TriggerData.Operation.UPDATE) {
      throw wrong("must be fired for INSERT or UPDATE");
    }
    if (trigger.arguments().size() < 3) {
      throw wrong("arguments must be tsvector_field, ts_config, text_field1, ...)");
    }
  }

  private static int position(
      List<Column> columns, String name, Type type, String noun, String kind) {
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      if (!column.name().equals(name)) {
        continue;
      }
      if (column.type().comparedAs() != type) {
        throw SqlException.of(SqlState.DATATYPE_MISMATCH, "column \"" + name + "\" is not " + kind);
      }
      return i;
    }
    throw SqlException.of(SqlState.UNDEFINED_COLUMN, noun + " \"" + name + "\" does not exist");
  }

  private Configuration configuration(
      String named, List<Column> columns, @Nullable Object[] row, RoutineContext context) {
    TextSearchCatalog catalog = TextSearchCatalog.of(context);
    if (!ofColumn) {
      return byName(named, catalog);
    }
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(named)) {
        return inColumn(columns.get(i), row[i], catalog);
      }
    }
    throw SqlException.of(
        SqlState.UNDEFINED_COLUMN, "configuration column \"" + named + "\" does not exist");
  }

  private static Configuration inColumn(
      Column column, @Nullable Object oid, TextSearchCatalog catalog) {
    if (column.type() != Types.REGCONFIG) {
      throw SqlException.of(
          SqlState.DATATYPE_MISMATCH, "column \"" + column.name() + "\" is not of regconfig type");
    }
    if (oid == null) {
      throw SqlException.of(
          SqlState.NULL_VALUE_NOT_ALLOWED,
          "configuration column \"" + column.name() + "\" must not be null");
    }
    return catalog.configuration((Long) oid).orElseThrow(() -> missing(String.valueOf(oid)));
  }

  /** Under its schema, so that the answer is the same whatever the search path is. */
  private static Configuration byName(String name, TextSearchCatalog catalog) {
    int dot = name.indexOf('.');
    if (dot < 0) {
      throw SqlException.of(
          SqlState.INVALID_PARAMETER_VALUE,
          "text search configuration name \"" + name + "\" must be schema-qualified");
    }
    QualifiedName written = new QualifiedName(name.substring(0, dot), name.substring(dot + 1));
    return catalog
        .configurationOid(written, List.of())
        .flatMap(catalog::configuration)
        .orElseThrow(() -> missing(name));
  }

  private static SqlException missing(String name) {
    return SqlException.of(
        SqlState.UNDEFINED_OBJECT, "text search configuration \"" + name + "\" does not exist");
  }
}
