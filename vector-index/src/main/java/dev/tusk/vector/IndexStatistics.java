package dev.tusk.vector;

import dev.tusk.vector.codec.Quantizer;

/**
 * What an index consists of.
 *
 * @param slots slots it answers for
 * @param pending slots among them that wait to be linked, and are compared with each query
 *     meanwhile
 * @param nodes graph nodes, fewer than slots where vectors are identical
 * @param tombstones nodes without slots that wait for repair
 * @param unreachable live nodes that no search can reach through the graph
 * @param bits bits a dimension of the codes, 32 for floats
 * @param codeShare what the last check of codes gave ({@link Quantizer#AUTO}); NaN without one
 * @param reason why the graph is walked by codes, or by floats, or why there is none
 * @param entryWidth nodes that searches keep on upper layers; more than 1 where rows lie in groups
 * @param bytes memory mapped for codes, links and bookkeeping
 */
public record IndexStatistics(
    int slots,
    int pending,
    int nodes,
    int tombstones,
    int unreachable,
    int bits,
    float codeShare,
    String reason,
    int entryWidth,
    long bytes) {

  /** Those of an index that is not there. */
  public static final IndexStatistics NONE =
      new IndexStatistics(0, 0, 0, 0, 0, Float.SIZE, Float.NaN, "not built yet", 0, 0);
}
