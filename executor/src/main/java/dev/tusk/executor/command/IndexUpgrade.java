package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rebuilds the B-tree indexes that an older version wrote in another order.
 *
 * <p>Up to format 1 of the data directory the keys of these types were their binary forms, which
 * order otherwise than the values, and which differ where values are equal. A unique index may hold
 * such values: it is then invalid, which keeps further ones out and answers no query, until someone
 * has removed them and says REINDEX.
 */
public final class IndexUpgrade {
  /** The format of data directories from which on keys order as their types do. */
  public static final int KEYS_IN_ORDER = 2;

  private static final Logger LOG = LoggerFactory.getLogger(IndexUpgrade.class);

  private static final Set<Type> REORDERED =
      Set.of(
          Types.INTERVAL,
          Types.TIMETZ,
          Types.BIT,
          Types.VARBIT,
          Types.JSONB,
          Types.BPCHAR,
          Types.VECTOR,
          Types.PG_LSN,
          Types.INT2VECTOR,
          Types.OIDVECTOR);

  private IndexUpgrade() {}

  private static boolean reordered(Index index) {
    return index.ordered()
        && index.keys().stream()
            .anyMatch(key -> key.type().isArray() || REORDERED.contains(key.type()));
  }

  /** Rebuilds what has to be of the session's database, in its transaction. */
  public static void run(CommandHost host) {
    for (TableObject object : host.changes().state().tables(host.catalog().databaseOid())) {
      if (object.temporary()) {
        continue;
      }
      TableDraft draft = new TableDraft(object);
      for (Index index : object.table().indexes()) {
        if (reordered(index)) {
          rebuild(host, draft, index);
          host.changes().put(draft.object());
        }
      }
    }
  }

  private static void rebuild(CommandHost host, TableDraft draft, Index index) {
    LOG.info(
        "rebuilding index {} of table {}: an older version wrote its keys in another order",
        index.name(),
        draft.name);
    long old = draft.indexIds.getOrDefault(index.oid(), index.oid());
    draft.indexIds.put(index.oid(), old);
    try {
      new IndexCreation(host).create(draft, index, "REINDEX");
    } catch (SqlException e) {
      if (e.state() != SqlState.UNIQUE_VIOLATION) {
        throw e;
      }
      LOG.warn(
          "index {} of table {} is invalid: {} Remove the duplicates, then REINDEX INDEX it.",
          index.name(),
          draft.name,
          e.fields().detail());
      draft.indexes.replaceAll(i -> i.oid() == index.oid() ? i.withValid(false) : i);
    }
    host.transaction().dropIndex(old);
  }
}
