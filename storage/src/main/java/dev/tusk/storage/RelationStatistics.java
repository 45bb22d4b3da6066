package dev.tusk.storage;

/**
 * Size of a relation, for the planner and for size functions.
 *
 * @param liveRows committed rows that are not deleted
 * @param deadRows versions that wait for vacuum
 * @param rowBytes bytes of row versions in the store, dead ones included
 * @param vectorBytes bytes of the vector column files
 * @param blocks blocks of 8 KiB that the rows would take in PostgreSQL
 * @param toastBlocks blocks of its TOAST table
 */
public record RelationStatistics(
    long liveRows, long rowBytes, long vectorBytes, long deadRows, long blocks, long toastBlocks) {
  /** Of what has no rows of its own. */
  public static final RelationStatistics NONE = new RelationStatistics(0, 0, 0, 0, 0, 0);
}
