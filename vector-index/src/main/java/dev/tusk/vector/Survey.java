package dev.tusk.vector;

/**
 * What a sample of an index's vectors tells: whether they suit the way they are searched, and where
 * they are.
 *
 * @param normSpread deviation of the vectors' lengths over their mean; NaN where vectors have no
 *     length, or there are none. Where it is large, inner product has few rows that are near to all
 *     queries
 * @param codeError mean error of the distances that codes give, as a share of the mean distance; 0
 *     where the vectors themselves are compared, NaN where nothing is walked
 * @param vectorBytes of all the vectors: what is read where codes do not do
 * @param resident the share of them that is in memory; NaN where the system does not tell
 */
public record Survey(double normSpread, double codeError, long vectorBytes, double resident) {
  /** That of an index which has nothing. */
  public static final Survey NONE = new Survey(Double.NaN, Double.NaN, 0, Double.NaN);

  /** The same with what codes err by. */
  public Survey withCodeError(double error) {
    return new Survey(normSpread, error, vectorBytes, resident);
  }
}
