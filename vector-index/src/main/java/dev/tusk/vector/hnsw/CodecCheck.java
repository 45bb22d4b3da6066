package dev.tusk.vector.hnsw;

import dev.tusk.vector.codec.Codec;
import dev.tusk.vector.codec.QueryCode;
import dev.tusk.vector.exact.TopK;
import dev.tusk.vector.memory.Records;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Measures whether codes tell the nearest from the near: for a hundred of the rows, which of the
 * ten truly nearest, among the 400 nearest of <em>all</em> rows, would still be within the pool of
 * a search at the default {@code ef_search}.
 *
 * <p>All rows, since a sample thins dense groups out and flatters codes: the code's error must be
 * small beside the distance of neighbours, and that shrinks as rows come.
 *
 * <p>The share parts columns clearly (recall lost to codes in brackets): Gaussian data 0.95 (none),
 * paragraphs of documentation 0.99 (none), unit vectors of 768 dimensions at one bit 0.99 (none);
 * 1,500 groups of 40 rows 0.58 (half), one direction that dominates 0.35 (half), 50 dense groups
 * 0.06 (nearly all).
 */
final class CodecCheck {
  static final double PASSING_SHARE = 0.95;

  private static final int QUERIES = 100;
  private static final int FEWEST_QUERIES = 20;

  /** Multiplications that the exact scan may cost: about two seconds of one core. */
  private static final double LIMIT = 4e10;

  private static final int TRUE_NEAREST = 10;
  private static final int NEAREST = 400;
  private static final int EF = 40;
  private static final long SEED = 0x636865636bL;

  private final IndexState state;
  private final SearchContext context;
  private final int[] slots;
  private final int[] queries;
  private final TopK[] nearest;

  /** Scans all floats once, for all queries together. */
  CodecCheck(IndexState state, SearchContext context, int[] slots) {
    this.state = state;
    this.context = context;
    this.slots = slots;
    double affordable = LIMIT / ((double) slots.length * state.source.dimension());
    int count = (int) Math.clamp(affordable, FEWEST_QUERIES, QUERIES);
    this.queries = new int[Math.min(count, slots.length)];
    this.nearest = new TopK[queries.length];
    SplittableRandom random = new SplittableRandom(SEED);
    for (int q = 0; q < queries.length; q++) {
      // At random: rows often come in a rhythm, and evenly taken ones may all be of one group.
      queries[q] = slots[random.nextInt(slots.length)];
      nearest[q] = new TopK();
      nearest[q].reset(NEAREST);
    }
    findNearest();
  }

  private void findNearest() {
    float[] norms = new float[queries.length];
    for (int q = 0; q < queries.length; q++) {
      norms[q] = state.exact.squaredNorm(queries[q]);
    }
    float[] raw = new float[queries.length];
    for (int slot : slots) {
      if (state.closed) {
        return;
      }
      state.exact.read(slot, context.vector);
      float norm = state.exact.squaredNorm(context.vector);
      state.exact.raw(context.vector, queries, queries.length, raw);
      for (int q = 0; q < queries.length; q++) {
        if (slot != queries[q]) {
          nearest[q].offer(state.exact.shown(raw[q], norms[q], norm), slot);
        }
      }
    }
    for (TopK top : nearest) {
      top.sort();
    }
  }

  /** The share of the truly nearest that the codec leaves within reach of rescoring. */
  double share(Codec codec) {
    int depth = Searcher.poolSize(codec.bits(), EF, TRUE_NEAREST);
    int[] nodes = new int[NEAREST];
    Arrays.setAll(nodes, i -> i);
    float[] scores = new float[NEAREST];
    QueryCode query = codec.newQuery();
    int found = 0;
    int wanted = 0;
    try (Records codes = new Records(codec.codeBytes())) {
      codes.ensure(NEAREST);
      for (int q = 0; q < queries.length && !state.closed; q++) {
        TopK near = nearest[q];
        for (int i = 0; i < near.size(); i++) {
          prepare(near.slot(i));
          codec.encode(context.prepared, codes.address(i), query);
        }
        prepare(queries[q]);
        codec.prepare(context.prepared, query);
        codec.score(query, codes, nodes, near.size(), scores);
        float[] sorted = Arrays.copyOf(scores, near.size());
        Arrays.sort(sorted);
        for (int i = 0; i < Math.min(TRUE_NEAREST, near.size()); i++) {
          found += scores[i] <= sorted[Math.min(depth, sorted.length) - 1] ? 1 : 0;
          wanted++;
        }
      }
    }
    return wanted == 0 ? 1 : found / (double) wanted;
  }

  private void prepare(int slot) {
    state.exact.read(slot, context.vector);
    state.prepare(context);
  }
}
