package dev.tusk.executor.session;

import dev.tusk.storage.Snapshot;
import org.jspecify.annotations.Nullable;

/**
 * The snapshot of the statement that runs at the moment: functions that are not volatile read under
 * it, so that they see the database as the query does that calls them ({@code GetActiveSnapshot}).
 */
final class ActiveSnapshot {
  private final OpenQueries open = new OpenQueries();
  private @Nullable Snapshot now;

  /** The session's runs that are open, whether they run at the moment or wait to be asked. */
  OpenQueries open() {
    return open;
  }

  /** Null outside of any statement that reads. */
  @Nullable Snapshot now() {
    return now;
  }

  /**
   * Begins to run under a snapshot; null where each reader is to take its own.
   *
   * @return what to {@link #leave} with
   */
  @Nullable Snapshot enter(@Nullable Snapshot snapshot) {
    Snapshot around = now;
    now = snapshot;
    return around;
  }

  void leave(@Nullable Snapshot around) {
    now = around;
  }
}
