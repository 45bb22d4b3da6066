package dev.tusk.sql.planner;

/** Which aggregates take their input order by WITHIN GROUP. */
final class OrderedSets {
  private OrderedSets() {}

  static boolean ordered(String name) {
    return switch (name) {
      case "percentile_cont", "percentile_disc", "mode" -> true;
      default -> false;
    };
  }
}
