package dev.tusk.executor.catalogview;

import org.jspecify.annotations.Nullable;

/**
 * How a table was used since the server started; times are µs since 2000-01-01 UTC.
 *
 * @param scanned rows that scans from end to end have read
 * @param sinceAnalyze rows written since the last ANALYZE
 * @param insertedSinceVacuum rows inserted since the last VACUUM
 * @param rowsBelow rows of all partitions when ANALYZE last came by a divided table; -1 before
 * @param hadChildren whether tables have inherited from it since ANALYZE last came by
 */
public record TableUse(
    long scans,
    long scanned,
    long inserted,
    long updated,
    long deleted,
    long sinceAnalyze,
    long insertedSinceVacuum,
    long vacuums,
    @Nullable Long lastVacuum,
    long analyses,
    @Nullable Long lastAnalyze,
    long rowsBelow,
    boolean hadChildren) {
  /** Not at all. */
  public static final TableUse NONE =
      new TableUse(0, 0, 0, 0, 0, 0, 0, 0, null, 0, null, -1, false);
}
