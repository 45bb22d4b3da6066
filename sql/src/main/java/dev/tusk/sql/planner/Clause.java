package dev.tusk.sql.planner;

/** Where an expression stands, and what may stand there; names as PostgreSQL's errors have them. */
enum Clause {
  SELECT("SELECT", true, true, true),
  ORDER_BY("ORDER BY", true, true, true),
  GROUP_BY("GROUP BY", false, false, true),
  HAVING("HAVING", true, false, false),
  WHERE("WHERE", false, false, false),
  JOIN("JOIN conditions", false, false, false),
  FROM_FUNCTION("functions in FROM", false, false, true),
  FILTER("FILTER", false, false, false),
  WINDOW("window definitions", true, false, false),
  WINDOW_ROWS("window ROWS", false, false, false),
  WINDOW_RANGE("window RANGE", false, false, false),
  WINDOW_GROUPS("window GROUPS", false, false, false),
  VALUES("VALUES", false, false, true),
  LIMIT("LIMIT", false, false, false),
  OFFSET("OFFSET", false, false, false),
  UPDATE("UPDATE", false, false, false),
  RETURNING("RETURNING", false, false, false),
  DEFAULT("DEFAULT expressions", false, false, false),
  CHECK("check constraints", false, false, false),
  INDEX_EXPRESSION("index expressions", false, false, false),
  INDEX_PREDICATE("index predicates", false, false, false),
  TRANSFORM("transform expressions", false, false, false),
  ON_CONFLICT("ON CONFLICT", false, false, false),
  PARAMETER("EXECUTE parameters", false, false, false);

  private final String displayName;
  private final boolean aggregates;
  private final boolean windows;
  private final boolean sets;

  Clause(String displayName, boolean aggregates, boolean windows, boolean sets) {
    this.displayName = displayName;
    this.aggregates = aggregates;
    this.windows = windows;
    this.sets = sets;
  }

  String displayName() {
    return displayName;
  }

  boolean aggregates() {
    return aggregates;
  }

  boolean windows() {
    return windows;
  }

  boolean sets() {
    return sets;
  }
}
