package dev.tusk.executor.catalogview;

import org.jspecify.annotations.Nullable;

/**
 * An index build under way.
 *
 * @param rowsPerSecond on average since the phase began; null before anything is done
 * @param secondsLeft at that rate; null while it is unknown
 */
public record IndexBuildRow(
    int processId,
    long databaseOid,
    String database,
    long tableOid,
    long indexOid,
    String command,
    String phase,
    long rowsTotal,
    long rowsDone,
    @Nullable Double rowsPerSecond,
    @Nullable Double secondsLeft) {
  /** Of the rows of the phase; null while their number is unknown. */
  public @Nullable Double percent() {
    return rowsTotal <= 0 ? null : Math.min(100, Math.rint(1000.0 * rowsDone / rowsTotal) / 10);
  }
}
