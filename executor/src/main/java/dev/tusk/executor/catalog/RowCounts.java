package dev.tusk.executor.catalog;

import dev.tusk.executor.catalog.CatalogObject.TableObject;

/** What is known of how many rows tables have. */
public interface RowCounts {
  /** Committed rows. */
  long rows(TableObject table);

  /** Whether VACUUM or ANALYZE has counted them since the server started. */
  boolean counted(TableObject table);
}
