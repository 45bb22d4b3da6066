package dev.tusk.sql.planner.analyze;

/** Which aggregates take their input in order by WITHIN GROUP. */
public final class OrderedSets {
  private OrderedSets() {}

  public static boolean ordered(String name) {
    return switch (name) {
      case "percentile_cont", "percentile_disc", "mode" -> true;
      default -> hypothetical(name);
    };
  }

  /** Those that rank a row which is not there; as window functions they are others. */
  static boolean hypothetical(String name) {
    return switch (name) {
      case "rank", "dense_rank", "percent_rank", "cume_dist" -> true;
      default -> false;
    };
  }
}
