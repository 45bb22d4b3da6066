package dev.tusk.vector;

/**
 * The answer to a search: slots with the distances of the SQL operator, nearest first; equal
 * distances are in the caller's order ({@link SlotOrder}), and NaN comes last.
 */
public final class SearchResult {
  private final int[] slots;
  private final double[] distances;
  private final SearchWork work;
  private final boolean exact;

  public SearchResult(int[] slots, double[] distances, SearchWork work, boolean exact) {
    this.slots = slots;
    this.distances = distances;
    this.work = work;
    this.exact = exact;
  }

  /** Number of rows found; less than asked for only when no more rows match. */
  public int count() {
    return slots.length;
  }

  public int slot(int rank) {
    return slots[rank];
  }

  /** The distance as the metric's SQL operator shows it. */
  public double distance(int rank) {
    return distances[rank];
  }

  /** How it was found. */
  public SearchWork work() {
    return work;
  }

  /** How many vectors were compared with the query, by code or by floats. */
  public int visited() {
    return work.compared();
  }

  /** True when the floats of all matching rows were compared, so that nothing nearer exists. */
  public boolean exact() {
    return exact;
  }
}
