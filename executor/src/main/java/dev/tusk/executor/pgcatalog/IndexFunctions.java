package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.expression.FunctionContext;
import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.sql.catalog.AccessMethod;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import org.jspecify.annotations.Nullable;

/** Functions that are given an index of one access method. */
final class IndexFunctions {
  private IndexFunctions() {}

  static void register(FunctionLibrary library) {
    library.one("gin_clean_pending_list(regclass)", (a, context) -> pending((Long) a, context));
  }

  /** Pages taken from the list of entries not yet in place: an index here never has any. */
  private static long pending(long oid, FunctionContext context) {
    Index index = index(oid, context);
    if (index == null || index.accessMethod() != AccessMethod.GIN) {
      String name = index == null ? relation(oid, context) : index.name();
      throw SqlException.of(
          SqlState.WRONG_OBJECT_TYPE,
          index == null
              ? "\"" + name + "\" is not an index"
              : "\"" + name + "\" is not a GIN index");
    }
    return 0;
  }

  private static @Nullable Index index(long oid, FunctionContext context) {
    for (Table table : context.session().view().tables()) {
      for (Index index : table.indexes()) {
        if (index.oid() == oid) {
          return index;
        }
      }
    }
    return null;
  }

  private static String relation(long oid, FunctionContext context) {
    for (Table table : context.session().view().tables()) {
      if (table.oid() == oid) {
        return table.name();
      }
    }
    return String.valueOf(oid);
  }
}
