package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.expression.Evaluator;
import dev.tusk.executor.expression.Execution;
import dev.tusk.executor.expression.RowSource;
import dev.tusk.executor.search.IndexRange;
import dev.tusk.executor.table.StatementAccess;
import dev.tusk.executor.table.TableWriter;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.Table;
import dev.tusk.storage.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a table anew under another storage number, with the values of some columns computed from
 * the old rows. Transactions with older snapshots go on reading the old rows.
 */
final class TableRewrite {
  private final CommandHost host;
  private final TableObject before;
  private final TableDraft after;
  private @Nullable Index order;

  TableRewrite(CommandHost host, TableObject before, TableDraft after) {
    this.host = host;
    this.before = before;
    this.after = after;
  }

  /**
   * @param values by column number, over the old table's live columns
   */
  void run(Map<Integer, Evaluator> values) {
    boolean retyped = false;
    boolean needed = false;
    for (Column column : before.table().liveColumns()) {
      Column now = after.columns.get(column.number() - 1);
      retyped |= now.type() != column.type() || now.typmod() != column.typmod();
      needed |= RewriteNeed.of(column, now, host.format());
    }
    if (needed || !retyped) {
      host.ddlEvents()
          .rewriting(before.table(), retyped ? DdlEvents.COLUMN_TYPE : DdlEvents.DEFAULT_VALUE);
    }
    write(values);
  }

  /** Writes the rows one behind another, without the room of those that are gone. */
  void compact() {
    write(Map.of());
  }

  /** The same with the rows in the order of an index; of one without an order, in their own. */
  void inOrder(Index index) {
    order = index.ordered() ? index : null;
    write(Map.of());
  }

  private void write(Map<Integer, Evaluator> values) {
    List<Index> vectorIndexes = new ArrayList<>();
    after.relationId = host.changes().newOid();
    after.indexIds.clear();
    after.missing.clear();
    for (Column column : after.columns) {
      if (column.dropped()) {
        after.dimensions.remove(column.number());
      }
    }
    host.transaction().createRelation(CreateTableCommand.spec(after));
    for (Index index : after.indexes) {
      if (index.stored() != null) {
        long storageId = host.changes().newOid();
        after.indexIds.put(index.oid(), storageId);
        host.transaction().createIndex(storageId, after.relationId);
      }
      if (index.nearest()) {
        vectorIndexes.add(index);
      }
    }
    try (Snapshot snapshot = host.transaction().newStatementSnapshot()) {
      StatementAccess old = host.access(snapshot);
      host.changes().put(after.object());
      StatementAccess target = host.access(snapshot);
      copy(old, target, values);
    }
    for (Index index : before.table().indexes()) {
      if (index.stored() != null) {
        Long storageId = before.indexIds().get(index.oid());
        host.transaction().dropIndex(storageId == null ? index.oid() : storageId);
      }
    }
    host.transaction().dropRelation(before.relationId());
    rebuild(vectorIndexes);
  }

  private void copy(StatementAccess old, StatementAccess target, Map<Integer, Evaluator> values) {
    Table table = after.table();
    List<Integer> columns = new ArrayList<>();
    for (Column column : before.table().columns()) {
      if (!column.dropped()) {
        columns.add(column.number());
      }
    }
    Execution execution = execution(old);
    TableWriter writer = target.copier(table);
    Table source = before.table();
    try (RowSource rows =
        order == null
            ? old.scan(source, columns, execution)
            : old.indexRange(source, order, IndexRange.ALL, false, columns, execution)) {
      int count = 0;
      for (@Nullable Object[] row = rows.next(); row != null; row = rows.next()) {
        if ((++count & 0xFF) == 0) {
          host.checkCancelled();
        }
        @Nullable Object[] changed = new @Nullable Object[liveCount(table)];
        int at = 0;
        for (Column column : table.columns()) {
          if (column.dropped()) {
            continue;
          }
          Evaluator value = values.get(column.number());
          int from = columns.indexOf(column.number());
          changed[at++] =
              value != null ? value.evaluate(row, execution) : from < 0 ? null : row[from];
        }
        writer.insert(changed);
      }
    }
  }

  private static int liveCount(Table table) {
    return (int) table.columns().stream().filter(c -> !c.dropped()).count();
  }

  private void rebuild(List<Index> vectorIndexes) {
    for (Index index : vectorIndexes) {
      // Under a new OID, so that the old graph serves others until the commit.
      Index renewed = index.withOid(host.changes().newOid());
      after.indexes.replaceAll(i -> i.oid() == index.oid() ? renewed : i);
      StorageChoices.renumber(host, after.oid, index.oid(), renewed.oid());
      Long keys = after.indexIds.remove(index.oid());
      if (keys != null) {
        after.indexIds.put(renewed.oid(), keys);
      }
      new IndexCreation(host).createVector(after, renewed, "ALTER TABLE");
      host.afterCommit(() -> host.store().vectorIndexes().drop(index.oid()));
    }
    host.changes().put(after.object());
  }

  private static Execution execution(StatementAccess access) {
    return access.ruleExecution();
  }

  static @Nullable Object evaluate(StatementAccess access, Evaluator value) {
    return value.evaluate(new @Nullable Object[0], access.ruleExecution());
  }

  static Evaluator defaultOf(CommandHost host, Table table, int column) {
    try (Snapshot snapshot = host.transaction().newStatementSnapshot()) {
      return host.access(snapshot).rules().defaultOf(table, column);
    }
  }
}
