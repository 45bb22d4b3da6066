package dev.tusk.vector.hnsw;

/**
 * Recall of an index by the candidates that a search keeps, as measured.
 *
 * @param k rows asked for
 * @param efs candidates kept, ascending
 * @param recalls share of the {@code k} nearest that was found with each, from 0 to 1
 * @param queries how many queries it was measured with
 */
public record RecallCurve(int k, int[] efs, double[] recalls, double queries) {

  /**
   * The fewest candidates by which a share of the nearest is found; twice the most that was tried
   * when even that finds less.
   */
  public int ef(double target) {
    double before = 0;
    for (int i = 0; i < efs.length; i++) {
      double recall = Math.max(before, recalls[i]);
      if (recall >= target) {
        if (i == 0) {
          return efs[0];
        }
        double part = (target - before) / (recall - before);
        return (int) Math.ceil(efs[i - 1] * Math.pow((double) efs[i] / efs[i - 1], part));
      }
      before = recall;
    }
    return 2 * efs[efs.length - 1];
  }

  /** The share that is found with so many candidates. */
  public double recall(int ef) {
    double best = recalls[0];
    for (int i = 1; i < efs.length; i++) {
      double recall = Math.max(best, recalls[i]);
      if (ef < efs[i]) {
        double part =
            Math.log((double) Math.max(ef, efs[i - 1]) / efs[i - 1])
                / Math.log((double) efs[i] / efs[i - 1]);
        return best + part * (recall - best);
      }
      best = recall;
    }
    return best;
  }
}
