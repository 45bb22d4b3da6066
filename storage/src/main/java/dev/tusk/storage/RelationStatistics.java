package dev.tusk.storage;

/**
 * Size of a relation, for the planner and for size functions.
 *
 * @param liveRows committed rows that are not deleted
 * @param deadRows versions that wait for vacuum
 * @param rowBytes bytes of row versions in the store, dead ones included
 * @param vectorBytes bytes of the vector column files
 */
public record RelationStatistics(long liveRows, long rowBytes, long vectorBytes, long deadRows) {}
