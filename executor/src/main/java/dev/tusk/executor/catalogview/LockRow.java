package dev.tusk.executor.catalogview;

import org.jspecify.annotations.Nullable;

/** A lock that a session holds or waits for, in {@code pg_locks}' words. */
public record LockRow(
    String type,
    @Nullable Long database,
    @Nullable Long relation,
    @Nullable Integer page,
    @Nullable Short tuple,
    @Nullable String virtualTransaction,
    @Nullable Long transaction,
    @Nullable Long classId,
    @Nullable Long objectId,
    @Nullable Short objectSub,
    int processId,
    String mode,
    boolean granted) {
  /** How the transaction of a session is called before it has a number. */
  public static String virtual(int processId) {
    return processId + "/0";
  }
}
