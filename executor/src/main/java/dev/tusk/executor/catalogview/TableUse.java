package dev.tusk.executor.catalogview;

import org.jspecify.annotations.Nullable;

/**
 * How a table was used since the server started; times are µs since 2000-01-01 UTC.
 *
 * @param scanned rows that scans from end to end have read
 * @param sinceAnalyze rows written since the last ANALYZE
 * @param insertedSinceVacuum rows inserted since the last VACUUM
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
    @Nullable Long lastAnalyze) {
  /** Not at all. */
  public static final TableUse NONE = new TableUse(0, 0, 0, 0, 0, 0, 0, 0, null, 0, null);
}
