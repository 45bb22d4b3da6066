package dev.tusk.vector;

/**
 * What an index consists of.
 *
 * @param slots slots it answers for
 * @param nodes graph nodes, fewer than slots where vectors are identical
 * @param tombstones nodes without slots that wait for repair
 * @param unreachable live nodes that no search can reach through the graph
 * @param bits bits a dimension of the codes, 32 for floats
 * @param bytes memory mapped for codes, links and bookkeeping
 */
public record IndexStatistics(
    int slots, int nodes, int tombstones, int unreachable, int bits, long bytes) {}
