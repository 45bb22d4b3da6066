package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.catalog.ViewObject;
import dev.tusk.executor.copy.CopyColumn;
import dev.tusk.executor.copy.CopyFormat;
import dev.tusk.executor.copy.CopyOptions;
import dev.tusk.executor.copy.CopyReader;
import dev.tusk.executor.expression.Evaluator;
import dev.tusk.executor.expression.Execution;
import dev.tusk.executor.routine.TriggerData.Operation;
import dev.tusk.executor.table.StatementAccess;
import dev.tusk.executor.table.TableWriter;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.RuleEvent;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.planner.analyze.Clause;
import dev.tusk.sql.statement.CopyFile;
import dev.tusk.sql.statement.CopyFrom;
import dev.tusk.sql.type.DomainType;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** COPY … FROM STDIN. */
final class CopyFromCommand {
  private final CommandHost host;
  private final CopyFrom statement;
  private final RowReceiver receiver;

  CopyFromCommand(CommandHost host, CopyFrom statement, RowReceiver receiver) {
    this.host = host;
    this.statement = statement;
    this.receiver = receiver;
  }

  String run() {
    CopyFile source = statement.source();
    if (source == null) {
      return run(receiver);
    }
    try (ServerFile file = ServerFile.toRead(host, source, receiver)) {
      return run(file);
    }
  }

  private String run(RowReceiver from) {
    CopyOptions options = CopyColumns.options(statement.options(), true);
    Table table = table();
    if (host.catalog().policies(table, 0) != null) {
      throw SqlException.of(
              SqlState.FEATURE_NOT_SUPPORTED, "COPY FROM not supported with row-level security")
          .withHint("Use INSERT statements instead.");
    }
    if (options.freeze()) {
      checkFrozen(table);
    }
    List<Column> columns = CopyColumns.of(table, statement.columns());
    CopyColumns.checkForced(table, columns, options);
    Evaluator where = condition(table);
    try (StatementAccess access = host.access(host.transaction().newStatementSnapshot())) {
      TableWriter writer = access.writing(table, columns).writer(table);
      writer.begin(Operation.INSERT, Set.of());
      CopyReader reader =
          CopyReader.of(
              from.copyIn(options.format() == CopyFormat.BINARY, columns.size()),
              options,
              table.name(),
              columns.stream().map(this::read).toList(),
              host.format());
      boolean counted = table.kind() == Table.Kind.VIEW;
      long count = insertAll(reader, writer, new RowMaker(table, columns), where, counted);
      writer.finish();
      access.finish();
      return "COPY " + count;
    }
  }

  /**
   * FREEZE is for a table that the subtransaction made or emptied. A view's rows go through its
   * trigger.
   */
  private void checkFrozen(Table table) {
    if (table.kind() == Table.Kind.PARTITIONED) {
      throw SqlException.of(
          SqlState.FEATURE_NOT_SUPPORTED, "cannot perform COPY FREEZE on a partitioned table");
    }
    TableObject object = host.changes().state().table(table.oid());
    if (object != null && !host.emptied(object.relationId())) {
      throw SqlException.of(
          SqlState.OBJECT_NOT_IN_PREREQUISITE_STATE,
          "cannot perform COPY FREEZE because the table was not created or truncated in the current"
              + " subtransaction");
    }
  }

  /** What rows go to: a table, or a view that has a trigger for them. */
  private Table table() {
    if (host.catalog().relation(statement.table()) instanceof ViewObject view) {
      if (!host.catalog().insteadOf(view.table(), RuleEvent.INSERT)) {
        throw SqlException.of(
                SqlState.WRONG_OBJECT_TYPE, "cannot copy to view \"" + view.name() + "\"")
            .withHint("To enable copying to a view, provide an INSTEAD OF INSERT trigger.");
      }
      host.requireWritable("COPY FROM");
      return view.table();
    }
    TableObject object = Names.table(host, statement.table());
    if (!object.temporary()) {
      host.requireWritable("COPY FROM");
    }
    return object.table();
  }

  /** A column as it is read: with a look at the constraints of its domains. */
  private CopyColumn read(Column column) {
    if (!DomainType.constrained(column.type())) {
      return new CopyColumn(column.name(), column.type(), column.typmod());
    }
    Evaluator check = host.expressions().domainCheck(column.type());
    return new CopyColumn(
        column.name(),
        column.type(),
        column.typmod(),
        value -> check.evaluate(new @Nullable Object[] {value}, host.ruleExecution()));
  }

  private @Nullable Evaluator condition(Table table) {
    return statement.where() == null
        ? null
        : host.expressions().condition(table, statement.where(), Clause.COPY_WHERE).evaluator();
  }

  /**
   * Inserts what is read.
   *
   * @param counted whether rows count that a trigger leaves out, as those do that go to a view
   */
  private long insertAll(
      CopyReader reader,
      TableWriter writer,
      RowMaker rows,
      @Nullable Evaluator where,
      boolean counted) {
    Execution execution = host.ruleExecution();
    long count = 0;
    for (@Nullable Object[] read = reader.next(); read != null; read = reader.next()) {
      host.checkCancelled();
      try {
        @Nullable Object[] row = rows.make(read, execution);
        if (where == null || where.holds(row, execution)) {
          @Nullable Object[] inserted = writer.beforeInsert(row);
          if (inserted != null) {
            writer.insert(inserted);
          }
          count += inserted != null || counted ? 1 : 0;
        }
      } catch (SqlException e) {
        // PostgreSQL finds duplicates when it writes rows in lots, and has forgotten the line.
        boolean late = e.state() == SqlState.UNIQUE_VIOLATION && !writer.firesPerRow();
        throw e.within(late ? reader.where() : reader.rowContext());
      }
    }
    return count;
  }

  /** Puts the values read in their columns, defaults in the others. */
  private final class RowMaker {
    private final int[] targets;
    private final @Nullable Evaluator[] defaults;

    RowMaker(Table table, List<Column> columns) {
      List<Column> live = table.liveColumns();
      targets = new int[columns.size()];
      defaults = new @Nullable Evaluator[live.size()];
      for (int i = 0; i < live.size(); i++) {
        Column column = live.get(i);
        int source = columns.indexOf(column);
        if (source >= 0) {
          targets[source] = i;
        } else if (!column.generated() && column.defaultText() != null
            || DomainType.defaultOf(column.type()) != null) {
          defaults[i] = host.rules().defaultOf(table, column.number());
        }
      }
    }

    @Nullable Object[] make(@Nullable Object[] read, Execution execution) {
      @Nullable Object[] row = new @Nullable Object[defaults.length];
      for (int i = 0; i < targets.length; i++) {
        row[targets[i]] = read[i];
      }
      for (int i = 0; i < defaults.length; i++) {
        Evaluator value = defaults[i];
        if (value != null) {
          row[i] = value.evaluate(NO_ROW, execution);
        }
      }
      return row;
    }
  }

  private static final @Nullable Object[] NO_ROW = {};
}
