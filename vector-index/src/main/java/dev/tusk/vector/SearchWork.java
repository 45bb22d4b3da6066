package dev.tusk.vector;

/**
 * How an answer was found, and what that took.
 *
 * @param expanded nodes of the graph whose neighbours were looked at
 * @param compared vectors that were compared with the query, by code or by value
 * @param rescored those of them whose distance by code was replaced by that of their values
 */
public record SearchWork(Way way, int expanded, int compared, int rescored) {
  /** The ways to find the nearest. */
  public enum Way {
    /** The values of all matching vectors were compared. */
    EXACT("exact"),

    /**
     * Bounds by codes left out what is farther for certain; the other vectors' values were
     * compared.
     */
    BOUNDED("exact, codes first"),

    /** The codes of all matching vectors were compared, the values of the nearest of them. */
    CODES("codes"),

    /** A walk through the graph. */
    GRAPH("graph"),

    /** A walk through the graph that goes on until enough matching vectors are found. */
    FILTERED_GRAPH("filtered graph"),

    /** The lists whose centres are nearest. */
    LISTS("lists");

    private final String shown;

    Way(String shown) {
      this.shown = shown;
    }

    /** As EXPLAIN names it. */
    public String shown() {
      return shown;
    }
  }

  /** All of that many vectors were compared. */
  public static SearchWork exact(int compared) {
    return new SearchWork(Way.EXACT, 0, compared, 0);
  }
}
