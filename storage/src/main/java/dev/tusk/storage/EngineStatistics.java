package dev.tusk.storage;

/**
 * Figures of an engine since it was opened.
 *
 * @param commits transactions committed with changes
 * @param logForces times the log was forced to disk
 * @param logBytes bytes appended to the log
 * @param checkpoints checkpoints completed
 * @param checkpointLagBytes log bytes that a recovery would read now
 * @param vacuumedRows versions removed
 * @param deadRows versions that wait for vacuum
 * @param redoneTransactions transactions that recovery redid when opening
 */
public record EngineStatistics(
    long commits,
    long logForces,
    long logBytes,
    long checkpoints,
    long checkpointLagBytes,
    long vacuumedRows,
    long deadRows,
    long redoneTransactions) {}
