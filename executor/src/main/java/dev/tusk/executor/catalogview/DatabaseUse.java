package dev.tusk.executor.catalogview;

/**
 * What a database's sessions did since the server started.
 *
 * @param scanned rows read by scans
 * @param fetched rows found by indexes
 */
public record DatabaseUse(
    long commits,
    long rollbacks,
    long scanned,
    long fetched,
    long inserted,
    long updated,
    long deleted,
    long deadlocks,
    long sessions) {}
