package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.catalog.ColumnStorage;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.statement.AlterAction;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * SET STORAGE (ATExecSetStorage of commands/tablecmds.c). Values are kept as they are: catalogs
 * tell what was said, and whether the table needs a TOAST table follows from it.
 */
final class ColumnStorages {
  private static final List<String> STORAGES = List.of("PLAIN", "EXTERNAL", "EXTENDED", "MAIN");

  private final CommandHost host;

  ColumnStorages(CommandHost host) {
    this.host = host;
  }

  /** Of the table, and of those below where it is not said of it alone. */
  void set(TableObject table, AlterAction.SetStorage action, boolean only) {
    set(table, action);
    if (!only) {
      host.changes().state().descendants(table.oid()).forEach(below -> set(below, action));
    }
  }

  private void set(TableObject table, AlterAction.SetStorage action) {
    Column column = new TableDraft(table).column(action.column());
    String storage = action.storage();
    if (!STORAGES.contains(storage)) {
      throw SequenceRules.invalid(
          "invalid storage type \"" + storage.toLowerCase(Locale.ROOT) + "\"");
    }
    if (column.type().storage() == 'p' && !storage.equals("PLAIN")) {
      throw SqlException.of(
          SqlState.FEATURE_NOT_SUPPORTED,
          "column data type " + column.type().displayName() + " can only have storage PLAIN");
    }
    char letter = storage.equals("EXTENDED") ? 'x' : Character.toLowerCase(storage.charAt(0));
    put(table.oid(), column, letter);
  }

  /** Says it of a column; what the type says by itself is not kept. */
  void put(long table, Column column, char letter) {
    ColumnStorage before = host.changes().state().defined().columnStorage(table, column.number());
    if (letter == column.type().storage()) {
      if (before != null) {
        host.changes().remove(before.oid());
      }
      return;
    }
    long oid = before == null ? host.changes().newOid() : before.oid();
    long database = host.catalog().databaseOid();
    host.changes().put(new ColumnStorage(oid, database, table, column.number(), letter));
  }

  /** The table is no more. */
  void forget(TableObject table) {
    table.table().columns().forEach(column -> forget(table.oid(), column.number()));
  }

  /** The column has another type, whose own storage it has. */
  void forget(long table, int column) {
    ColumnStorage before = host.changes().state().defined().columnStorage(table, column);
    if (before != null) {
      host.changes().remove(before.oid());
    }
  }

  /** Columns are stored as those of the tables that they come from, which are to agree. */
  void inherit(TableObject table) {
    Map<String, Character> said = new HashMap<>();
    for (long parent : table.parents()) {
      TableObject from = host.changes().state().table(parent);
      if (from == null) {
        continue;
      }
      for (Column column : from.table().liveColumns()) {
        char storage = host.changes().state().defined().storageOf(parent, column);
        Character before = said.putIfAbsent(column.name(), storage);
        if (before != null && before != storage) {
          throw conflict("inherited column", column.name(), before, storage);
        }
      }
      copy(from, table);
    }
  }

  /**
   * Refuses a column of LIKE … INCLUDING STORAGE that comes from parents who store it otherwise.
   */
  void requireSame(TableObject like, TableObject table) {
    for (Column column : like.table().liveColumns()) {
      Column own = table.table().column(column.name()).orElse(null);
      if (own == null || own.descent().parents() == 0) {
        continue;
      }
      char inherited = host.changes().state().defined().storageOf(table.oid(), own);
      char storage = host.changes().state().defined().storageOf(like.oid(), column);
      if (inherited != storage) {
        throw conflict("column", column.name(), inherited, storage);
      }
    }
  }

  private static SqlException conflict(String what, String name, char one, char other) {
    return SqlException.of(
            SqlState.DATATYPE_MISMATCH, what + " \"" + name + "\" has a storage parameter conflict")
        .withDetail(word(one) + " versus " + word(other));
  }

  private static String word(char storage) {
    return switch (storage) {
      case 'p' -> "PLAIN";
      case 'e' -> "EXTERNAL";
      case 'm' -> "MAIN";
      default -> "EXTENDED";
    };
  }

  /** Columns are stored as those of the same names and types are. */
  void copy(TableObject from, TableObject to) {
    for (Column column : from.table().liveColumns()) {
      char said = host.changes().state().defined().storageOf(from.oid(), column);
      to.table()
          .column(column.name())
          .filter(own -> said != column.type().storage() && own.type() == column.type())
          .ifPresent(own -> put(to.oid(), own, said));
    }
  }
}
