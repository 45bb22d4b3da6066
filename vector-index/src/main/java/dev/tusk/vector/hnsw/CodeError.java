package dev.tusk.vector.hnsw;

import dev.tusk.vector.codec.Codec;
import dev.tusk.vector.codec.QueryCode;
import dev.tusk.vector.codec.SlotCodec;
import dev.tusk.vector.exact.Surveyor;
import dev.tusk.vector.memory.Records;
import java.util.Arrays;

/**
 * By how much a graph's codes err about the distances of its rows. The codes of some rows are made
 * once more, since the rows may lie in nodes that others share.
 */
final class CodeError {
  private static final int ROWS = 256;
  private static final int QUERIES = 16;

  private CodeError() {}

  /** The mean error over the mean distance; 0 where vectors themselves are compared. */
  static double of(IndexState state, SearchContext context, Graph graph) {
    Codec codec = graph.codec;
    if (codec instanceof SlotCodec || codec.bits() >= Byte.SIZE) {
      return 0;
    }
    int[] slots =
        Surveyor.sample(
            state.slots.limit(), ROWS, slot -> state.slots.node(slot) != SlotTable.ABSENT);
    int[] nodes = new int[slots.length];
    Arrays.setAll(nodes, i -> i);
    float[] scores = new float[slots.length];
    float[] raw = new float[slots.length];
    double errors = 0;
    double distances = 0;
    try (Records codes = new Records(codec.codeBytes())) {
      codes.ensure(Math.max(1, slots.length));
      QueryCode query = codec.newQuery();
      for (int i = 0; i < slots.length; i++) {
        state.exact.read(slots[i], context.vector);
        state.prepare(context);
        codec.encode(context.prepared, codes.address(i), query);
      }
      for (int q = 0; q < slots.length; q += Math.max(1, slots.length / QUERIES)) {
        state.exact.read(slots[q], context.vector);
        state.prepare(context);
        codec.prepare(context.prepared, query);
        codec.score(query, codes, nodes, slots.length, scores);
        state.exact.raw(context.vector, slots, slots.length, raw);
        float norm = state.exact.squaredNorm(context.vector);
        for (int i = 0; i < slots.length; i++) {
          float distance = state.exact.linking(raw[i], norm, state.exact.squaredNorm(slots[i]));
          errors += Math.abs(scores[i] - distance);
          distances += Math.abs(distance);
        }
      }
    }
    return distances == 0 ? 0 : errors / distances;
  }
}
