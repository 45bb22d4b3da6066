package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.storage.LockMode;
import dev.tusk.storage.WaitPolicy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A table that ALTER TABLE changes and those below it, locked as they are asked for. */
final class Family {
  private final CommandHost host;
  private final long root;
  private final boolean only;

  /**
   * For a statement.
   *
   * @param only the tables below are not to be changed
   */
  Family(CommandHost host, long root, boolean only) {
    this.host = host;
    this.root = root;
    this.only = only;
  }

  long root() {
    return root;
  }

  /** Whether the statement says ONLY. */
  boolean only() {
    return only;
  }

  TableObject table(long oid) {
    TableObject table = host.changes().state().table(oid);
    if (table == null) {
      throw new IllegalStateException("table " + oid + " is gone");
    }
    return table;
  }

  TableDraft draft(long oid) {
    return new TableDraft(table(oid));
  }

  /** The tables that inherit from one directly. */
  List<Long> children(long oid) {
    List<Long> children = new ArrayList<>();
    for (TableObject child : host.changes().state().children(oid)) {
      host.changes().lockObject(host.transaction(), child.oid());
      host.transaction().lockRelation(child.relationId(), LockMode.EXCLUSIVE, WaitPolicy.WAIT);
      host.requireUnused(child.table(), "ALTER TABLE");
      children.add(child.oid());
    }
    return children;
  }

  boolean hasChildren() {
    return !host.changes().state().children(root).isEmpty();
  }

  /** All tables below, with how often each is a child of these and of the table itself. */
  Map<Long, Integer> below() {
    Map<Long, Integer> found = new LinkedHashMap<>();
    List<Long> pending = new ArrayList<>(List.of(root));
    for (int i = 0; i < pending.size(); i++) {
      for (long child : children(pending.get(i))) {
        if (found.merge(child, 1, Integer::sum) == 1) {
          pending.add(child);
        }
      }
    }
    return found;
  }

  /** What is done to the table has to be done to those below it. */
  void requireAll(String message) {
    if (only && hasChildren()) {
      throw invalid(message);
    }
  }

  static SqlException invalid(String message) {
    return SqlException.of(SqlState.INVALID_TABLE_DEFINITION, message);
  }
}
